/** A watched folder: every file that comes into it is an article, once, however many processes look. */

import {
  appendFileSync,
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collect, lookLeaseMs } from "../../src/actions/collect.ts";
import { watchFolder } from "../../src/actions/watch-folder.ts";
import { sql } from "../../src/store/db.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type Journey, openJourney } from "../support/rehearse.ts";

let database: TestDatabase;
let quiet: Journey;
const root = mkdtempSync(join(tmpdir(), "utas-sources-"));
beforeAll(async () => {
  database = await openTestDatabase();
  quiet = await openJourney({ databaseUrl: database.url, workers: false });
});
afterAll(async () => {
  await quiet[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
  rmSync(root, { recursive: true, force: true });
});

let made = 0;
async function watched({ take = 0, before = [] as string[] } = {}) {
  const folder = join(root, `kabar-${++made}`);
  mkdirSync(folder);
  for (const [index, name] of before.entries()) put(folder, name, textOf(name), 1_000 - index);
  const { source } = await watchFolder(quiet.app, { folder, take });
  return { folder, source };
}

const textOf = (name: string) =>
  `Judul ${name}\n\nIsi dari ${name} di folder ${made}, cukup panjang untuk sebuah kabar.\n`;
/** A file whose writing is over for so many seconds. */
function put(folder: string, name: string, text: string | Uint8Array = textOf(name), secondsAgo = 100) {
  const path = join(folder, name);
  writeFileSync(path, text);
  const at = Date.now() / 1_000 - secondsAgo;
  utimesSync(path, at, at);
}

async function look(id: string, journey = quiet) {
  const turn = await journey.app.store.sources.claim({ id, leaseMs: lookLeaseMs }, journey.app.clock.now());
  if (!turn) throw new Error("somebody else is looking");
  return collect(journey.app, turn);
}

/** Root reads whatever it likes, so it is nobody while it works. */
async function asAnybody<T>(work: () => Promise<T>): Promise<T> {
  if (process.getuid?.() !== 0) return work();
  chmodSync(root, 0o755);
  process.seteuid?.("nobody");
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}
const files = (found: { arrived: readonly { file: string }[] }) => found.arrived.map(({ file }) => file);
const arrivalsOf = (id: string) =>
  database.db.rows<{ title: string; category: string | null; author: string | null }>(sql`
    select a.title, a.category, a.author from arrivals r join articles a on a.id = r.article_id where r.source_id = ${id} order by r.seq`);

describe("a watched folder", () => {
  it("brings of what is there already the newest that are wanted, and every later file, in the order of their changes", async () => {
    const { folder, source } = await watched({ take: 2, before: ["a.txt", "b.md", "c.html", "d.txt"] });
    put(folder, "e.txt", undefined, 200);
    put(folder, "f.txt", undefined, 300);
    expect(files(await look(source.id))).toEqual(["c.html", "d.txt", "f.txt", "e.txt"]);
    expect(files(await look(source.id))).toEqual([]);
    expect((await quiet.app.store.sources.get(source.name)).arrivals).toBe(4);
  });

  it("takes a renamed, copied or touched file for what it was, and a changed one for a new article", async () => {
    const { folder, source } = await watched({ before: ["lama.txt"] });
    put(folder, "baru.txt");
    expect(files(await look(source.id))).toEqual(["baru.txt"]);
    renameSync(join(folder, "baru.txt"), join(folder, "lain.txt"));
    renameSync(join(folder, "lama.txt"), join(folder, "lama sekali.txt"));
    put(folder, "salinan.txt", textOf("baru.txt"));
    utimesSync(join(folder, "lain.txt"), 1_700_000_000, 1_700_000_000);
    expect(files(await look(source.id))).toEqual([]);
    put(folder, "lama sekali.txt", "Judul yang diperbaiki\n\nIsinya kini lain sama sekali.\n");
    expect(files(await look(source.id))).toEqual(["lama sekali.txt"]);
  });

  it("keeps the section and the writer that a file names", async () => {
    const { folder, source } = await watched();
    put(
      folder,
      "a.md",
      "---\ntitle: Kopi Toraja\ncategory: Ekonomi\nauthor: Sari\n---\nPetani kopi panen raya tahun ini.\n",
    );
    await look(source.id);
    expect(await arrivalsOf(source.id)).toEqual([{ title: "Kopi Toraja", category: "Ekonomi", author: "Sari" }]);
  });

  it("tells once of each file that brings no article, and goes on to the others", async () => {
    const { folder, source } = await watched();
    put(folder, "kosong.txt", "");
    put(folder, "rusak.txt", Buffer.from("abc\xff\xfe abc\n", "latin1"));
    put(folder, "besar.txt", "a".repeat(2_000_001));
    put(folder, "baik.txt");
    const found = await look(source.id);
    expect(files(found)).toEqual(["baik.txt"]);
    expect(found.refused.map(({ file }) => file).sort()).toEqual(["besar.txt", "kosong.txt", "rusak.txt"]);
    expect((await look(source.id)).refused).toEqual([]);
    expect(quiet.events.filter((event) => event.kind === "file-refused" && event.source === source.id)).toHaveLength(3);
    const { troubles } = await quiet.app.store.sources.get(source.id);
    expect(troubles.map(({ file }) => file)).toEqual(["besar.txt", "kosong.txt", "rusak.txt"]);

    put(folder, "kosong.txt", "Kini ada isinya, satu kalimat.\n");
    rmSync(join(folder, "rusak.txt"));
    expect(files(await look(source.id))).toEqual(["kosong.txt"]);
    expect((await quiet.app.store.sources.get(source.id)).troubles.map(({ file }) => file)).toEqual(["besar.txt"]);
  });

  it.skipIf(process.platform === "win32")("takes a file as soon as its permissions let it be read", async () => {
    const { folder, source } = await watched();
    put(folder, "tertutup.txt");
    chmodSync(join(folder, "tertutup.txt"), 0);
    const lookAsAnybody = () => asAnybody(() => look(source.id));
    expect((await lookAsAnybody()).refused).toMatchObject([{ reason: expect.stringContaining("permissions") }]);
    chmodSync(join(folder, "tertutup.txt"), 0o644);
    expect(files(await lookAsAnybody())).toEqual(["tertutup.txt"]);
  });

  it("that is gone is broken, told once, and comes back by itself", async () => {
    const { folder, source } = await watched();
    renameSync(folder, `${folder}-jauh`);
    expect((await look(source.id)).broken).toMatch(/is not there/);
    const broken = await quiet.app.store.sources.get(source.id);
    await look(source.id);
    expect(await quiet.app.store.sources.get(source.id)).toMatchObject({
      brokenReason: expect.stringContaining(folder),
      brokenSince: broken.brokenSince,
    });
    renameSync(`${folder}-jauh`, folder);
    put(folder, "a.txt");
    expect(files(await look(source.id))).toEqual(["a.txt"]);
    expect(await quiet.app.store.sources.get(source.id)).toMatchObject({ brokenReason: null, brokenSince: null });
    const told = quiet.events
      .filter((event) => "source" in event && event.source === source.id)
      .map(({ kind }) => kind);
    expect(told).toEqual(["source-broken", "arrived", "source-back"]);
  });

  it("is looked at by one at a time; a killed one's turn is taken up when its lease lapses", async () => {
    const { source } = await watched();
    const { sources } = quiet.app.store;
    const now = quiet.app.clock.now();
    const turn = (at: number) => sources.claim({ id: source.id, leaseMs: lookLeaseMs }, new Date(now.getTime() + at));
    expect((await Promise.all([turn(0), turn(0), turn(0)])).filter(Boolean)).toHaveLength(1);
    expect(await turn(lookLeaseMs - 1)).toBeUndefined();
    expect(await turn(lookLeaseMs)).toBeDefined();
  });

  it("brings each file once though four look at the same time, lease or not", async () => {
    const { folder, source } = await watched();
    for (let index = 0; index < 40; index++) put(folder, `${index}.txt`);
    const turn = await quiet.app.store.sources.get(source.id);
    const all = await Promise.all([1, 2, 3, 4].map(() => collect(quiet.app, turn)));
    expect(all.flatMap(files).sort()).toEqual(Array.from({ length: 40 }, (_, index) => `${index}.txt`).sort());
    expect(await arrivalsOf(source.id)).toHaveLength(40);
  });

  it("waits for a file that is written in pieces, while workers of two services beat", async () => {
    await using one = await openJourney({ databaseUrl: database.url });
    await using two = await openJourney({ databaseUrl: database.url });
    const { folder, source } = await watched();
    const path = join(folder, "pelan.txt");
    writeFileSync(path, "Judul yang ditulis pelan\n\n");
    for (let piece = 1; piece <= 4; piece++) {
      await one.app.clock.wait(1_500);
      appendFileSync(path, `Bagian ${piece} dari kabar itu.${piece < 4 ? " " : "\n"}`);
    }
    await one.until("the file has arrived", async () => (await arrivalsOf(source.id)).length > 0);
    await one.app.clock.wait(2_500);
    const kept = await database.db.rows<{ blocks: { text: string }[] }>(
      sql`select a.blocks from arrivals r join articles a on a.id = r.article_id where r.source_id = ${source.id}`,
    );
    expect(kept.map(({ blocks }) => blocks.at(-1)?.text)).toEqual([
      "Bagian 1 dari kabar itu. Bagian 2 dari kabar itu. Bagian 3 dari kabar itu. Bagian 4 dari kabar itu.",
    ]);
    const told = [...one.events, ...two.events].filter(
      (event) => event.kind === "arrived" && event.source === source.id,
    );
    expect(told).toHaveLength(1);
  });
});
