/** How an article becomes a thread, as the command line is asked for it: modes, hook, headings, most posts, and an account's own ways. */

import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run, type Said } from "../support/cli.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { readSample } from "../support/shared.ts";

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "utas-splitting-"));
  writeFileSync(join(folder, "pasar.txt"), readSample("pasar-terapung.txt"));
  writeFileSync(join(folder, "satu.thread"), "Satu.\n---\nDua.\n");
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database[Symbol.asyncDispose]();
});

const utas = (...args: readonly string[]): Promise<Said> =>
  run(args, { cwd: folder, env: { DATABASE_URL: database.url, UTAS_DATA_DIR: join(folder, "data") } });

async function postsOf(...args: readonly string[]): Promise<string[]> {
  const said = await utas("split", "pasar.txt", "--for", "x", "--json", ...args);
  if (said.code !== 0) throw new Error(said.err);
  const { threads } = JSON.parse(said.out) as { threads: { posts: { text: string }[] }[] };
  return threads.flatMap(({ posts }) => posts.map(({ text }) => text));
}

describe("utas split", () => {
  it("cuts as it is asked to", async () => {
    const full = await postsOf();
    expect(full).toHaveLength(11);
    expect(full.join("\n")).not.toMatch(/ \d+\/\d+$/m);
    expect((await postsOf("--mode", "short", "--max-posts", "2")).length).toBe(2);
    const digest = await postsOf("--mode", "digest", "--numbering");
    expect(digest.length).toBeGreaterThanOrEqual(4);
    expect(digest[0]).toContain(` 1/${digest.length}`);
    expect(await postsOf("--max-posts", "5", "--over", "digest")).toEqual(
      await postsOf("--mode", "digest", "--max-posts", "5"),
    );
    expect(await postsOf("--hook", " Pasar itu hidup lagi. ")).toEqual(
      expect.arrayContaining(["Pasar itu hidup lagi."]),
    );
    expect((await postsOf("--headings", "drop")).length).toBeLessThanOrEqual(full.length);
    expect((await postsOf("--mode", "link", "--link", "https://berita.example/a")).join("")).toMatch(
      /#PasarTerapung #LokPanjang\n\nhttps:\/\/berita\.example\/a$/,
    );
  });

  it.each([
    [["--mode", "half"], '--mode "half" is not valid: give one of full, short, digest, link.'],
    [["--max-posts", "0"], '--max-posts "0" is not valid: give a whole number from 1.'],
    [["--over", "cut"], '--over "cut" is not valid: give one of refuse, digest.'],
    [["--hook", " "], '--hook " " is not valid: give some text.'],
    [
      ["--over", "digest"],
      "--over says what becomes of a thread with more than --max-posts; give that too, as --max-posts 10 --over digest.",
    ],
    [["--headings", "none"], '--headings "none" is not valid: give one of line, drop.'],
    [
      ["--max-posts", "3"],
      "The thread has 11 posts, and at most 3 are wanted. Raise the maximum, take the digest where it is over (--over digest), or choose the mode digest or short.",
    ],
    [
      ["--mode", "link"],
      'mode "link" is not valid: the article has no link to post; give one (--link), or choose another mode.',
    ],
  ])("answers %j with one sentence", async (args, sentence) => {
    expect(await utas("split", "pasar.txt", "--for", "x", ...args)).toEqual({
      code: 2,
      out: "",
      err: `utas: ${sentence}\n`,
    });
  });
});

