/** The law stands twice, in code and in the database; here the two are held against each other. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type DeliveryState, deliveryMoves, moves, type State } from "../../src/publication/moves.ts";
import { sql } from "../../src/store/db.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

const states: readonly State[] = [
  "draft",
  "waiting",
  "scheduled",
  "sending",
  "uncertain",
  "published",
  "failed",
  "held",
  "cancelled",
  "retracting",
  "retracted",
];
const deliveryStates: readonly DeliveryState[] = ["planned", "prepared", "sending", "sent", "absent", "removed"];
const now = new Date();

describe("the database", () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
    await database.db.run(sql`
      insert into accounts (id, platform, handle, state, options, created_at) values ('acc', 'sandbox', 'law', 'ready', '{}', ${now})`);
  });
  afterAll(() => database[Symbol.asyncDispose]());

  let made = 0;
  async function publication(state: State): Promise<string> {
    const id = `pub_${++made}`;
    await database.db.run(sql`
      insert into publications (id, account_id, options, state, due_at, lease_until, published_at, created_at)
      values (${id}, 'acc', '{}', ${state}, ${now}, ${now}, ${now}, ${now})`);
    return id;
  }
  const forget = async (id: string) => {
    await database.db.run(sql`delete from deliveries where publication_id = ${id}`);
    await database.db.run(sql`delete from publications where id = ${id}`);
  };

  it("lets a publication make exactly the moves of moves.ts", async () => {
    const legal = new Set(Object.values(moves).flatMap(({ from, to }) => from.map((one) => `${one} -> ${to}`)));
    const allowed: string[] = [];
    for (const from of states)
      for (const to of states) {
        if (from === to) continue;
        const id = await publication(from);
        const refused = await database.db.run(sql`update publications set state = ${to} where id = ${id}`).then(
          () => null,
          (error: { code: string }) => error.code,
        );
        expect([null, "UT001"]).toContain(refused);
        if (refused === null) allowed.push(`${from} -> ${to}`);
        await forget(id);
      }
    expect(new Set(allowed)).toEqual(legal);
  });

  it("names each of those moves as moves.ts does", async () => {
    const rows = await database.db.rows<{ move: string; stateFrom: string; stateTo: string }>(
      sql`select move, state_from, state_to from legal_moves`,
    );
    const here = Object.entries(moves).flatMap(([move, { from, to }]) => from.map((one) => `${move}: ${one} -> ${to}`));
    expect(rows.map(({ move, stateFrom, stateTo }) => `${move}: ${stateFrom} -> ${stateTo}`).sort()).toEqual(
      here.sort(),
    );
  });

  it("lets a post make exactly the moves of moves.ts, and never sending -> sending", async () => {
    const legal = new Set(Object.values(deliveryMoves).flatMap(({ from, to }) => from.map((one) => `${one} -> ${to}`)));
    const id = await publication("scheduled");
    const allowed: string[] = [];
    for (const from of deliveryStates)
      for (const to of deliveryStates) {
        const out = (state: DeliveryState) => (state === "sent" || state === "removed" ? "remote" : null);
        await database.db.run(sql`
          insert into deliveries (publication_id, position, account_id, key, text, language, state, started_at, sent_at, remote_id)
          values (${id}, 1, 'acc', 'key', 'Satu.', 'id', ${from}, ${now}, ${out(from) && now}, ${out(from)})`);
        const refused = await database.db
          .run(
            sql`update deliveries set state = ${to}, sent_at = ${out(to) && now}, remote_id = ${out(to)} where publication_id = ${id}`,
          )
          .then(
            () => null,
            (error: { code: string }) => error.code,
          );
        expect([null, "UT002"]).toContain(refused);
        if (refused === null) allowed.push(`${from} -> ${to}`);
        await database.db.run(sql`delete from deliveries where publication_id = ${id}`);
      }
    expect(new Set(allowed)).toEqual(legal);
    await forget(id);
  });

  it("holds one publication of an account in sending at a time", async () => {
    const first = await publication("sending");
    await expect(publication("sending")).rejects.toMatchObject({ code: "23505" });
    await forget(first);
  });

  it("refuses to change the words of a post that is on its way or out", async () => {
    const id = await publication("sending");
    await database.db.run(sql`
      insert into deliveries (publication_id, position, account_id, key, text, language, state, started_at) values (${id}, 1, 'acc', 'key', 'Satu.', 'id', 'sending', ${now})`);
    await expect(
      database.db.run(sql`update deliveries set text = 'Dua.' where publication_id = ${id}`),
    ).rejects.toMatchObject({ code: "UT003" });
    await forget(id);
  });
});
