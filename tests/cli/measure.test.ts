/** `utas measure` for people and scripts: the networks' lengths as a table, as JSON, and line by line. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "utas-measure-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const measure = (args: readonly string[], input: string | Uint8Array = "") =>
  run(["measure", ...args], { cwd: folder, input });
const lines = (out: string) =>
  out
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as unknown);
const family = "👨‍👩‍👧‍👦";

describe("utas measure", () => {
  it("gives every network's length, limit and verdict as JSON", async () => {
    const said = await measure(["--for", "x,bluesky,threads", "--json", `${family} https://berita.example.com/a`]);
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(JSON.parse(said.out)).toEqual({
      lengths: {
        x: { length: 26, max: 280, valid: true },
        bluesky: { length: 30, max: 300, valid: true },
        threads: { length: 54, max: 500, valid: true },
      },
    });
  });

  it("shows a person a table with what is too long, and by how much", async () => {
    const { out } = await measure(["--for", "x,mastodon", "漢".repeat(141)]);
    expect(out).toMatch(/^X +282 +280 +2 too long$/m);
    expect(out).toMatch(/^Mastodon +141 +500 +fits$/m);
    expect((await measure(["--for", "bluesky", family.repeat(121)])).out).toMatch(/25 bytes too long: 3025 of 3000$/m);
    expect((await measure(["--for", "x", "a\ufeffb"])).out).toMatch(/refuses$/m);
    expect((await measure(["--for", "x"], "")).out).toMatch(/empty$/m);
  });

  it("takes standard input as it is given, to the last line's end", async () => {
    expect(JSON.parse((await measure(["--for", "x", "--json"], "\ufeffabc \n")).out)).toEqual({
      lengths: { x: { length: 7, max: 280, valid: false } },
    });
  });

  it("answers a line for a line, in order, and says which one is wrong and why", async () => {
    const said = await measure(
      ["--for", "x,bluesky", "--jsonl"],
      [
        '{"id":1,"text":"abc"}',
        "",
        '{"id":"b","text":7}',
        "tidak",
        "[]",
        '{"id":[2],"text":"\\ud83d"}',
        '{"text":""}',
      ].join("\n"),
    );
    expect(said.code).toBe(1);
    expect(lines(said.out)).toEqual([
      { id: 1, lengths: { x: { length: 3, max: 280, valid: true }, bluesky: { length: 3, max: 300, valid: true } } },
      { id: "b", line: 3, error: '"text" should be a string.' },
      { line: 4, error: expect.stringContaining("not JSON") },
      { line: 5, error: "The line is not a JSON object." },
      { id: [2], lengths: { x: { length: 2, max: 280, valid: true }, bluesky: { length: 1, max: 300, valid: true } } },
      { lengths: { x: { length: 0, max: 280, valid: false }, bluesky: { length: 0, max: 300, valid: false } } },
    ]);
  });

  it("reads lines from a file too, and ends well when all are right", async () => {
    writeFileSync(join(folder, "texts.jsonl"), '{"id":1,"text":"satu"}\n{"id":2,"text":"dua"}\n');
    const said = await measure(["--for", "discord", "--jsonl", "texts.jsonl"]);
    expect(said).toMatchObject({ code: 0, err: "" });
    expect(lines(said.out)).toMatchObject([{ id: 1 }, { id: 2 }]);
    expect(await measure(["--for", "x", "--jsonl", "none.jsonl"])).toMatchObject({
      code: 2,
      err: expect.stringContaining("none.jsonl"),
    });
  });

  it("names the networks that there are when it is asked for another", async () => {
    expect(await measure(["--for", "x,friendster", "abc"])).toMatchObject({
      code: 2,
      err: expect.stringMatching(/no platform friendster\. Known: .*\bx\b.*\bnostr\b/),
    });
    expect(await measure(["abc"])).toMatchObject({ code: 2, err: expect.stringContaining("--for") });
    expect(await measure(["--for", "x"], Uint8Array.of(0xff))).toMatchObject({
      code: 2,
      err: expect.stringContaining("not UTF-8"),
    });
  });
});