describe("utas publish", () => {
  it("cuts as it is asked to, in the account's own ways", async () => {
    const ways = [
      "--numbering",
      "(1/12)",
      "--suffix",
      "Baca: {link}",
      "--parameters",
      "utm_source=x",
      "--hashtags",
      "first",
    ];
    expect((await utas("accounts", "add", "sandbox", "--handle", "gaya", ...ways)).code).toBe(0);
    const args = ["--to", "gaya", "--at", "2099-01-02T03:04:05+07:00", "--link", "https://berita.example/a?b=1#c"];
    const said = await utas(
      "publish",
      "pasar.txt",
      "--numbering",
      "--mode",
      "short",
      "--max-posts",
      "2",
      ...args,
      "--json",
    );
    const [made] = JSON.parse(said.out) as { posts: { text: string }[] }[];
    const texts = made?.posts.map(({ text }) => text) ?? [];
    expect(texts).toHaveLength(2);
    expect(texts[0]).toMatch(/ \(1\/2\)\n\n#PasarTerapung #LokPanjang$/);
    expect(texts[1]).toMatch(/ \(2\/2\)\n\nBaca: https:\/\/berita\.example\/a\?b=1&utm_source=x#c$/);
  });

  it("numbers nothing unasked, though the account says how", async () => {
    const said = await utas("publish", "pasar.txt", "--to", "gaya", "--at", "2099-01-02T03:04:05+07:00", "--json");
    expect(said.out).not.toMatch(/\(\d+\/\d+\)/);
  });

  it.each([
    ["--mode", "digest"],
    ["--max-posts", "3"],
    ["--hook", "Halo."],
    ["--headings", "drop"],
  ])("leaves a thread file as it is: %s is refused", async (option, value) => {
    const said = await utas("publish", "--thread", "satu.thread", "--to", "gaya", option, value);
    expect([said.code, said.err]).toEqual([
      2,
      `utas: A thread file is sent exactly as it is; edit it, or leave ${option} out.\n`,
    ]);
  });

  it.each([
    [["--numbering", "1-12"], 'numbering "1-12" is not valid: give one of 1/12, (1/12), 1..'],
    [
      ["--suffix", "Baca {url}"],
      'suffix "Baca {url}" is not valid: there is no {url}; use {link}, {title}, {author}, {dateline}, {hashtags}.',
    ],
    [["--link", "middle"], 'link "middle" is not valid: give one of first, last, card, none.'],
  ])("connects no account with %j", async (args, sentence) => {
    const said = await utas("accounts", "add", "sandbox", "--handle", "salah", ...args);
    expect([said.code, said.err]).toEqual([2, `utas: ${sentence}\n`]);
  });
});

describe("what readers will see", () => {
  const link = "https://contoh.id/berita/2026/banjir-di-hulu-sungai";

  it("is told by split for people, where it differs from the text", async () => {
    const said = await utas("split", "pasar.txt", "--for", "x,linkedin,telegram", "--link", link);
    const [, onX = "", onLinkedIn = "", onTelegram = ""] = said.out.split(/^── /m);
    expect(onX).toContain("\n   shown: contoh.id/berita/2026/ba…\n");
    expect(onX).not.toContain("ask for more");
    expect(onLinkedIn).toMatch(/\n {3}readers must ask for more after "….{10,40}"\n/);
    expect(onTelegram).not.toMatch(/shown:|ask for more/);
  });

  it("is told by publish, by the account's own network, and no JSON has it", async () => {
    expect((await utas("accounts", "add", "sandbox", "--handle", "mirip", "--like", "bluesky")).code).toBe(0);
    writeFileSync(join(folder, "tautan.thread"), `Satu.\n---\nDua ${link}\n`);
    const args = ["publish", "--thread", "tautan.thread", "--to", "mirip", "--at", "in 2h"];
    expect((await utas(...args)).err).toContain("mirip, post 2: shown: contoh.id/berita/2026/...\n");
    expect((await utas(...args, "--json")).err).not.toContain("shown:");
  });
});

describe("the tags that split is asked for", () => {
  it.each([
    ["none", []],
    ["Satu,Dua", ["#Satu", "#Dua"]],
    ["Satu #Dua", ["#Satu", "#Dua"]],
    ["inflasi, harga cabai", ["#inflasi", "#HargaCabai"]],
  ])("are those of the thread: %s", async (asked, wanted) => {
    const posts = await postsOf("--hashtags", asked);
    expect([...posts.join("\n").matchAll(/(?<=^|\s)#[\p{L}\p{N}_]+/gu)].map(([tag]) => tag)).toEqual(wanted);
  });

  it("are told where they are over the network's number, on standard error and in JSON", async () => {
    const said = await utas(
      "split",
      "pasar.txt",
      "--for",
      "x,linkedin",
      "--hashtags",
      "satu, dua, harga cabai",
      "--json",
    );
    expect(said.err).toMatch(/^X: left out #HargaCabai \(at most 2 hashtags in a thread there, .*\)\n$/);
    const { threads } = JSON.parse(said.out) as { threads: { hashtagsLeftOut: string[] }[] };
    expect(threads.map(({ hashtagsLeftOut }) => hashtagsLeftOut)).toEqual([["#HargaCabai"], []]);
  });

  it("or that the article has are told by publish too; what was merely found is not", async () => {
    writeFileSync(join(folder, "tanpa.txt"), "Banjir di Semarang\n\nBanjir di Semarang surut. Warga Semarang pulang.");
    expect((await utas("accounts", "add", "sandbox", "--handle", "tagar")).code).toBe(0);
    const publish = (file: string) => utas("publish", file, "--to", "tagar", "--at", "2099-01-02T03:04:05+07:00");
    expect((await publish("pasar.txt")).err).toContain("tagar: left out #EkonomiDesa (at most 2 hashtags");
    expect((await publish("tanpa.txt")).err).not.toContain("hashtags in a thread");
  });
});

describe("utas split --as an account", () => {
  const ways = ["--prefix", "Oleh {author}", "--suffix", "Baca: {link}", "--numbering", "(1/12)", "--like", "bluesky"];
  const link = ["--link", "https://berita.example/a"];

  it("shows exactly what publish sends, and says which line has no words for it", async () => {
    expect((await utas("accounts", "add", "sandbox", "--handle", "redaksi", ...ways)).code).toBe(0);
    const split = await utas("split", "pasar.txt", "--as", "redaksi", "--numbering", ...link, "--json");
    const { threads } = JSON.parse(split.out) as { threads: { account: string; posts: { text: string }[] }[] };
    const at = ["--at", "2099-01-02T03:04:05+07:00"];
    const publish = await utas("publish", "pasar.txt", "--to", "redaksi", "--numbering", ...link, ...at, "--json");
    const [made] = JSON.parse(publish.out) as { posts: { text: string }[] }[];
    const texts = threads[0]?.posts.map(({ text }) => text);
    expect([threads[0]?.account, texts]).toEqual(["redaksi", made?.posts.map(({ text }) => text)]);
    expect([texts?.[0], texts?.at(-1)]).toEqual([
      expect.stringContaining(` (1/${texts?.length})`),
      expect.stringContaining("Baca: https://berita.example/a"),
    ]);
    const said = 'redaksi: left out the line "Oleh {author}", since the article has no author\n';
    expect([split.err, publish.err]).toEqual([expect.stringContaining(said), expect.stringContaining(said)]);
  });

  it.each([
    [[], "Say for which networks"],
    [["--as", "tiada"], 'There is no account "tiada"'],
    [["--as", "redaksi", "--for", "x", "--out", "dua.thread"], "--out writes the thread of one network or account"],
  ])("answers %j with one sentence", async (args, sentence) => {
    const said = await utas("split", "pasar.txt", ...args);
    expect([said.code, said.err]).toEqual([2, expect.stringContaining(sentence)]);
  });
});
