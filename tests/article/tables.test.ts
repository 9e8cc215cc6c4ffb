/** The tables that counting rests on: from the versions that are installed, and nothing that an engine may know otherwise beside them. */

import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { eachRange, tableOf } from "../../src/article/ranges.ts";

const root = resolve(import.meta.dirname, "../..");
const generated = join(root, "src/article/generated");
const execute = promisify(execFile);
const require = createRequire(import.meta.url);
const read = (path: string) => readFileSync(join(root, path), "utf8");

describe("generated tables", () => {
  it.each(readdirSync(generated))("%s states the versions that are installed", (file) => {
    const [head = ""] = readFileSync(join(generated, file), "utf8").split("\n");
    const sources = [...head.matchAll(/`(@?[a-z][\w./-]*)` (\d[\w.-]*)/g)];
    expect(sources.length, head).toBeGreaterThan(0);
    for (const [, name = "", version] of sources)
      expect((require(`${name}/package.json`) as { version: string }).version, name).toBe(version);
  });

  it("are what the script writes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "utas-tables-"));
    try {
      await execute(process.execPath, [require.resolve("tsx/cli"), "bench/tables.ts", folder], { cwd: root });
      const written = readdirSync(folder);
      expect(written).toEqual(readdirSync(generated));
      for (const file of written)
        expect(readFileSync(join(folder, file), "utf8") === readFileSync(join(generated, file), "utf8"), file).toBe(
          true,
        );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  it("are unpacked as they were packed", () => {
    const ranges: (readonly number[])[] = [];
    eachRange("a.1 1.2.3 .z", (first, last, kind) => ranges.push([first, last, kind]));
    expect(ranges).toEqual([
      [10, 10, 1],
      [12, 15, 2],
      [16, 16, 35],
    ]);
    expect([...tableOf("1.1.1 1.2.9", 6)]).toEqual([0, 1, 1, 0, 2, 2]);
  });
});

/** All files that a file rests on. */
function filesUnder(path: string, found = new Set<string>()): Set<string> {
  if (found.has(path)) return found;
  found.add(path);
  for (const [, to = ""] of read(path).matchAll(/ from "(\.[^"]+)"/g)) filesUnder(join(dirname(path), to), found);
  return found;
}

describe("a count", () => {
  const files = [...filesUnder("src/thread/measure.ts")].filter((path) => !path.includes("/generated/"));

  it("rests on nothing that depends on the engine's version of Unicode, in Node or in a browser", () => {
    expect(files).toEqual(
      expect.arrayContaining(["src/article/links.ts", "src/thread/graphemes.ts", "src/thread/emoji.ts"]),
    );
    for (const path of files) {
      const text = read(path);
      expect(text, path).not.toMatch(/\\p\{|\bIntl\b|localeCompare|toLocale|node:|\/v\b[;,)]/i);
      // One place, which keeps new characters out of it.
      if (path !== "src/thread/weights.ts") expect(text, path).not.toContain("normalize(");
    }
  });
});
