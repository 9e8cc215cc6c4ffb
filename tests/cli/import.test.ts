/** Sources, slots, import and export on the command line, as scripts rely on them. */

import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { run } from "../support/cli.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

let database: TestDatabase;
const folder = mkdtempSync(join(tmpdir(), "utas-import-"));
const utas = (args: readonly string[], input: string | Uint8Array = "") =>
  run(args, {
    cwd: folder,
    input,
    env: { UTAS_DATA_DIR: join(folder, "data"), DATABASE_URL: database.url, UTAS_ZONE: "Asia/Jakarta" },
  });
const json = async (args: readonly string[], input = "") =>
  JSON.parse((await utas([...args, "--json"], input)).out) as unknown;

beforeAll(async () => {
  database = await openTestDatabase();
  await utas(["accounts", "add", "sandbox", "--handle", "satu"]);
});
afterAll(async () => {
  await database[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true, force: true });
});

describe("utas slots", { timeout: 180_000 }, () => {
  it("sets, shows, lists and clears an account's slots", async () => {
    expect(
      await json(["slots", "set", "satu", "--zone", "WIB", "--at", "mon-fri 09:00", "--at", "sabtu 10.00"]),
    ).toMatchObject({
      zone: "Asia/Jakarta",
      slots: [{ weekday: 1, at: "09:00" }, {}, {}, {}, {}, { weekday: 6, at: "10:00" }],
    });
    expect(await json(["slots", "next", "satu", "--count", "2"])).toEqual({
      slots: [
        { at: expect.stringMatching(/^\d{4}-\d\d-\d\dT0[23]:00:00Z$/), free: true },
        { at: expect.stringMatching(/^\d{4}-\d\d-\d\dT0[23]:00:00Z$/), free: true },
      ],
    });
    expect((await utas(["slots", "show", "satu"])).out).toContain("Sat  10:00");
    expect((await utas(["slots", "next", "satu"])).out).toMatch(/SLOT \(Asia\/Jakarta\)[\s\S]*free/);
    await utas(["slots", "clear", "satu"]);
    expect(await json(["slots", "next", "satu"])).toEqual({ slots: [] });
    expect(await utas(["import", "-"], "account,text\nsatu,Kabar.\n")).toMatchObject({
      code: 1,
      out: expect.stringContaining("utas slots set satu"),
    });
  });
});

describe("utas sources add", { timeout: 180_000 }, () => {
  it("says that old files are no articles, and how they may be", async () => {
    const old = join(folder, "old");
    mkdirSync(old);
    writeFileSync(join(old, "lama.txt"), "Kabar lama.\n");
    const said = await utas(["sources", "add", old]);
    expect(said).toMatchObject({ code: 0, out: expect.stringContaining("1 file passed over") });
    expect(said.err).toMatch(
      /are no articles unless they change.*utas sources remove src_\w+, then add it again with --take 10/,
    );
    mkdirSync(join(folder, "empty"));
    expect((await utas(["sources", "add", join(folder, "empty")])).err).not.toContain("--take");
  });
});

