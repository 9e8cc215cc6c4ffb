/** Mistakes at the command line: each is answered with one clear sentence and the exit code for wrong use, and leaves nothing behind. */

import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Running, run, type Said } from "../support/cli.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { readSample } from "../support/shared.ts";

let database: TestDatabase;
let folder: string;
beforeAll(async () => {
  database = await openTestDatabase();
  folder = mkdtempSync(join(tmpdir(), "utas-cli-"));
  writeFileSync(join(folder, "pasar.txt"), readSample("pasar-terapung.txt"));
  for (const [name, content] of Object.entries(badFiles)) writeFileSync(join(folder, name), content);
  expect((await utas(["accounts", "add", "sandbox", "--handle", "pasar"])).code).toBe(0);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database[Symbol.asyncDispose]();
});

const badFiles = {
  "empty.txt": "",
  "blank.txt": " \n\n\t",
  "tags.txt": "#Satu #Dua",
  "nul.txt": "Satu\0dua.",
  "latin.txt": Uint8Array.from([0x53, 0xe9, 0x2e]),
  "words.rtf": "{\\rtf1\\ansi Satu. Dua.}",
  "pages.txt": "%PDF-1.7 Satu. Dua.",
  "zip.txt": "PK\u0003\u0004 Satu. Dua.",
  "picture.csv": Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]),
  "large.txt": "a".repeat(10_000_000),
  "word.txt": "a".repeat(1_500_000),
  "hole.thread": "Satu.\n---\n\n---\nTiga.\n",
  "twice.thread": "Sama.\n---\nLain.\n---\nSama.\n",
  "nul.thread": "Satu.\n---\nDua\0.\n",
  "long.thread": `Pendek.\n---\n${"b".repeat(290)}\n`,
};

const utas = (args: readonly string[], more: Partial<Running> = {}): Promise<Said> =>
  run(args, { cwd: folder, env: { DATABASE_URL: database.url, UTAS_DATA_DIR: join(folder, "data") }, ...more });

