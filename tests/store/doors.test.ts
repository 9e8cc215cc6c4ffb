/** Doors that networks have closed, for one account or all of an app, and budgets that every process draws from. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hours, later, minutes, seconds } from "../../src/base/clock.ts";
import type { AppWindow } from "../../src/platforms/platform.ts";
import { sql } from "../../src/store/db.ts";
import type { Purse } from "../../src/store/doors.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

const now = new Date("2026-12-01T09:00:00Z");
const opens = later(now, minutes(10));

describe("a door", () => {
  let database: TestDatabase;
  let store: Store;
  let made = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
    store = openStore(database.db);
  });
  afterAll(() => database[Symbol.asyncDispose]());

  async function account(app: string | null = null): Promise<string> {
    const id = `acc_d${++made}`;
    const options = { zone: null, options: {}, identity: null, sealed: null };
    await store.accounts.add({ id, platform: "sandbox", handle: id, ...options }, now);
    if (app) expect(await store.accounts.shares(id, app)).toBe(true);
    return id;
  }
  async function scheduled(accountId: string, count = 3, dueAt = now): Promise<string> {
    const id = `pub_d${++made}`;
    const posts = Array.from({ length: count }, (_, part) => ({
      ...{ text: `Kabar ${id}, bagian ${part}.`, language: "id", key: `${id}-${part}` },
    }));
    await store.publications.make(
      [{ id, articleId: null, accountId, options: {}, dueAt, first: false, posts }],
      "test",
      now,
    );
    return id;
  }
  const lease = (at: Date) => later(at, minutes(1));
  const claim = (id: string, at = now) => store.runs.claim({ id }, at, lease(at), "test");
  const run = async (id: string, at = now) => {
    const taken = await claim(id, at);
    if (!taken) throw new Error(`${id} was not claimed`);
    return taken.publication;
  };
  /** Begins so many posts of a claimed publication, one after another, and tells which may leave. */
  async function begin(id: string, count: number, purses: readonly Purse[], at = now): Promise<boolean[]> {
    const publication = await run(id, at);
    const done: boolean[] = [];
    for (let position = 1; position <= count; position++) {
      const may = await store.runs.begin(publication, position, at, lease(at), purses);
      done.push(may);
      const remote = { id: `${id}-${position}`, url: null, ref: null };
      if (may) await store.runs.sent(publication, position, { remote, closedUntil: null }, at, lease(at));
    }
    return done;
  }
  const closeBy = async (id: string, app: AppWindow, route: "create" | "find" | "remove" = "create") => {
    const publication = await run(id);
    const ending = { move: "defer", retryAt: null, tries: 0, reason: "window" } as const;
    const effect = { closed: { route, until: later(now, minutes(1)), app } };
    await store.runs.settle(publication, "sending", { ending, effect, actor: "test", now });
  };

  it("of an app is closed to every account that shares it, and to no other, until it opens", async () => {
    const [one, two, stranger] = [await account("x app-1"), await account("x app-1"), await account("x app-2")];
    const [first, second, third] = [await scheduled(one), await scheduled(two), await scheduled(stranger)];
    await closeBy(first, { until: opens, routes: "this" });
    expect(await claim(second)).toBeNull();
    expect(await store.sweeps.ringOverdue(now, two)).toEqual([]);
    expect(await store.sweeps.horizon(now, later(now, hours(1)))).toContainEqual({ id: second, bell: 1, at: opens });
    expect(await claim(second, later(opens, -1))).toBeNull();
    expect(await claim(third)).not.toBeNull();
    expect(await store.doors.closed(two, now)).toEqual([{ route: "create", closedUntil: opens, shared: true }]);
    expect((await store.accounts.get(two)).closedUntil).toEqual(opens);
    const { accounts } = await store.overview.take(now, now, now);
    expect(accounts.find(({ id }) => id === two)?.closedUntil).toEqual(opens);
    expect((await store.waits.of([second], now)).get(second)?.until).toEqual(opens);
    expect(await claim(second, opens)).not.toBeNull();
  });

  it("that an answer to a sent post closes holds back the next post of another run of its app", async () => {
    const [one, two] = [await account("x app-3"), await account("x app-3")];
    const [first, second] = [await run(await scheduled(one)), await run(await scheduled(two))];
    expect(await store.runs.begin(first, 1, now, lease(now))).toBe(true);
    const closing = { closedUntil: opens, app: { until: opens, routes: "this" } } as const;
    await store.runs.sent(first, 1, { remote: { id: "r-1", url: null, ref: null }, ...closing }, now, lease(now));
    expect(await store.runs.begin(second, 1, now, lease(now))).toBe(false);
    expect(await store.runs.begin(second, 1, opens, lease(opens))).toBe(true);
  });

  it.each(["this", "all"] as const)("of an app is closed for calls of one kind, or for all: %s", async (routes) => {
    const shared = `host-${routes}`;
    const [one, two] = [await account(shared), await account(shared)];
    await closeBy(await scheduled(one), { until: opens, routes }, "find");
    const closed = (await store.doors.closed(two, now)).map(({ route }) => route);
    expect(closed).toEqual(routes === "all" ? ["create", "find", "remove", "upload"] : ["find"]);
  });

  it("stays closed for as long as the longest word of the network", async () => {
    const one = await account("app-long");
    await closeBy(await scheduled(one), { until: later(now, hours(2)), routes: "this" });
    await database.db.run(sql`delete from windows where account_id = ${one}`);
    const two = await account("app-long");
    expect((await store.accounts.get(two)).closedUntil).toEqual(later(now, hours(2)));
  });

  const purse = (subject: string, most: number, more: Partial<Purse> = {}): Purse => ({
    ...{ of: "account", subject, pool: subject, most, withinMs: minutes(15), cost: 1 },
    ...more,
  });

  it("closes when a budget has no room for one more post, and opens when it is full again", async () => {
    const [one, other] = [await account(), await account()];
    const id = await scheduled(one);
    expect(await begin(id, 3, [purse(one, 2)])).toEqual([true, true, false]);
    const full = later(now, minutes(15));
    expect(await store.doors.closed(one, now)).toEqual([{ route: "create", closedUntil: full, shared: false }]);
    expect(await store.doors.closed(other, now)).toEqual([]);
    await database.db.run(sql`update publications set lease_until = ${now} where account_id = ${one}`);
    await store.sweeps.takeUpLapsed(later(now, seconds(1)), "test");
    const again = await run(id, full);
    expect(await store.runs.begin(again, 3, full, lease(full), [purse(one, 2)])).toBe(true);
    expect(await store.doors.closed(one, full)).toEqual([]);
  });

  it("is counted by every budget of an account: the narrowest one closes it", async () => {
    const one = await account();
    const purses = [purse(one, 10, { cost: 3 }), purse(one, 100, { cost: 3, withinMs: hours(24) })];
    expect(await begin(await scheduled(one, 4), 4, purses)).toEqual([true, true, true, false]);
    expect(await store.doors.closed(one, now)).toMatchObject([{ closedUntil: later(now, minutes(15)) }]);
  });

  it("lets no more posts leave than an app's budget has, however many accounts are at it at once", async () => {
    const runs = await Promise.all(
      Array.from({ length: 8 }, async () => run(await scheduled(await account("app-busy"), 1))),
    );
    const purses = [purse("app-busy", 3, { of: "app" })];
    const done = await Promise.all(runs.map((one) => store.runs.begin(one, 1, now, lease(now), purses)));
    expect(done.filter(Boolean)).toHaveLength(3);
    const { deliveries } = (await database.db.row<{ deliveries: number }>(sql`
      select count(*) as deliveries from deliveries d join accounts a on a.id = d.account_id where a.app = 'app-busy' and d.state = 'sending'`)) ?? {
      deliveries: 0,
    };
    expect(deliveries).toBe(3);
  });

  it("draws nothing for a run that may not go", async () => {
    const one = await account();
    const publication = await run(await scheduled(one));
    expect(await store.runs.begin({ ...publication, claim: 99 }, 1, now, lease(now), [purse(one, 1)])).toBe(false);
    expect(await store.runs.begin(publication, 1, now, lease(now), [purse(one, 1)])).toBe(true);
  });

  it("lets a thread leave as one only when there is room for all of it, and says when there will be", async () => {
    const one = await account();
    const purses = [purse(one, 4)];
    expect(await begin(await scheduled(one, 2), 2, purses)).toEqual([true, true]);
    await database.db.run(sql`update publications set lease_until = ${now} where account_id = ${one}`);
    await store.sweeps.takeUpLapsed(later(now, seconds(1)), "test");
    const publication = await run(await scheduled(one, 3));
    expect(await store.together.begin(publication, [1, 2, 3], now, lease(now), purses)).toBe(false);
    const full = later(now, minutes(15));
    expect(await store.doors.closed(one, now)).toMatchObject([{ closedUntil: full }]);
    expect(await store.together.begin(publication, [1, 2, 3], full, lease(full), purses)).toBe(true);
  });

  it("is drawn from by calls of other kinds, each as much as it takes, and closes their own door when it is empty", async () => {
    const one = await account();
    const draw = (cost: number, count: number, at = now) =>
      store.doors.draw(one, [purse(one, 4, { pool: `${one} remove`, cost })], { count, route: "remove" }, at);
    const full = later(now, minutes(15));
    expect(await draw(1, 2)).toBeNull();
    expect(await store.doors.closed(one, now)).toEqual([]);
    expect(await draw(2, 1)).toBeNull();
    expect(await store.doors.closed(one, now)).toEqual([{ route: "remove", closedUntil: full, shared: false }]);
    expect(await draw(1, 1, later(now, minutes(14)))).toEqual(full);
    expect(await draw(1, 1, full)).toBeNull();
  });

  it("is one with that of posts where the network counts them together, and another where it does not", async () => {
    const one = await account();
    const [together, apart] = [purse(one, 3), purse(one, 3, { pool: `${one} remove` })];
    expect(await begin(await scheduled(one, 2), 2, [together])).toEqual([true, true]);
    expect(await store.doors.draw(one, [together], { count: 2, route: "remove" }, now)).toEqual(
      later(now, minutes(15)),
    );
    expect(await store.doors.draw(one, [apart], { count: 2, route: "remove" }, now)).toBeNull();
  });

  it("gives no more than it has to callers at once", async () => {
    const one = await account();
    const purses = [purse(one, 3, { pool: `${one} upload` })];
    const draws = await Promise.all(
      Array.from({ length: 8 }, () => store.doors.draw(one, purses, { count: 1, route: null }, now)),
    );
    expect(draws.filter((until) => until === null)).toHaveLength(3);
    expect(await store.doors.closed(one, now)).toEqual([]);
  });
});