describe("utas import and export", { timeout: 180_000 }, () => {
  it("says that the day comes first where an American might mean the month", async () => {
    const rows = (...at: readonly string[]) =>
      utas(
        ["import", "-", "--all-or-nothing"],
        ["account,text,at", ...at.map((one) => `satu,Kabar.,${one} 09:00`), "satu,Kabar.,never", ""].join("\n"),
      );
    const plain = ["13/1/2031", "2/2/2031", "2031-12-01"];
    expect((await rows(...plain, "12/1/2031")).err).toContain("12/1/2031 09:00 in line 5 is day 12 of the month.");
    expect((await rows(...plain)).err).not.toContain("day comes first");
  });

  const file = "akun;teks;waktu\nsatu;Kabar pertama.;31/12/2027 09.00\nsatu;Kabar kedua.;bukan waktu\n";

  it("answers in the shape that scripts read, and with exit code 1 when a row was rejected", async () => {
    const found = await utas(["import", "-", "--json"], file);
    expect(found.code).toBe(1);
    expect(JSON.parse(found.out)).toEqual({
      accepted: [{ line: 2, publications: [expect.stringMatching(/^pub_/)] }],
      rejected: [{ line: 3, column: "at", reason: expect.stringContaining("bukan waktu") }],
      already: [],
    });
    const people = await utas(["import", "-"], file);
    expect(people.out).toMatch(
      /^0 rows accepted \(0 publications\), 1 rejected\n1 row had been imported before[\s\S]*3 +at +"bukan waktu"/,
    );
  });

  it("exports what was imported, by time when asked", async () => {
    const all = await utas(["export"]);
    expect(all.out).toMatch(
      /^\ufeffaccount,text,url,title,at,zone,mode,hashtags,id,state,reason,published_at,urls\r\n/,
    );
    expect(all.out).toContain("satu,Kabar pertama.,,,2027-12-31T09:00:00+07:00,Asia/Jakarta,full,,pub_");
    expect(await utas(["import", "-"], all.out)).toMatchObject({
      code: 0,
      out: "Nothing new: 1 row had been imported before; --again imports them anew\n",
    });
    const lines = async (...args: string[]) =>
      (await utas(["export", "--format", "jsonl", ...args])).out.split("\n").length - 1;
    expect(await lines("--from", "2027-12-31", "--to", "31/12/2027")).toBe(1);
    expect(await lines("--from", "2027-12-31 09:00", "--to", "2027-12-31 09:00")).toBe(1);
    expect(await lines("--from", "2027-12-31 09:01")).toBe(0);
    expect(await lines("--to", "2027-12-30")).toBe(0);
  });

  it.each([
    [["import", "tiada.csv"], "There is no file tiada.csv"],
    [["import", "-", "--format", "xlsx"], "csv, jsonl"],
    [["export", "--from", "entah"], "--from"],
    [["export", "--from", "2027-12-31", "--to", "2027-12-01"], "before --from"],
  ])("refuses %j in a sentence", async (args, sentence) => {
    expect(await utas(args, file)).toMatchObject({ code: 2, out: "", err: expect.stringContaining(sentence) });
  });

  it("names the column that it does not know, and stores nothing", async () => {
    expect(await utas(["import", "-"], "akun,teks,warna\nsatu,Lain.,merah\n")).toMatchObject({
      code: 2,
      err: expect.stringContaining('its column "warna" is not known'),
    });
  });
});

describe("utas sources", { timeout: 180_000 }, () => {
  it("watches a folder, looks now, says what is in the way, and forgets it", async () => {
    const news = join(folder, "berita");
    mkdirSync(news);
    for (const [index, name] of ["a.txt", "b.txt"].entries()) {
      writeFileSync(join(news, name), `Judul ${name}\n\nIsi dari ${name} yang cukup panjang.\n`);
      utimesSync(join(news, name), 1_700_000_000 + index, 1_700_000_000 + index);
    }
    expect(await json(["sources", "add", "berita", "--take", "1"])).toMatchObject({
      name: "berita",
      address: news,
      arrivals: 1,
      state: "ok",
    });
    writeFileSync(join(news, "c.md"), "# Judul c\n\nIsi yang baru saja ditulis.\n");
    writeFileSync(join(news, "kosong.txt"), "");
    expect(await json(["sources", "collect", "berita"])).toMatchObject({
      arrived: [{ file: "c.md", title: "Judul c" }],
      waiting: [],
      refused: [{ file: "kosong.txt" }],
      broken: null,
    });
    expect((await utas(["sources", "list"])).out).toMatch(/berita +2 .*ok[\s\S]*berita: kosong\.txt brings no article/);
    rmSync(news, { recursive: true });
    expect(await utas(["sources", "collect", "berita"])).toMatchObject({
      code: 1,
      out: expect.stringContaining("is not there"),
    });
    expect((await utas(["sources", "remove", "berita"])).code).toBe(0);
    expect(await utas(["sources", "collect", "berita"])).toMatchObject({
      code: 2,
      err: expect.stringContaining('no source "berita"'),
    });
  });
});
