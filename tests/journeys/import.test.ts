/** Files of publications come in, go out as they were, and come in again without making anything twice. */

import { encode } from "iconv-lite";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { exportRow } from "../../src/actions/export.ts";
import { type Importing, importRows } from "../../src/actions/import.ts";
import { move } from "../../src/actions/move.ts";
import { setSlots } from "../../src/actions/set-slots.ts";
import { csvLine } from "../../src/sources/csv.ts";
import { columns, readRows, told } from "../../src/sources/rows.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { openPages, type Pages } from "../support/pages.ts";
import { type Journey, openJourney } from "../support/rehearse.ts";

let database: TestDatabase;
let utas: Journey;
let pages: Pages;
beforeAll(async () => {
  database = await openTestDatabase();
  pages = await openPages();
  utas = await openJourney({
    databaseUrl: database.url,
    workers: false,
    env: { UTAS_ZONE: "Asia/Jakarta", UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1" },
  });
});
afterAll(async () => {
  await utas[Symbol.asyncDispose]();
  await pages[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

let made = 0;
let one = "";
let two = "";
beforeEach(async () => {
  [one, two] = [`satu${++made}`, `dua${made}`];
  await utas.addAccount(one);
  await utas.addAccount(two);
});

const bring = (file: string | Uint8Array, options: Partial<Importing> = {}, journey = utas) =>
  importRows(journey.app, readRows(typeof file === "string" ? Buffer.from(file) : file, "kabar"), {
    allOrNothing: false,
    again: false,
    actor: "test",
    ...options,
  });
const csv = (...rows: string[][]) =>
  [["account", "text", "title", "at", "zone", "mode", "hashtags"], ...rows].map(csvLine).join("");
const shownOf = async (handle: string) => {
  const { id } = await utas.app.store.accounts.get(handle);
  return (await utas.app.store.publications.list({ accountId: id })).reverse();
};
const exported = async (handles: readonly string[], journey = utas) => {
  const rows = [];
  for await (const row of journey.app.store.exports.each())
    if (handles.includes(row.handle)) rows.push(exportRow(row, "Asia/Jakarta"));
  return rows;
};
const fields = [...columns, ...told];
const asCsv = (rows: Awaited<ReturnType<typeof exported>>) =>
  [fields, ...rows.map((row) => fields.map((field) => String(row[field])))].map((cells) => csvLine(cells)).join("");

describe("an import", () => {
  it("takes what it can, and names line, column and reason of the rest", async () => {
    const text = [
      "Akun;Teks;Waktu;Zona;Mode;Tagar",
      `${one};"Kabar satu,`,
      `dua baris.";31/12/2027 09.00;WIB;;Desa #Kopi`,
      "tiada;Kabar.;31/12/2027 09.00;;;",
      `${one};;31/12/2027 09.00;;;`,
      `${one};Kabar.;kemarin dulu;;;`,
      `${one};Kabar.;1/1/2020 09.00;;;`,
      `${one};Kabar.;31/12/2027 09.00;Mars;;`,
      `${one};Kabar.;31/12/2027 09.00;;panjang;`,
      `${one};Kabar.;31/12/2027 09.00;;;#a!`,
      `${one};Kabar tanpa slot.;;;;`,
      `${one};Kabar.;31/12/2027 09.00;;link;`,
      `"${one}, ${two}";Untuk dua.;31/12/2027 10.00.00;WITA;digest;`,
    ].join("\r\n");
    const found = await bring(encode(text, "windows-1252"));
    expect(found.accepted.map(({ line, publications }) => [line, publications.length])).toEqual([
      [2, 1],
      [13, 2],
    ]);
    expect(found.rejected.map(({ line, column }) => [line, column])).toEqual([
      [4, "account"],
      [5, "text"],
      [6, "at"],
      [7, "at"],
      [8, "zone"],
      [9, "mode"],
      [10, "hashtags"],
      [11, "at"],
      [12, "mode"],
    ]);
    expect(found.rejected[7]?.reason).toContain(`utas slots set ${one}`);
    const [first, second] = await shownOf(one);
    expect(first?.dueAt?.toISOString()).toBe("2027-12-31T02:00:00.000Z");
    expect(first?.deliveries[0]?.post.text).toMatch(/Kabar satu,[\s\S]*#Desa #Kopi$/);
    expect(second?.dueAt?.toISOString()).toBe("2027-12-31T02:00:00.000Z");
    expect(await shownOf(two)).toMatchObject([{ dueAt: second?.dueAt }]);
  });

  it.each([
    "31/12/2027 9:00",
    "31/12/2027 9:00:00",
    "31/12/2027 09.00.00",
    "2027-12-31 9:00:00",
    "31-Des-27 09.00",
    "31-Dec-2027 9:00 AM",
    "Jumat, 31 Desember 2027 09.00",
    "2027-12-31T09:00:00+07:00",
  ])("reads a time as a spreadsheet writes it: %s", async (at) => {
    expect(await bring(csv([one, "Kabar.", "", at, "", "", ""]))).toMatchObject({ rejected: [] });
    expect((await shownOf(one))[0]?.dueAt?.toISOString()).toBe("2027-12-31T02:00:00.000Z");
  });

  it("of one bad row stores nothing when it is all or nothing", async () => {
    const good = [one, "Kabar baik.", "", "2027-12-31 09:00", "", "", ""];
    const found = await bring(csv(good, [one, "", "", "2027-12-31 09:00", "", "", ""]), { allOrNothing: true });
    expect(found).toMatchObject({ accepted: [], rejected: [{ line: 3, column: "text" }], already: [] });
    expect(await shownOf(one)).toEqual([]);
    expect((await bring(csv(good), { allOrNothing: true })).accepted).toHaveLength(1);
  });

  it("twice, or by two at once, makes nothing twice, however rows were moved about; --again does", async () => {
    await setSlots(utas.app, { account: one, at: ["daily 09:00"] });
    const rows = [
      [one, "Pada jamnya.", "", "2027-12-31 09:00", "WIB", "", ""],
      [one, "Besok.", "", "besok 09.00", "WIB", "", ""],
      [one, "Slot berikut.", "", "", "", "", ""],
      [one, "Sebentar lagi.", "", "in 20m", "", "", ""],
      [one, "Dua kali sama.", "", "2027-12-31 10:00", "", "", ""],
      [one, "Dua kali sama.", "", "2027-12-31 10:00", "", "", ""],
    ];
    const other = await openJourney({ databaseUrl: database.url, workers: false, env: { UTAS_ZONE: "Asia/Jakarta" } });
    const [first, second] = await Promise.all([bring(csv(...rows)), bring(csv(...rows), {}, other)]);
    await other[Symbol.asyncDispose]();
    expect(second.accepted).toEqual(first.accepted);
    expect(await shownOf(one)).toHaveLength(6);

    const again = await bring(csv([one, "Baru.", "", "2027-12-31 11:00", "", "", ""], ...rows.toReversed()));
    expect(again.already).toHaveLength(6);
    expect(again.accepted.flatMap(({ publications }) => publications).sort()).toEqual(
      (await shownOf(one)).map(({ id }) => id).sort(),
    );
    expect(await shownOf(one)).toHaveLength(7);
    await bring(csv(...rows.slice(0, 1)), { again: true });
    expect(await shownOf(one)).toHaveLength(8);
  });

  it("gives rows without a time the next free slots, in the order of the file", async () => {
    await setSlots(utas.app, { account: one, zone: "WIB", at: ["daily 09:00 15:00"] });
    await bring(csv(...["Satu.", "Dua.", "Tiga."].map((text) => [one, text, "", "", "", "", ""])));
    const due = (await shownOf(one)).map(({ deliveries, dueAt }) => [deliveries[0]?.post.text, dueAt?.getTime()]);
    const { id } = await utas.app.store.accounts.get(one);
    const slots = (await utas.app.store.slots.next(id, 3, utas.app.clock.now())).map(({ at }) => at.getTime());
    expect(due).toEqual([
      ["Satu.", slots[0]],
      ["Dua.", slots[1]],
      ["Tiga.", slots[2]],
    ]);
  });

  it("reads a page where a row has its address, once for all rows, and says of one that cannot be read why", async () => {
    const article =
      "<html><head><title>Kopi Toraja</title></head><body><article><h1>Kopi Toraja</h1><p>Petani kopi di Toraja panen raya tahun ini, kata dinas.</p></article></body></html>";
    pages.set("/kopi", (_, answer) => answer.writeHead(200, { "content-type": "text/html" }).end(article));
    const url = `${pages.url}/kopi`;
    const file = [
      "account,url,at,mode",
      `${one},${url},2027-12-31 09:00,`,
      `${two},${url},2027-12-31 09:00,link`,
      `${one},${pages.url}/tiada,2027-12-31 09:00,`,
      `${one},http://10.0.0.1/,2027-12-31 09:00,`,
      `${one},ftp://x/,2027-12-31 09:00,`,
    ].join("\n");
    const found = await bring(file);
    expect(found.accepted.map(({ line }) => line)).toEqual([2, 3]);
    expect(found.rejected).toMatchObject([
      { line: 4, column: "url", reason: expect.stringContaining("it answers 404") },
      { line: 5, column: "url", reason: expect.stringContaining("private network") },
      { line: 6, column: "url" },
    ]);
    expect(pages.asked.filter((path) => path === "/kopi")).toHaveLength(1);
    expect((await shownOf(two))[0]?.deliveries[0]?.post.text).toBe(`Kopi Toraja\n\n#Kopi #Toraja\n\n${url}`);
    expect((await bring(file)).already).toHaveLength(2);
    expect(pages.asked.filter((path) => path === "/kopi")).toHaveLength(1);
    expect(await exported([two])).toMatchObject([{ url, text: "", mode: "link" }]);
  });
});

describe("an export", () => {
  const nasty = [
    '=HYPERLINK("http://x")',
    '-5 derajat; "dingin"\r\nbaris dua\n\n  menjorok',
    "'+ dikutip",
    "@satu, dua;\ttab",
    "Žižek “kutip” 👩‍🌾 – selesai ",
  ];

  it("gives each row back as it was written, and imports elsewhere as the same rows", async () => {
    const rows = nasty.map((text, at) => [
      one,
      text,
      at % 2 === 0 ? `Judul ${at}` : "",
      `2027-12-31 09:0${at}`,
      "WITA",
      at === 1 ? "digest" : "",
      at === 2 ? "Desa, #Kopi" : "",
    ]);
    expect((await bring(csv(...rows))).rejected).toEqual([]);
    const there = await exported([one]);
    expect(there.map(({ text }) => text)).toEqual(nasty);
    expect(there[1]).toMatchObject({
      at: "2027-12-31T09:01:00+08:00",
      zone: "Asia/Makassar",
      mode: "digest",
      state: "scheduled",
    });

    await using database2 = await openTestDatabase();
    await using elsewhere = await openJourney({ databaseUrl: database2.url, workers: false });
    await elsewhere.addAccount(one);
    expect(await bring(asCsv(there), {}, elsewhere)).toMatchObject({ rejected: [], already: [] });
    const without = (list: typeof there) => list.map(({ id: _, ...row }) => row);
    expect(without(await exported([one], elsewhere))).toEqual(without(there));
    const lines = there.map((row) => JSON.stringify(row)).join("\n");
    expect(await bring(lines, {}, elsewhere)).toMatchObject({ rejected: [] });
    expect(await exported([one], elsewhere)).toHaveLength(nasty.length);
  });

  it("read again here makes nothing, and a row that was changed in between is told what to do", async () => {
    await setSlots(utas.app, { account: one, at: ["daily 09:00"] });
    await bring(csv([one, "Kabar.", "", "", "", "", ""], [one, "Lain.", "", "2027-12-31 09:00", "", "", ""]));
    const [slot, named] = await exported([one]);
    if (!slot || !named) throw new Error("nothing was exported");
    expect(await bring(asCsv([slot, named]))).toMatchObject({
      accepted: [{ publications: [slot.id] }, { publications: [named.id] }],
      rejected: [],
    });
    const changed = await bring(
      asCsv([
        { ...slot, text: "Diubah." },
        { ...named, at: "2027-12-31 10:00" },
      ]),
    );
    expect(changed.rejected).toMatchObject([
      { line: 2, column: "text" },
      { line: 3, column: "at", reason: expect.stringContaining("utas move") },
    ]);
    expect(await shownOf(one)).toHaveLength(2);
  });

  it("does not begin elsewhere what was stopped or is out there", async () => {
    await bring(csv([one, "Kabar.", "", "2027-12-31 09:00", "", "", ""]));
    const [row] = await exported([one]);
    if (!row) throw new Error("nothing was exported");
    await using database2 = await openTestDatabase();
    await using elsewhere = await openJourney({ databaseUrl: database2.url, workers: false });
    await elsewhere.addAccount(one);
    expect((await bring(asCsv([{ ...row, state: "cancelled" }]), {}, elsewhere)).rejected).toMatchObject([
      { column: "state" },
    ]);
    expect((await bring(asCsv([{ ...row, state: "" }]), {}, elsewhere)).accepted).toHaveLength(1);
  });

  it("tells articles and threads that did not come from a file, too", async () => {
    const [thread] = [await utas.publish(one, ["Post pertama.", "Post kedua."])];
    expect(await exported([one])).toMatchObject([
      {
        id: thread.id,
        account: one,
        text: "Post pertama.\n\n---\n\nPost kedua.",
        mode: "full",
        state: "scheduled",
        urls: [],
      },
    ]);
  });
});

describe("the next slot", () => {
  it("is where `move --at next` puts a publication, and another one goes after it", async () => {
    await setSlots(utas.app, { account: one, at: ["daily 09:00"] });
    const { accepted } = await bring(
      csv([one, "Nanti.", "", "2027-12-31 09:00", "", "", ""], [one, "Slot.", "", "", "", "", ""]),
    );
    const id = accepted[0]?.publications[0] ?? "";
    await move(utas.app, id, { wish: "next" }, "test");
    const account = await utas.app.store.accounts.get(one);
    const [first, second] = await utas.app.store.slots.next(account.id, 2, utas.app.clock.now());
    expect((await utas.app.store.publications.get(id)).dueAt).toEqual(second?.at);
    expect([first?.free, second?.free]).toEqual([false, false]);
  });
});
