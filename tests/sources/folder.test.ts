/** Files of a watched folder: which are looked at, and when one counts as whole. */

import { execFileSync } from "node:child_process";
import { appendFileSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { lookInto, mayBeWritten, readWhole } from "../../src/sources/folder.ts";

const root = mkdtempSync(join(tmpdir(), "utas-folder-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let made = 0;
const fresh = () => {
  const folder = join(root, String(++made));
  mkdirSync(folder);
  return folder;
};

describe("lookInto", () => {
  it("finds text, Markdown and HTML, what changed first at the front, and leaves the rest alone", async () => {
    const folder = fresh();
    for (const [name, day] of [
      ["b.md", 2],
      ["A.TXT", 3],
      ["c.html", 1],
      ["x.pdf", 1],
      [".hidden.txt", 1],
      ["~$a.docx", 1],
    ] as const) {
      writeFileSync(join(folder, name), "isi");
      utimesSync(join(folder, name), new Date(2026, 1, day), new Date(2026, 1, day));
    }
    mkdirSync(join(folder, "lama.txt"));
    expect((await lookInto(folder)).map(({ name }) => name)).toEqual(["c.html", "b.md", "A.TXT"]);
  });

  it.skipIf(process.platform === "win32")("follows links within the folder only, and waits for no pipe", async () => {
    const folder = fresh();
    writeFileSync(join(root, "luar.txt"), "rahasia");
    writeFileSync(join(folder, "asli.txt"), "isi");
    symlinkSync(join(folder, "asli.txt"), join(folder, "dalam.txt"));
    symlinkSync("../luar.txt", join(folder, "keluar.txt"));
    symlinkSync("hilang", join(folder, "putus.txt"));
    execFileSync("mkfifo", [join(folder, "pipa.txt")]);
    const found = new Map((await lookInto(folder)).map((file) => [file.name, file.trouble]));
    expect(Object.fromEntries(found)).toEqual({
      "asli.txt": null,
      "dalam.txt": null,
      "keluar.txt": "it is a link that leads out of the folder",
      "putus.txt": "it is a link that leads nowhere",
      "pipa.txt": "it is no file",
    });
  });

  it.runIf(process.platform === "linux")("names a file whose name is not UTF-8, which nobody can open", async () => {
    const folder = fresh();
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9]), Buffer.from(".txt")]), "isi");
    expect(await lookInto(folder)).toMatchObject([
      { name: "caf\ufffd.txt", trouble: expect.stringContaining("UTF-8") },
    ]);
  });

  it("says in a sentence what is wrong with the folder", async () => {
    await expect(lookInto(join(root, "tiada"))).rejects.toThrow("is not there");
    await expect(lookInto(join(root, "luar.txt"))).rejects.toThrow("is no folder");
  });
});

describe("readWhole", () => {
  it("gives what was there when the folder was listed, or nothing", async () => {
    const folder = fresh();
    writeFileSync(join(folder, "a.txt"), "satu");
    const [file] = await lookInto(folder);
    if (!file) throw new Error("no file");
    expect(await readWhole(file)).toMatchObject({ kind: "read", bytes: Buffer.from("satu") });
    appendFileSync(join(folder, "a.txt"), " dua");
    expect(await readWhole(file)).toEqual({ kind: "changed" });
    rmSync(join(folder, "a.txt"));
    expect(await readWhole(file)).toEqual({ kind: "changed" });
  });
});

describe("a file that may still be written", () => {
  const now = new Date("2026-11-24T09:00:00Z");
  const ago = (seconds: number) => new Date(now.getTime() - seconds * 1_000);
  it.each([
    // text, changed so many seconds ago, first seen so, and whether it is waited for
    ["baris terakhir.\n", 2, 2, true],
    ["baris terakhir.\n", 4, 2, false],
    ["baris terakhir.\n", 4, 0, true],
    ["di tengah kali", 4, 3, true],
    ["di tengah kali", 6, 3, false],
    ["baris terakhir.\n", 61, 0, false],
    ["setengah huruf \xc3", 50, 40, true],
    ["setengah huruf \xe2\x80", 50, 40, true],
    ["setengah huruf \xe2\x80", 61, 40, false],
    ["huruf utuh \xe2\x80\x9d", 6, 3, false],
    ["dari masa depan.\n", -3_600, 0, true],
    ["dari masa depan.\n", -3_600, 4, false],
    ["", 2, 2, true],
  ])("%j, changed %d s ago, seen for %d s: %s", (text, changed, seen, waits) => {
    expect(mayBeWritten({ changedAt: ago(changed) }, Buffer.from(text, "latin1"), ago(seen), now)).toBe(waits);
  });
});
