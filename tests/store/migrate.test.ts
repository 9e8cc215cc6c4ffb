import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { type DbPool, openDb, sql } from "../../src/store/db.ts";
import { migrate } from "../../src/store/migrate.ts";
import { connectionFor } from "../../src/store/open.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

const first = "create table articles (id text);\ninsert into articles values ('a;b');\n";
const second = "alter table articles add title text;";

async function folderWith(files: Record<string, string>) {
  const path = await mkdtemp(join(tmpdir(), "utas-migrations-"));
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text);
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) };
}

const applied = async (db: DbPool) =>
  (await db.rows<{ file: string }>(sql`select file from utas.migrations order by version`)).map(({ file }) => file);

const another = ({ connection }: TestDatabase) =>
  openDb({ connection: connectionFor(connection, "utas"), size: 2, revive: null, onIdleError: () => {} });

it("applies every file once, in order, and in the schema utas", async () => {
  await using database = await openTestDatabase({ empty: true });
  await using folder = await folderWith({ "0001_articles.sql": first, "0002_titles.sql": second, "notes.md": "" });

  expect(await migrate(database.db, folder.path)).toEqual(["0001_articles.sql", "0002_titles.sql"]);
  expect(await migrate(database.db, folder.path)).toEqual([]);

  expect(await applied(database.db)).toEqual(["0001_articles.sql", "0002_titles.sql"]);
  expect(await database.db.rows(sql`select id, title from utas.articles`)).toEqual([{ id: "a;b", title: null }]);
});

it("is safe when many processes start at once", async () => {
  await using database = await openTestDatabase({ empty: true });
  await using folder = await folderWith({ "0001_articles.sql": first, "0002_titles.sql": second });
  const pools = Array.from({ length: 8 }, () => another(database));

  const done = (await Promise.all(pools.map((db) => migrate(db, folder.path)))).flat();

  for (const db of pools) await db[Symbol.asyncDispose]();
  expect(done.sort()).toEqual(["0001_articles.sql", "0002_titles.sql"]);
});

it("leaves nothing of a file that fails, keeps what went before, and goes on when it is mended", async () => {
  await using database = await openTestDatabase({ empty: true });
  await using folder = await folderWith({ "0001_articles.sql": first, "0002_bad.sql": `${second} select 1 / 0;` });

  await expect(migrate(database.db, folder.path)).rejects.toThrow("Migration 0002_bad.sql failed: division by zero");
  expect(await database.db.rows(sql`select * from utas.articles`)).toEqual([{ id: "a;b" }]);

  await writeFile(join(folder.path, "0002_bad.sql"), second);
  expect(await migrate(database.db, folder.path)).toEqual(["0002_bad.sql"]);
});

it("refuses a file that changed after it was applied, but not for its line ends", async () => {
  await using database = await openTestDatabase({ empty: true });
  await using folder = await folderWith({ "0001_articles.sql": first });
  await migrate(database.db, folder.path);

  await writeFile(join(folder.path, "0001_articles.sql"), first.replaceAll("\n", "\r\n"));
  expect(await migrate(database.db, folder.path)).toEqual([]);

  await writeFile(join(folder.path, "0001_articles.sql"), `${first}-- a thought that came later`);
  await expect(migrate(database.db, folder.path)).rejects.toMatchObject({ code: "migration-changed" });
});

it("refuses a database that a newer release has migrated", async () => {
  await using database = await openTestDatabase({ empty: true });
  await using newer = await folderWith({ "0001_articles.sql": first, "0002_titles.sql": second });
  await using older = await folderWith({ "0001_articles.sql": first });
  await migrate(database.db, newer.path);

  await expect(migrate(database.db, older.path)).rejects.toMatchObject({
    code: "database-newer",
    facts: { found: 2, known: 1 },
  });
});

it("refuses a gap or a second file of the same number", async () => {
  await using database = await openTestDatabase({ empty: true });
  await using gap = await folderWith({ "0001_a.sql": "", "0003_c.sql": "" });
  await using twice = await folderWith({ "0001_a.sql": "", "0001_b.sql": "" });

  await expect(migrate(database.db, gap.path)).rejects.toThrow("0003_c.sql should be number 2");
  await expect(migrate(database.db, twice.path)).rejects.toThrow("0001_b.sql should be number 2");
});

it("says in a sentence that the database's user may not create schemas", async () => {
  await using database = await openTestDatabase({ empty: true });
  await using folder = await folderWith({ "0001_articles.sql": first });
  const role = `utas_guest_${process.pid}`;
  await database.db.run({ text: `create role ${role} login password 'guest'`, values: [] });
  const url = Object.assign(new URL(database.url), { username: role, password: "guest" });
  {
    await using db = openDb({
      connection: { connectionString: url.href },
      size: 1,
      revive: null,
      onIdleError: () => undefined,
    });
    await expect(migrate(db, folder.path)).rejects.toMatchObject({ code: "database-forbids" });
  }
  await database.db.run({ text: `drop role ${role}`, values: [] });
});
