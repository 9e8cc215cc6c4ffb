import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DbOptions, isServerGone, isUniqueViolation, openDb, openPool, sql } from "../../src/store/db.ts";
import { hasPassword, openTestDatabase, type TestDatabase } from "../support/database.ts";
import { until } from "../support/embedded.ts";
import { freePort } from "../support/ports.ts";

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase({ empty: true });
  await database.db.run({
    text: "create schema utas; create table words (word text primary key, said_at timestamptz)",
    values: [],
  });
});
afterAll(() => database[Symbol.asyncDispose]());

const open = (options: Partial<DbOptions> = {}) =>
  openDb({ connection: database.connection, size: 2, revive: null, onIdleError: () => undefined, ...options });

/** Ends every other connection to this database, as a restart of the server would. */
async function cutAll(): Promise<void> {
  await using db = open();
  await db.run(sql`
    select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`);
}

describe("sql", () => {
  it("makes parameters of values and splices fragments", () => {
    const recent = sql`said_at > ${1} and word <> ${"a"}`;
    const { text, values } = sql`select ${0} where ${recent} or ${sql`true`} limit ${2}`;
    expect(text).toBe("select $1 where said_at > $2 and word <> $3 or true limit $4");
    expect(values).toEqual([0, 1, "a", 2]);
  });
});

describe("a database", () => {
  it("gives rows in camel case, bigint as a number and timestamps as dates, and leaves other pools pg's way", async () => {
    const question = sql`select 9007199254740991::bigint as big_number, ${new Date(0)}::timestamptz as said_at`;
    expect(await database.db.row(question)).toEqual({ bigNumber: 9007199254740991, saidAt: new Date(0) });

    const pool = openPool({ connection: database.connection, size: 1, onIdleError: () => undefined });
    expect((await pool.query("select 1::bigint as one")).rows).toEqual([{ one: "1" }]);
    await pool.end();
  });

  it("tells whether a guarded update touched a row", async () => {
    expect(await database.db.changed(sql`insert into words (word) values ('guard')`)).toBe(true);
    expect(await database.db.changed(sql`update words set said_at = now() where word = 'nobody'`)).toBe(false);
  });

  it("names the statement in an error, never its values", async () => {
    const twice = () => database.db.run(sql`insert into words (word) values (${"secret"})`);
    await twice();
    const error = await twice().catch((thrown) => thrown);
    expect(isUniqueViolation(error)).toBe(true);
    expect(error.statement).toBe("insert into words (word) values ($1)");
    expect(error.message).not.toContain("secret");
  });

  it("takes back a transaction that throws, and hands out its connection clean", async () => {
    await using db = open({ size: 1, connection: { ...database.connection, options: "-c search_path=utas" } });
    const failing = db.transaction(async (tx) => {
      await tx.run(sql`insert into words (word) values ('undone')`);
      await tx.transaction(async (inner) => inner.run(sql`insert into words (word) values ('undone too')`));
      await tx.run(sql`select 1 / 0`);
    });
    await expect(failing).rejects.toThrow("division by zero");
    expect(await db.rows(sql`select * from words where word like 'undone%'`)).toEqual([]);
  });

  it("begins a transaction again when every idle connection was lost unseen", async () => {
    await using db = open({ size: 3 });
    await Promise.all([1, 2, 3].map(() => db.run(sql`select pg_sleep(0.05)`)));
    await cutAll();
    expect(await db.transaction((tx) => tx.row(sql`select 1 as one`))).toEqual({ one: 1 });
  });

  it("tells of an idle connection that was lost, and connects again for the next query", async () => {
    const told: Error[] = [];
    await using db = open({ onIdleError: (error) => told.push(error) });
    await db.run(sql`select 1`);
    await cutAll();
    await until("it is told", async () => told.length > 0);
    expect(await db.row(sql`select 1 as one`)).toEqual({ one: 1 });
  });

  it("never repeats a statement whose connection was lost under it", async () => {
    await using db = open();
    await database.db.run({ text: "create sequence utas.tries", values: [] });
    const cut = db.run(sql`select nextval('utas.tries'), pg_sleep(60)`).catch((thrown) => thrown);
    await until(
      "it has begun",
      async () => (await database.db.row(sql`select from utas.tries where is_called`)) !== undefined,
    );
    await cutAll();
    expect(isServerGone(await cut)).toBe(true);
    expect(await db.row(sql`select last_value from utas.tries`)).toEqual({ lastValue: 1 });
  });

  it("has the server brought back when connecting is refused, and gives up when that does not help", async () => {
    const port = await freePort();
    let revived = 0;
    await using db = open({
      connection: { host: "127.0.0.1", port },
      size: 1,
      revive: async () => {
        revived++;
      },
    });
    await expect(db.run(sql`select 1`)).rejects.toMatchObject({ code: "ECONNREFUSED" });
    expect(revived).toBe(2);
  });

  it.skipIf(!hasPassword)("does not connect again when the reason is not the server's absence", async () => {
    let revived = 0;
    const url = Object.assign(new URL(database.url), { password: "wrong" });
    await using db = open({
      connection: { connectionString: url.href },
      revive: async () => {
        revived++;
      },
    });
    await expect(db.run(sql`select 1`)).rejects.toMatchObject({ code: "28P01" });
    expect(revived).toBe(0);
  });
});
