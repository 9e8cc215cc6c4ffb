/** A network is added by one file, one line and one test: a made-up one is added to a copy of the sources, which then connects and publishes to it. */

import { execFile } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { openTestDatabase } from "../support/database.ts";
import { kentongan } from "../support/kentongan.ts";
import { kentonganCan, kentonganKeys, openKentonganStand } from "../support/kentongan-stand.ts";
import { describeSender } from "./contract.ts";
import { describeLook } from "./contract-look.ts";

const { sender } = kentongan;
if (!sender) throw new Error("it can be sent to");
describeSender("A network that there is not", sender, openKentonganStand, {
  can: kentonganCan,
  refusesDuplicates: false,
});
describeLook(kentongan);

const root = join(import.meta.dirname, "../..");

/** The built command line of a copy of the sources with the network's file and its line in the list. */
async function added(folder: string): Promise<string> {
  for (const name of ["src", "config", "workers", "package.json", "tsconfig.json", "tsconfig.build.json"])
    cpSync(join(root, name), join(folder, name), { recursive: true });
  symlinkSync(join(root, "node_modules"), join(folder, "node_modules"));
  const platforms = join(folder, "src/platforms");
  const file = readFileSync(join(root, "tests/support/kentongan.ts"), "utf8");
  const moved = file.replaceAll('"../../src/platforms/', '"./').replaceAll('"../../src/', '"../');
  writeFileSync(join(platforms, "kentongan.ts"), moved);
  const list = readFileSync(join(platforms, "index.ts"), "utf8");
  const longer = list
    .replace(/^import \{ linkedin \}/m, 'import { kentongan } from "./kentongan.ts";\n$&')
    .replace(/^ {2}linkedin,$/m, "$&\n  kentongan,");
  expect(longer.split("\n").length - list.split("\n").length).toBe(2);
  writeFileSync(join(platforms, "index.ts"), longer);
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  await promisify(execFile)(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: folder });
  cpSync(join(folder, "src/store/migrations"), join(folder, "dist/src/store/migrations"), { recursive: true });
  return join(folder, "dist/src/cli/main.js");
}

describe("a network that is added by its file and a line in the list", () => {
  it("is connected, published to in its own limits, and looked up after a lost answer", {
    timeout: 180_000,
  }, async () => {
    await using stand = await openKentonganStand();
    await using database = await openTestDatabase();
    const folder = mkdtempSync(join(tmpdir(), "utas-made-up-"));
    try {
      const main = await added(folder);
      const env = { DATABASE_URL: database.url, UTAS_DATA_DIR: join(folder, "data"), UTAS_KENTONGAN_URL: stand.url };
      const utas = async (args: readonly string[], input = "") => {
        const said = await run(args, { cwd: folder, env, input, main });
        expect([said.code, said.err]).toEqual([0, ""]);
        return said.out;
      };
      const connected = await utas(
        ["accounts", "add", "kentongan", "--handle", "ronda", "--credentials", "-"],
        JSON.stringify(kentonganKeys),
      );
      expect(connected).toMatch(/^ronda \(Kentongan\) is connected as acc_\w+; it posts as ronda$/m);
      stand.misbehave("lose-answer");
      const article = ["Air pasang merendam pasar sejak pagi.", "Warga pindah ke tempat yang lebih tinggi. ".repeat(6)];
      const out = await utas(["publish", "-", "--to", "ronda", "--wait", "--json"], article.join("\n\n"));
      const split = await utas(["split", "-", "--for", "kentongan"], article.join("\n\n"));
      expect(split).toMatch(/^ {3}readers must ask for more after ".{20,41}"$/m);
      const [{ posts }] = JSON.parse(out) as [{ posts: { text: string }[] }];
      expect(posts.length).toBeGreaterThan(1);
      expect(Math.max(...posts.map(({ text }) => [...text].length))).toBeLessThanOrEqual(200);
      const beats = await stand.posts();
      expect(beats.map(({ text }) => text)).toEqual(posts.map(({ text }) => text));
      expect(beats.map(({ parentId }) => parentId)).toEqual([null, ...beats.slice(0, -1).map((one) => one.id)]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
