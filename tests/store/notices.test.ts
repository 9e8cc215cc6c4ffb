/** The outbox of notices: a trouble becomes one notice however many look, a letter has one taker at a time, and nothing is forgotten before it was told. */

import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hours, later, minutes, seconds } from "../../src/base/clock.ts";
import type { KeptChannel } from "../../src/store/channels.ts";
import { sql } from "../../src/store/db.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

const start = new Date("2026-12-01T02:00:00Z");
const at = (ms: number) => later(start, ms);
let database: TestDatabase;
let store: Store;

beforeEach(async () => {
  database = await openTestDatabase();
  store = openStore(database.db, "UTC");
  await database.db.run(sql`
    insert into accounts (id, platform, handle, state, options, created_at) values ('acc_1', 'x', 'warta', 'ready', '{}', ${start})`);
});
afterEach(async () => {
  await database[Symbol.asyncDispose]();
});

const channel = (id: string, kinds: KeptChannel["kinds"] = null): KeptChannel => ({
  ...{ id, kind: "webhook", label: `${id}.example.org`, options: {}, sealed: null, kinds },
});
const breakAccount = (reason = "the password was changed") =>
  database.db.run(sql`update accounts set state = 'unauthorized', reason = ${reason} where id = 'acc_1'`);
const mendAccount = () => database.db.run(sql`update accounts set state = 'ready', reason = null where id = 'acc_1'`);
const late = async (id: string, when: Date) => {
  await database.db.run(sql`
    insert into publications (id, account_id, options, state, due_at, created_at, held_late) values (${id}, 'acc_1', '{}', 'held', ${start}, ${start}, true)`);
  await database.db.run(sql`
    insert into moves (publication_id, move, actor, reason, at) values (${id}, 'hold', 'late policy', 'late', ${when})`);
};
const notices = () =>
  database.db.rows<{ id: string; kind: string; troubles: number; readyAt: Date }>(
    sql`select id, kind, troubles, ready_at from notices order by ready_at, id`,
  );
const first = async () => {
  const [due] = await store.notices.due(start, at(hours(48)));
  if (!due) throw new Error("no letter waits");
  return due;
};

describe("a trouble", () => {
  it("becomes one notice, with one letter to each channel, however many processes look at once", async () => {
    await store.channels.add(channel("chn_1"), start);
    await store.channels.add(channel("chn_2", ["account-broken"]), start);
    await store.channels.add(channel("chn_3", ["late"]), start);
    await breakAccount();
    const rung = (await Promise.all(Array.from({ length: 8 }, () => store.notices.raise(start)))).flat();
    expect(rung).toHaveLength(2);
    expect(await notices()).toMatchObject([{ kind: "account-broken", troubles: 1 }]);
    expect(await store.notices.raise(at(1_000))).toEqual([]);
  });

  it("that was mended and came again between two looks is a new one", async () => {
    await breakAccount();
    await store.notices.raise(start);
    await mendAccount();
    await breakAccount();
    await store.notices.raise(at(10));
    expect(await notices()).toHaveLength(2);
    await store.notices.endMended(at(20));
    expect((await store.measures.take(at(20), at(20))).troubles).toEqual([{ kind: "account-broken", count: 1 }]);
  });

  it("whose reason changes is the same one", async () => {
    await breakAccount();
    await store.notices.raise(start);
    await breakAccount("the app was deleted");
    await store.notices.raise(at(10));
    expect(await notices()).toHaveLength(1);
  });

  it("that is reported stands until it is said to be over", async () => {
    const full = { kind: "disk", subject: "host:/data", facts: { free: 1 } } as const;
    await Promise.all(Array.from({ length: 4 }, () => store.notices.raise(start, [full])));
    expect(await notices()).toHaveLength(1);
    await store.notices.endMended(at(10));
    await store.notices.raise(at(20), [full]);
    expect(await notices()).toHaveLength(1);
    await store.notices.end("disk", "host:/data", at(30));
    await store.notices.raise(at(40), [full]);
    expect(await notices()).toHaveLength(2);
  });

  it("of a swarm joins the notice that still gathers, not the one that has left", async () => {
    await store.channels.add(channel("chn_1"), start);
    await late("pub_1", start);
    await store.notices.raise(start);
    await late("pub_2", at(500));
    await store.notices.raise(at(500));
    const [one] = await notices();
    expect(one).toMatchObject({ troubles: 2, readyAt: at(seconds(2)) });
    // Who froze the words before the second came has to read again.
    expect(await store.notices.freeze({ id: one?.id ?? "", count: 1 }, {})).toBe(false);
    expect(await store.notices.freeze({ id: one?.id ?? "", count: 2 }, { title: "two" })).toBe(true);
    expect(await store.notices.freeze({ id: one?.id ?? "", count: 2 }, { title: "other" })).toBe(false);
    await late("pub_3", at(1_000));
    await store.notices.raise(at(1_000));
    expect((await notices()).map(({ troubles }) => troubles)).toEqual([2, 1]);
  });

  it("that goes on and on gathers for a quarter of an hour, and is told at once again after it is over", async () => {
    await late("pub_1", start);
    await store.notices.raise(start);
    for (let i = 2; i <= 5; i++) {
      await late(`pub_${i}`, at(minutes(i)));
      await store.notices.raise(at(minutes(i)));
    }
    expect((await notices()).map(({ troubles, readyAt }) => [troubles, readyAt])).toEqual([
      [1, at(seconds(2))],
      [4, at(seconds(2) + minutes(15))],
    ]);
    await database.db.run(sql`update publications set state = 'scheduled'`);
    await store.notices.endMended(at(minutes(6)));
    await late("pub_9", at(minutes(7)));
    await store.notices.raise(at(minutes(7)));
    expect((await notices()).map(({ troubles, readyAt }) => [troubles, readyAt])).toEqual([
      [1, at(seconds(2))],
      [5, at(minutes(7) + seconds(2))],
    ]);
  });
});

