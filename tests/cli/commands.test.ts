/** The command line as people and scripts use it: shapes, exit codes, and a clear sentence for every mistake. */

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
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
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database[Symbol.asyncDispose]();
});

const utas = (args: readonly string[], more: Partial<Running> = {}): Promise<Said> =>
  run(args, { cwd: folder, env: { DATABASE_URL: database.url, UTAS_DATA_DIR: join(folder, "data") }, ...more });
const json = async <T>(args: readonly string[], more: Partial<Running> = {}): Promise<T> => {
  const said = await utas([...args, "--json"], more);
  if (said.code !== 0) throw new Error(`exit ${said.code}: ${said.err}`);
  return JSON.parse(said.out) as T;
};

interface Posted {
  id: string;
  state: string;
  account: string;
  dueAt: string;
  publishedAt: string | null;
  posts: { position: number; text: string; state: string; sentAt: string | null; url: string | null }[];
}

describe("utas", () => {
  it("helps on everything, and takes a mistyped command for wrong use", { timeout: 180_000 }, async () => {
    const help = await utas(["--help"]);
    expect(help.code).toBe(0);
    const commands = [...help.out.matchAll(/^ {2}([a-z-]+) {2,}/gm)].flatMap(([, name]) =>
      name && name !== "help" ? [name] : [],
    );
    expect(commands.length).toBeGreaterThan(12);
    const each = await Promise.all(commands.map((name) => utas([name, "--help"])));
    expect(each.map(({ code, out }) => [code, out.startsWith("Usage: utas ")])).toEqual(commands.map(() => [0, true]));
    const wrong: [string[], string][] = [
      [["publihs"], "utas: unknown command 'publihs'\n(Did you mean publish?)\n(try \"utas --help\")\n"],
      [["help", "publihs"], "utas: unknown command 'publihs'\n(Did you mean publish?)\n(try \"utas --help\")\n"],
      [
        ["rules", "help", "prview"],
        "utas: unknown command 'prview'\n(Did you mean preview?)\n(try \"utas rules --help\")\n",
      ],
      [
        ["publish", "a", "--too", "x"],
        "utas: unknown option '--too'\n(Did you mean --to?)\n(try \"utas publish --help\")\n",
      ],
      [["publish", "a"], "utas: required option '--to <accounts>' not specified\n(try \"utas publish --help\")\n"],
    ];
    for (const [args, err] of wrong) expect(await utas(args)).toEqual({ code: 2, out: "", err });
  });

  it("goes the whole way: an account, a thread sent and seen, its history", async () => {
    const account = await json<{ id: string; handle: string }>(["accounts", "add", "sandbox", "--handle", "pasar"]);
    expect(account).toMatchObject({ id: expect.stringMatching(/^acc_/), handle: "pasar" });

    const [sent, ...none] = await json<Posted[]>(["publish", "pasar.txt", "--to", "pasar", "--numbering", "--wait"]);
    expect(none).toEqual([]);
    expect(sent).toMatchObject({
      state: "published",
      account: "pasar",
      dueAt: expect.any(String),
      publishedAt: expect.any(String),
    });
    expect(
      sent?.posts.every(
        (post, index) => post.position === index + 1 && post.state === "sent" && post.sentAt && post.url,
      ),
    ).toBe(true);

    const timeline = await json<{ text: string }[]>(["timeline", "pasar"]);
    expect(timeline.map(({ text }) => text)).toEqual(sent?.posts.map(({ text }) => text));
    expect(timeline.at(-1)?.text).toContain(`${timeline.length}/${timeline.length}`);

    expect(await json<Posted>(["status", sent?.id ?? ""])).toMatchObject({ id: sent?.id, state: "published" });
    const history = await json<{ move?: string; actor?: string; at: string }[]>(["history", sent?.id ?? ""]);
    const moves = history.flatMap(({ move }) => move ?? []);
    expect([moves[0], moves.at(-1)]).toEqual(["finish", "schedule"]);
    expect(history.every(({ at }) => !Number.isNaN(Date.parse(at)))).toBe(true);
  });

  it("lists newest first, all of it or so many", async () => {
    await json(["accounts", "add", "sandbox", "--handle", "daftar"]);
    for (const word of ["Pertama", "Kedua"])
      await json(["publish", "-", "--to", "daftar"], { input: `${word} hari ini.` });
    const all = await json<Posted[]>(["status"]);
    expect(all.slice(0, 2).map(({ posts }) => posts[0]?.text)).toEqual(["Kedua hari ini.", "Pertama hari ini."]);
    expect(await json<Posted[]>(["status", "--limit", "1"])).toEqual(all.slice(0, 1));
    expect((await json<{ handle: string }[]>(["accounts", "list"]))[0]?.handle).toBe("daftar");
  });

  it("shows times in the zone that is set, and what each publication is about", async () => {
    await json(["publish", "-", "--to", "daftar", "--at", "2099-12-01T09:00:00+07:00"], {
      input: "Zona waktu dibaca sebagaimana jam di dinding redaksi menunjukkannya.",
    });
    const said = await utas(["status", "--limit", "1"], {
      env: { DATABASE_URL: database.url, UTAS_DATA_DIR: join(folder, "data"), UTAS_ZONE: "Asia/Jakarta" },
    });
    expect(said.out).toMatch(/DUE \(Asia\/Jakarta\) +ABOUT/);
    expect(said.out).toMatch(/2099-12-01 09:00:00 +Zona waktu dibaca sebagaimana jam di…/);
    expect(said.out).not.toContain("in all:");
    const failed = await utas(["status", "--failed"]);
    expect(failed.out).toMatch(/^in all: .*\bscheduled/m);
  });

  it("names the whole command in its hints, and speaks JSON to who asked for it", async () => {
    expect(await utas(["accounts", "add"])).toMatchObject({
      code: 2,
      err: expect.stringContaining('(try "utas accounts add --help")'),
    });
    const { code, out, err } = await utas(["publish", "pasar.txt", "--json"]);
    expect([code, out]).toEqual([2, ""]);
    expect(JSON.parse(err)).toEqual({
      error: { code: "usage", message: expect.stringContaining("--to <accounts>") },
    });
  });

  it("says when no worker is alive to send what it stored", async () => {
    const said = await utas(["publish", "-", "--to", "daftar"], { input: "Ketiga hari ini." });
    expect(said).toMatchObject({ code: 0, err: expect.stringContaining("no worker is alive") });
  });

  it("holds, retries and cancels what waits, and refuses what cannot be", async () => {
    const [made] = await json<Posted[]>(["publish", "-", "--to", "daftar", "--at", "2099-12-01T09:00:00+07:00"], {
      input: "Nanti saja.",
    });
    expect(made?.dueAt).toBe("2099-12-01T02:00:00.000Z");
    const id = made?.id ?? "";
    expect(await json(["hold", id, "--reason", "tunggu foto"])).toMatchObject({ state: "held", reason: "tunggu foto" });
    expect(await json(["retry", id])).toMatchObject({ state: "scheduled", dueAt: "2099-12-01T02:00:00.000Z" });
    expect(await json(["cancel", id])).toMatchObject({ state: "cancelled" });
    expect(await utas(["hold", id])).toMatchObject({ code: 1, err: expect.stringContaining("is cancelled") });
    expect(await utas(["retry", id])).toMatchObject({
      code: 1,
      err: `utas: ${id} is cancelled; retry is possible only from: held, failed.\n`,
    });
    expect(await utas(["cancel", id])).toMatchObject({ code: 0, out: `${id} is cancelled\n` });
  });

  it("answers in the account's zone, and says when the account has the article already", async () => {
    await json(["accounts", "add", "sandbox", "--handle", "timur", "--zone", "WIT"]);
    const wish = ["publish", "pasar.txt", "--to", "timur", "--at", "31/12/2099 09.00"];
    const first = await utas(wish);
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining("for 2099-12-31 09:00 Asia/Jayapura") });
    expect(first.err).not.toContain("already");
    const [id] = first.out.split(" ");
    expect((await utas(wish)).err).toContain(`timur has this article already: ${id} is scheduled.`);
    await json(["cancel", "--account", "timur", "--yes"]);
    expect((await utas(wish)).err).not.toContain("already");
  });

  it("says when the account has the very words of a thread file already", async () => {
    writeFileSync(join(folder, "lagi.thread"), "Satu lagi.\n---\nDua lagi.\n");
    writeFileSync(join(folder, "mirip.thread"), "Satu lagi.\n---\nDua lain.\n");
    const wish = (file: string) => ["publish", "--thread", file, "--to", "timur", "--at", "2099-12-31 09:00"];
    const first = await utas(wish("lagi.thread"));
    expect(first.err).not.toContain("already");
    const [id] = first.out.split(" ");
    expect((await utas(wish("lagi.thread"))).err).toContain(`timur has these very words already: ${id} is scheduled.`);
    expect((await utas(wish("mirip.thread"))).err).not.toContain("already");
  });

  it("says how to stop a thread that waits for a yes, when it is to be taken back", async () => {
    const [made] = await json<Posted[]>(["publish", "-", "--to", "timur", "--at", "2099-12-01 09:00"], {
      input: "Belum keluar.",
    });
    const id = made?.id ?? "";
    await database.db.run({
      text: "with p as (update publications set state = 'waiting' where id = $1 returning id) insert into moves (publication_id, move, actor, at) select id, 'await', 'rule', now() from p",
      values: [id],
    });
    expect((await utas(["retract", id])).err).toContain(`It has not begun; to stop it for good: utas cancel ${id}.`);
    expect(await json(["cancel", id])).toMatchObject({ state: "cancelled" });
  });

  it("refuses a handle that names two accounts, and gives both ids", async () => {
    await database.db.run({
      text: `insert into accounts (id, platform, handle, state, options, created_at) values ('acc_other', 'x', 'pasar', 'ready', '{}', now())`,
      values: [],
    });
    const said = await utas(["publish", "pasar.txt", "--to", "pasar"]);
    expect(said).toMatchObject({ code: 2, err: expect.stringMatching(/acc_other.*acc_|acc_.*acc_other/) });
    await database.db.run({ text: "delete from accounts where id = 'acc_other'", values: [] });
  });

  it("ends with 130 when it is interrupted while it sends, and leaves the rest to be sent", async () => {
    await utas(["accounts", "add", "sandbox", "--handle", "pelan", "--gap", "20s"]);
    writeFileSync(join(folder, "dua.thread"), "Satu pelan.\n---\nDua pelan.\n");
    const said = await utas(["publish", "--thread", "dua.thread", "--to", "pelan", "--wait"], {
      interruptAt: "1 of 2",
    });
    expect(said).toMatchObject({ code: 130, err: expect.stringContaining("Interrupted between posts") });
    expect(said.out).toContain("scheduled  1 of 2 posts out");
  });

  it("cuts a thread into a file for a person to edit, and sends exactly that", async () => {
    await json(["accounts", "add", "sandbox", "--handle", "tangan"]);
    expect(await utas(["split", "pasar.txt", "--for", "x", "--out", "utas.thread"])).toMatchObject({
      code: 0,
      out: "",
    });
    const edited = readFileSync(join(folder, "utas.thread"), "utf8").replace("Sebelum subuh", "Menjelang subuh");
    writeFileSync(join(folder, "utas.thread"), edited);
    const [sent] = await json<Posted[]>(["publish", "--thread", "utas.thread", "--to", "tangan", "--wait"]);
    expect(edited).toMatch(/^article: \S{43}\n---\n/);
    const posts = edited.trimEnd().split("\n---\n").slice(1);
    expect(sent?.posts.map(({ text }) => text)).toEqual(posts);
    const again = await utas(["publish", "pasar.txt", "--to", "tangan", "--at", "2099-12-31 09:00"]);
    expect(again.err).toContain(`tangan has this article already: ${sent?.id} is published`);
  });

  it("takes a time as a person types it, in a zone that it names, and a key that makes a wish once", async () => {
    const wish = ["publish", "pasar.txt", "--to", "tangan", "--key", "pagi", "--hashtags", "none"];
    const said = await utas([...wish, "--at", "31/12/2099 09.00", "--zone", "WIB"]);
    expect(said.out).toMatch(/^pub_\w+ {2}scheduled {2}for 2099-12-31 09:00 Asia\/Jakarta/);
    const repeated = await utas([...wish, "--at", "31/12/2099 09.00", "--zone", "WIB", "--json"]);
    const [again] = JSON.parse(repeated.out) as Posted[];
    expect(repeated.err).toBe("The key pagi made this before, so nothing new was made.\n");
    expect(said.out).toContain(again?.id);
    expect(again?.dueAt).toBe("2099-12-31T02:00:00.000Z");
    expect(again?.posts.some(({ text }) => text.includes("#"))).toBe(false);
    expect(await utas(["publish", "pasar.txt", "--to", "tangan", "--key", "pagi"])).toMatchObject({ code: 1 });
  });

  it("writes over nobody's edits unless it is told to, and knows a thread file given as an article", async () => {
    const split = ["split", "pasar.txt", "--for", "x", "--numbering", "--out", "sunting.thread"];
    expect(await utas(split)).toMatchObject({ code: 0 });
    writeFileSync(join(folder, "sunting.thread"), "Disunting.\n");
    expect(await utas(split)).toMatchObject({ code: 1, err: expect.stringContaining("--force") });
    expect(readFileSync(join(folder, "sunting.thread"), "utf8")).toBe("Disunting.\n");
    expect(await utas([...split, "--force"])).toMatchObject({ code: 0 });
    const said = await utas(["publish", "sunting.thread", "--to", "tangan", "--at", "2099-12-31 09:00"]);
    expect(said).toMatchObject({ code: 0, err: expect.stringContaining("utas publish --thread sunting.thread") });
  });

  it("splits lines of JSON in order, answers a bad one, and goes on", async () => {
    const lines = [
      '{"id":1,"text":"Satu kalimat."}',
      "bukan json",
      '{"id":3}',
      '{"id":4,"text":"Empat\u2028kalimat.","link":"https://example.com/4"}',
      '{"id":5,"text":"Setengah \\ud83d huruf."}',
    ];
    const input = Buffer.concat([
      Buffer.from(`${lines.join("\n")}\n`),
      Buffer.from('{"id":6,"text":"Caf\xe9."}', "latin1"),
    ]);
    const said = await utas(["split", "--jsonl", "--for", "x,bluesky"], { input });
    const answers = said.out
      .trim()
      .split("\n")
      .map(
        (line) =>
          JSON.parse(line) as {
            id?: number;
            line?: number;
            error?: string;
            threads?: { platform: string; card: string | null }[];
          },
      );
    expect(answers.map(({ id, line, error }) => [id, line, Boolean(error)])).toEqual([
      [1, undefined, false],
      [undefined, 2, true],
      [3, 3, true],
      [4, undefined, false],
      [5, 5, true],
      [undefined, 6, true],
    ]);
    expect(answers[5]?.error).toBe("The line is not UTF-8.");
    expect(answers[3]?.threads).toMatchObject([
      { platform: "x", card: null },
      { platform: "bluesky", card: "https://example.com/4" },
    ]);
    expect(said.code).toBe(1);
  });

  it("reads an article in what Notepad calls Unicode", async () => {
    writeFileSync(
      join(folder, "wide.txt"),
      Buffer.from("\ufeffRapat dimulai pukul sembilan — tepat waktu.", "utf16le"),
    );
    expect((await utas(["split", "wide.txt", "--for", "x"])).out).toContain(
      "Rapat dimulai pukul sembilan — tepat waktu.",
    );
  });

  it("shows its settings without a secret", async () => {
    const shown = await json<{ variable: string; value: string | null; from: string }[]>(["settings"]);
    expect(shown).toContainEqual({ variable: "DATABASE_URL", value: "(hidden)", from: "environment" });
    expect(shown).toContainEqual({ variable: "UTAS_PORT", value: "8080", from: "default" });
  });
});
