/** `utas analyze`: the shapes that scripts rely on, in one go and line by line. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Running, run } from "../support/cli.ts";
import { readSample } from "../support/shared.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "utas-analyze-"));
  writeFileSync(join(folder, "pasar.txt"), readSample("pasar-terapung.txt"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const analyze = (args: readonly string[], more: Partial<Running> = {}) =>
  run(["analyze", ...args], { cwd: folder, ...more });
const lines = (out: string) =>
  out
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("utas analyze", () => {
  it("gives everything that it finds as JSON", async () => {
    const { code, out } = await analyze(["pasar.txt", "--json"]);
    expect(code).toBe(0);
    const found = JSON.parse(out) as {
      sentences: string[];
      digest: string[];
      keyphrases: string[];
      hashtags: { tag: string; score: number; reason: string }[];
      removed: { text: string; reason: string }[];
    };
    expect(Object.keys(found)).toEqual([
      "language",
      "title",
      "sentences",
      "digest",
      "keyphrases",
      "hashtags",
      "removed",
    ]);
    expect(found).toMatchObject({ language: "id", title: "Sebelum subuh, sungai sudah ramai." });
    expect(found.sentences).toContain("Dari Jembatan ke Jukung");
    expect(found.digest).toHaveLength(4);
    const places = found.digest.map((one) => found.sentences.indexOf(one));
    expect(places).toEqual([...places].filter((place) => place >= 0).sort((a, b) => a - b));
    expect(found.keyphrases.length).toBeGreaterThanOrEqual(10);
    expect(found.hashtags.length).toBeGreaterThanOrEqual(10);
    expect(found.hashtags.slice(0, 3)).toEqual(
      ["#PasarTerapung", "#LokPanjang", "#EkonomiDesa"].map((tag) => ({ tag, score: 1, reason: "own" })),
    );
    expect(found.removed).toContainEqual(expect.objectContaining({ text: "LOK PANJANG -", reason: "dateline" }));
  });

  it("shows people the digest with its reasons", async () => {
    const { code, out } = await analyze(["pasar.txt", "--digest", "2"]);
    expect(code).toBe(0);
    expect(out.match(/^ {3}\[.+\]$/gm)).toHaveLength(2);
    expect(out).toMatch(/#PasarTerapung +1\.00 +own/);
  });

  it("answers each line in order, a bad one with its number and what is wrong, and ends with 1", async () => {
    const input = [
      { id: "a", text: "Banjir melanda Medan. Dua orang tewas. Warga mengungsi.", language: "id", digest: 1 },
      "nothing",
      { id: "b" },
      { id: "c", text: "Halo.", digest: 1.5 },
      { id: "d", text: "Halo.", title: 7 },
      { text: "Banjir melanda Medan." },
    ].map((one) => (typeof one === "string" ? one : JSON.stringify(one)));
    const { code, out } = await analyze(["--jsonl", "-"], { input: `${input.join("\n")}\n\n` });
    expect(code).toBe(1);
    const answers = lines(out);
    expect(answers).toHaveLength(6);
    expect(answers[0]).toMatchObject({ id: "a", language: "id", digest: ["Banjir melanda Medan."] });
    expect(answers[1]).toEqual({ line: 2, error: expect.stringContaining("not JSON") });
    expect(answers[2]).toEqual({ id: "b", line: 3, error: '"text" is missing.' });
    expect(answers[3]).toEqual({ id: "c", line: 4, error: expect.stringContaining('"digest" is 1.5') });
    expect(answers[4]).toEqual({ id: "d", line: 5, error: '"title" should be a string.' });
    expect(answers[5]).not.toHaveProperty("error");
  });

  it("obeys the newsroom's settings for hashtags, and refuses a broken one by name", async () => {
    const env = { UTAS_HASHTAGS_HOUSE: "#KabarSungai", UTAS_HASHTAGS_BLOCK: "lokpanjang, Jukung" };
    const { out } = await analyze(["pasar.txt", "--json"], { env });
    const tags = (JSON.parse(out) as { hashtags: { tag: string; reason: string }[] }).hashtags;
    expect(tags.map(({ tag }) => tag).slice(0, 3)).toEqual(["#PasarTerapung", "#EkonomiDesa", "#KabarSungai"]);
    expect(tags[2]?.reason).toBe("house");
    expect(tags.map(({ tag }) => tag)).not.toContain("#Jukung");

    const split = await run(["split", "pasar.txt", "--for", "mastodon", "--json"], { cwd: folder, env });
    const [thread] = (JSON.parse(split.out) as { threads: { hashtags: string[] }[] }).threads;
    expect(thread?.hashtags).toEqual(["#PasarTerapung", "#EkonomiDesa", "#KabarSungai"]);

    const broken = await analyze(["pasar.txt"], { env: { UTAS_HASHTAGS_SYNONYMS: "PBB" } });
    expect(broken).toMatchObject({ code: 2, err: expect.stringContaining("UTAS_HASHTAGS_SYNONYMS") });
  });

  it("refuses a digest of no sentences", async () => {
    const { code, err } = await analyze(["pasar.txt", "--digest", "0"]);
    expect(code).toBe(2);
    expect(err).toContain("--digest");
  });
});
