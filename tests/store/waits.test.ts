/** Why a publication that is due has not left: whatever claiming refuses is told, with the moment when it is over. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hours, later, minutes, seconds } from "../../src/base/clock.ts";
import { sql } from "../../src/store/db.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

/** A Tuesday, 16:00 in Jakarta. */
const now = new Date("2026-12-01T09:00:00Z");
const jakarta = (clock: string) => new Date(`2026-12-${clock}+07:00`);

describe("why a due publication waits", () => {
  let database: TestDatabase;
  let store: Store;
  let made = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
    store = openStore(database.db, "Asia/Jakarta");
  });
  afterAll(() => database[Symbol.asyncDispose]());

  async function account(zone: string | null = null): Promise<string> {
    const id = `acc_w${++made}`;
    const platform = "sandbox";
    await store.accounts.add({ id, platform, handle: id, zone, options: {}, identity: null, sealed: null }, now);
    return id;
  }
  async function publication(accountId: string, { dueAt = now, rule }: { dueAt?: Date; rule?: string } = {}) {
    const id = `pub_w${++made}`;
    const posts = [{ text: `Kabar ${id}.`, language: "id", key: id }];
    await store.publications.make(
      [{ id, articleId: null, accountId, options: {}, dueAt, first: false, ruleId: rule, posts }],
      "test",
      now,
    );
    return id;
  }
  async function rule(
    name: string,
    limits: { maxPerDay?: number; minGapMs?: number; quiet?: readonly [string, string]; zone?: string },
  ): Promise<string> {
    const id = `rul_w${++made}`;
    const { maxPerDay = null, minGapMs = null, quiet, zone = null } = limits;
    await database.db.run(sql`
      insert into rules (id, name, zone, limits_zone, spec, max_per_day, min_gap_ms, quiet_from, quiet_to, advanced_to, fed_at, created_by, created_at)
      values (${id}, ${name}, 'UTC', ${zone}, '{}', ${maxPerDay}, ${minGapMs}, ${quiet?.[0] ?? null}, ${quiet?.[1] ?? null}, ${now}, ${now}, 'test', ${now})`);
    return id;
  }
  /** As if it had begun then. */
  const began = (id: string, at: Date) =>
    database.db.run(sql`update publications set begun_at = ${at} where id = ${id}`);
  const waits = async (id: string, at = now) => (await store.waits.of([id], at)).get(id) ?? null;
  const claimed = async (id: string, at = now) =>
    (await store.runs.claim({ id }, at, later(at, minutes(1)), "test")) !== null;

  it("tells the end of the quiet hours, in the zone of the rule, of the account, or of the newsroom", async () => {
    const id = await publication(await account(), { rule: await rule("malam", { quiet: ["15:30", "17:00"] }) });
    expect(await waits(id)).toEqual({
      reason: "its rule malam keeps quiet hours, and before they end it is too late: hold:30m",
      until: jakarta("01T17:00"),
    });
    const soon = await rule("siang", { quiet: ["15:30", "16:20"] });
    expect(await waits(await publication(await account(), { rule: soon }))).toMatchObject({
      reason: "its rule siang keeps quiet hours",
    });
    const midnight = await rule("tidur", { quiet: ["15:00", "06:00"] });
    expect(await waits(await publication(await account(), { rule: midnight }))).toMatchObject({
      until: jakarta("02T06:00"),
    });
    // 18:00 in Jayapura, 09:00 in London.
    const evening = await rule("senja", { quiet: ["17:30", "19:00"] });
    expect(await waits(await publication(await account("Asia/Jayapura"), { rule: evening }))).toMatchObject({
      until: new Date("2026-12-01T10:00:00Z"),
    });
    const london = await rule("pagi", { quiet: ["08:00", "09:30"], zone: "Europe/London" });
    expect(await waits(await publication(await account("Asia/Jayapura"), { rule: london }))).toMatchObject({
      until: new Date("2026-12-01T09:30:00Z"),
    });
  });

  it("tells when the distance is kept, and when the day's number begins anew", async () => {
    const accountId = await account();
    await began(await publication(accountId, { dueAt: later(now, hours(9)) }), later(now, -minutes(5)));
    const apart = await publication(accountId, { rule: await rule("jarak", { minGapMs: minutes(20) }) });
    expect(await waits(apart)).toEqual({
      reason: "its rule jarak keeps 20m between its account's publications",
      until: later(now, minutes(15)),
    });
    const full = await publication(accountId, { rule: await rule("sehari", { maxPerDay: 1 }) });
    expect(await waits(full)).toEqual({
      reason: "its rule sehari allows its account 1 a day",
      until: jakarta("02T00:00"),
    });
    const both = await rule("keduanya", { maxPerDay: 1, minGapMs: minutes(20) });
    expect(await waits(await publication(accountId, { rule: both }))).toMatchObject({ until: jakarta("02T00:00") });
    expect(await claimed(apart)).toBe(false);
    expect(await waits(apart, later(now, minutes(15)))).toBeNull();
    expect(await claimed(apart, later(now, minutes(15)))).toBe(true);
  });

  it("tells how many of its rule go first", async () => {
    const accountId = await account();
    await began(await publication(accountId, { dueAt: later(now, hours(9)) }), later(now, -minutes(5)));
    const apart = await rule("antre", { minGapMs: minutes(20) });
    const made: string[] = [];
    for (let index = 0; index < 3; index++) made.push(await publication(accountId, { rule: apart }));
    await publication(await account(), { rule: apart });
    const told = await store.waits.of(made, now);
    expect(made.map((id) => told.get(id)?.reason.replace(/^.*publications/, ""))).toEqual([
      "",
      ", and 1 of the rule's goes first",
      ", and 2 of the rule's go first",
    ]);
  });

  it("lets the beat know when the distance ends that something due waits for", async () => {
    const accountId = await account();
    const start = later(now, hours(200));
    await began(await publication(accountId, { dueAt: later(now, hours(999)) }), later(start, -minutes(19)));
    await publication(accountId, { dueAt: start, rule: await rule("tepat", { minGapMs: minutes(20) }) });
    const within = (ms: number) => store.sweeps.nextApart(start, later(start, ms));
    expect(await within(minutes(1))).toEqual(later(start, minutes(1)));
    expect(await within(minutes(1) - 1)).toBeNull();
    expect(await store.sweeps.nextApart(later(start, minutes(1)), later(start, hours(1)))).toBeNull();
  });

  it("is nothing that an operator is to be told of, unless no rule asked for it", async () => {
    const accountId = await account();
    const start = later(now, hours(400));
    const dueAt = later(start, -minutes(5));
    await began(await publication(accountId, { dueAt: later(now, hours(999)) }), later(start, -minutes(6)));
    await publication(accountId, { dueAt, rule: await rule("sepi", { quiet: ["00:00", "23:59"] }) });
    await publication(accountId, { dueAt, rule: await rule("renggang", { minGapMs: minutes(20) }) });
    await publication(accountId, { dueAt });
    await store.sweeps.forgiveNumber(later(start, -minutes(4)));
    await store.sweeps.forgiveNumber(later(start, -seconds(10)));
    const { late } = await store.measures.take(start, start);
    expect(late.find((one) => one.account === accountId)).toMatchObject({ count: 1 });
    const { accounts } = await store.overview.take(start, start, start);
    expect(accounts.find(({ id }) => id === accountId)).toMatchObject({ late: 1, due: 2 });
  });

  it("counts a post of unknown fate, whose distance ends with nobody knows when", async () => {
    const accountId = await account();
    const lost = await publication(accountId);
    expect(await claimed(lost)).toBe(true);
    const { claim } = await store.publications.get(lost);
    const ending = { move: "doubt", nextAskAt: later(now, minutes(2)), reason: "the answer was lost" } as const;
    await store.runs.settle({ id: lost, claim }, "sending", { ending, effect: {}, actor: "test", now });
    const id = await publication(accountId, { rule: await rule("ragu", { minGapMs: minutes(20) }) });
    expect(await waits(id)).toEqual({
      reason: "its rule ragu keeps 20m between its account's publications, counting 1 of unknown fate",
      until: null,
    });
  });

  it("keeps nobody waiting for what a clock that went back has left in the future", async () => {
    const accountId = await account();
    await began(await publication(accountId, { dueAt: later(now, hours(9)) }), later(now, hours(48)));
    const id = await publication(accountId, { rule: await rule("maju", { minGapMs: minutes(20) }) });
    expect(await waits(id)).toBeNull();
    expect(await claimed(id)).toBe(true);
  });

  it("tells of its account, of a closed door, of a wait after a fault and of what is sent first", async () => {
    const broken = await account();
    const held = await publication(broken);
    await database.db.run(
      sql`update accounts set state = 'unauthorized', reason = 'wrong password' where id = ${broken}`,
    );
    expect(await waits(held)).toEqual({ reason: "its account is unauthorized: wrong password", until: null });

    const stopped = await account();
    const still = await publication(stopped, { dueAt: later(now, -hours(2)) });
    const brake = { subject: stopped, reason: "salah angka", actor: "ana", since: now, until: later(now, hours(1)) };
    await store.brakes.put({ scope: "account", ...brake });
    expect(await waits(still)).toEqual({ reason: "stopped by ana: salah angka", until: later(now, hours(1)) });
    await store.brakes.lift("account", stopped, now);
    expect(await waits(still)).toMatchObject({ reason: expect.stringContaining("later than it may be") });

    const closed = await account();
    const behind = await publication(closed);
    const until = later(now, minutes(7));
    await database.db.run(
      sql`insert into windows (account_id, route, closed_until) values (${closed}, 'create', ${until})`,
    );
    expect(await waits(behind)).toEqual({ reason: "its network takes no more posts of the account", until });

    const faulty = await publication(await account());
    await database.db.run(sql`update publications set retry_at = ${until}, reason = 'HTTP 503' where id = ${faulty}`);
    expect(await waits(faulty)).toEqual({ reason: "HTTP 503", until });

    const busy = await account();
    const [first, second] = [await publication(busy), await publication(busy)];
    expect(await claimed(first)).toBe(true);
    expect(await waits(second)).toEqual({ reason: `${first} is being sent first`, until: null });
  });

  it("says nothing of what is not due, has gone, or may go", async () => {
    const accountId = await account();
    const quiet = await rule("nanti", { quiet: ["15:30", "17:00"] });
    expect(await waits(await publication(accountId, { dueAt: later(now, minutes(1)), rule: quiet }))).toBeNull();
    const free = await publication(accountId);
    expect(await waits(free)).toBeNull();
    expect(await claimed(free)).toBe(true);
    expect(await waits(free)).toBeNull();
  });
});