describe("utas", () => {
  // None of them changes what is there, so they need not wait for each other.
  describe.concurrent("given a mistake", () => {
    it.each([
      [["split", "empty.txt", "--for", "x"], "empty.txt holds no text"],
      [["split", "blank.txt", "--for", "x"], "blank.txt holds no text"],
      [["split", "tags.txt", "--for", "x"], "tags.txt holds no text"],
      [["split", "nul.txt", "--for", "x"], "NUL byte at position 4"],
      [["split", "latin.txt", "--for", "x"], "not UTF-8"],
      [["split", "words.rtf", "--for", "x"], "it is RTF"],
      [["split", "pages.txt", "--for", "x"], "it is a PDF"],
      [["split", "zip.txt", "--for", "x"], "word processor's file"],
      [["import", "picture.csv"], "it is not text"],
      [["split", "large.txt", "--for", "x"], "10000000 bytes"],
      [["split", "word.txt", "--for", "x"], "at most 100"],
      [["split", "nowhere.txt", "--for", "x"], "no file nowhere.txt"],
      [["split", ".", "--for", "x"], "it is a folder"],
      [["split", "pasar.txt", "--for", "orkut"], "no platform orkut"],
      [["split", "pasar.txt", "--for", "mastodom"], "Did you mean mastodon?"],
      [["accounts", "add", "Twitter", "--handle", "a"], "X is called x here"],
      [["split", "pasar.txt"], "--for"],
      [["publish", "pasar.txt", "--to", "tiada"], 'no account "tiada"'],
      [["publish", "pasar.txt", "--to", ","], "at least one name"],
      [["publish", "--to", "pasar"], "Give an article"],
      [["publish", "pasar.txt", "--to", "pasar", "--at", "besok pagi"], "is not a time"],
      [["publish", "pasar.txt", "--to", "pasar", "--at", "besok 09.00", "--zone", "Asia/Atlantis"], "Asia/Atlantis"],
      [["publish", "pasar.txt", "--to", "pasar", "--link", "contoh.id/a"], "http or https address"],
      [["publish", "pasar.txt", "--to", "pasar", "--language", "Indonesian!"], "a code such as id"],
      [["publish", "pasar.txt", "--to", "pasar", "--hashtags", "satu,dua-tiga"], "letters and digits"],
      [["publish", "pasar.txt", "--to", "pasar", "--at", "2027-02-30T09:00:00+07:00"], "is not a time"],
      [["publish", "pasar.txt", "--to", "pasar", "--at", "2020-01-01T09:00:00Z"], "already over"],
      [["publish", "pasar.txt", "--to", "pasar", "--at", "2020-01-01 09:00"], "2020-01-01 09:00 UTC is already over"],
      [["publish", "--thread", "hole.thread", "--to", "pasar"], "Post 2"],
      [["publish", "--thread", "twice.thread", "--to", "pasar"], "Post 3 is word for word post 1"],
      [["publish", "--thread", "nul.thread", "--to", "pasar"], "Post 2 is not text: it holds a NUL"],
      [["publish", "--thread", "long.thread", "--to", "pasar"], "Post 2 is 290 long on Sandbox, 10 over its 280"],
      [["accounts", "add", "orkut", "--handle", "a"], "no platform orkut"],
      [["accounts", "add", "threads", "--handle", "a"], "cannot send there yet"],
      [["accounts", "add", "bluesky", "--handle", "a"], "give appPassword as JSON"],
      [["accounts", "add", "sandbox", "--handle", "a b"], 'handle "a b"'],
      [["accounts", "add", "sandbox", "--handle", "pasar"], "connected already"],
      [["accounts", "add", "sandbox", "--handle", "b", "--like", "orkut"], "like"],
      [["accounts", "add", "sandbox", "--handle", "b", "--monthly-cap", "5"], "Sandbox takes no money"],
      [["accounts", "add", "x", "--handle", "b", "--credentials", "empty.txt"], "credentials"],
      [["status", "pub_none"], "no publication pub_none"],
      [["status", "--limit", "0"], "--limit"],
    ])("answers %j with one clear sentence, exit code 2, and stores nothing", async (args, sentence) => {
      const count = async () =>
        (
          await database.db.row<{ count: number }>({
            text: "select (select count(*) from publications) + (select count(*) from accounts) + (select count(*) from articles) as count",
            values: [],
          })
        )?.count;
      const before = await count();
      const said = await utas(args);
      expect(said).toMatchObject({ code: 2, out: "" });
      expect(said.err).toContain(sentence);
      expect(said.err).not.toMatch(/^\s+at /m);
      expect(await count()).toBe(before);
    });
  });

  it.each([
    [["accounts", "add", "sandbox", "--handle", "a b"], "handle"],
    [["accounts", "add", "sandbox", "--handle", "b", "--window", "often"], "window"],
    [["accounts", "add", "sandbox", "--handle", "b", "--zone", "Asia/Atlantis"], "no time zone"],
  ])("makes no data folder for a mistake: %j", async (args, sentence) => {
    const dataDir = join(folder, "mistake");
    const said = await utas(args, { env: { UTAS_DATA_DIR: dataDir } });
    expect(said).toMatchObject({ code: 2, err: expect.stringContaining(sentence) });
    expect(existsSync(dataDir)).toBe(false);
  });

  it("makes no data folder for a command that only reads, and names the one it looked for", async () => {
    const place = join(folder, "unused");
    for (const args of [
      ["status"],
      ["accounts", "list"],
      ["timeline", "pasar"],
      ["history", "pub_a"],
      ["sign-in"],
      ["publish", "pasar.txt", "--to", "pasar"],
    ]) {
      const said = await utas(args, { env: { UTAS_DATA_DIR: place } });
      expect(said).toMatchObject({ code: 1, err: expect.stringContaining(place) });
    }
    expect(existsSync(place)).toBe(false);
  });
});