describe("a letter", () => {
  beforeEach(async () => {
    await store.channels.add(channel("chn_1"), start);
    await breakAccount();
    await store.notices.raise(start);
  });

  it("has one taker, until his lease is over; then he can write nothing any more", async () => {
    const { id } = await first();
    const claims = await Promise.all(Array.from({ length: 8 }, () => store.notices.claim(id, start, at(seconds(45)))));
    const [mine, ...others] = claims.filter((one) => one !== undefined);
    expect(others).toEqual([]);
    if (!mine) throw new Error("nobody has it");
    expect(await store.notices.claim(id, at(seconds(44)), at(seconds(90)))).toBeUndefined();
    const next = await store.notices.claim(id, at(seconds(45)), at(seconds(90)));
    expect(next?.tries).toBe(2);
    expect(await store.notices.settle(mine, { state: "sent", reason: null }, at(seconds(46)))).toBeUndefined();
    expect(next && (await store.notices.settle(next, { state: "sent", reason: null }, at(seconds(46))))).toBeDefined();
    expect(await store.notices.counts()).toEqual({ waiting: 0, failed: 0 });
  });

  it("is rung for anew when nobody came, and not before", async () => {
    const { id, bell } = await first();
    expect(await store.notices.ringOverdue(at(seconds(10)), at(-1))).toEqual([]);
    const [again] = await store.notices.ringOverdue(at(seconds(20)), at(0));
    expect(again).toEqual({ id, bell: bell + 1, at: at(seconds(20)) });
    expect(await store.notices.ringOverdue(at(seconds(21)), at(seconds(1)))).toEqual([]);
  });

  it("to a channel that was removed is dropped", async () => {
    const { id } = await first();
    const claimed = await store.notices.claim(id, start, at(seconds(45)));
    await store.channels.remove("chn_1", at(1));
    expect(claimed && (await store.notices.settle(claimed, { state: "sent", reason: null }, at(2)))).toBeUndefined();
    expect(await store.notices.due(start, at(hours(1)))).toEqual([]);
  });

  it("that waits, and a trouble that stands, are kept however old; what is told and over is forgotten after a month", async () => {
    const month = at(hours(24 * 31));
    await store.notices.forgetOld(month);
    expect(await notices()).toHaveLength(1);
    await mendAccount();
    await store.notices.endMended(month);
    await store.notices.forgetOld(month);
    expect(await notices()).toHaveLength(1);
    const claimed = await store.notices.claim((await first()).id, month, later(month, 1_000));
    if (claimed) await store.notices.settle(claimed, { state: "failed", reason: "gone" }, month);
    await store.notices.forgetOld(at(hours(24 * 29)));
    expect(await notices()).toHaveLength(1);
    await store.notices.forgetOld(month);
    expect(await notices()).toHaveLength(0);
  });
});
