/** What may leave: brakes, lateness, and the limits of a rule, as claiming, ringing and judging see them. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { hours, later, minutes, seconds } from "../../src/base/clock.ts";
import type { Late } from "../../src/schedule/late.ts";
import { sql } from "../../src/store/db.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

/** A Tuesday, 16:00 in Jakarta. */
const now = new Date("2026-12-01T09:00:00Z");
const finish = { ending: { move: "finish" }, effect: {}, actor: "test" } as const;

describe("what may leave", () => {
  let database: TestDatabase;
  let store: Store;
  let made = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
    store = openStore(database.db, "Asia/Jakarta");
  });
  afterAll(() => database[Symbol.asyncDispose]());

  async function account({ zone = null as string | null, platform = "sandbox" } = {}): Promise<string> {
    const id = `acc_t${++made}`;
    await store.accounts.add({ id, platform, handle: id, zone, options: {}, identity: null, sealed: null }, now);
    return id;
  }
  async function scheduled(
    accountId: string,
    {
      dueAt = now,
      first = false,
      late,
      despiteHalt,
      rule,
    }: { dueAt?: Date; first?: boolean; late?: Late; despiteHalt?: boolean; rule?: string } = {},
  ): Promise<string> {
    const id = `pub_t${++made}`;
    const posts = [1, 2].map((part) => ({
      text: `Kabar ${id}, bagian ${part}.`,
      language: "id",
      key: `${id}-${part}`,
    }));
    await store.publications.make(
      [{ id, articleId: null, accountId, options: {}, dueAt, first, posts, late, despiteHalt }],
      "test",
      now,
    );
    if (rule) await database.db.run(sql`update publications set rule_id = ${rule} where id = ${id}`);
    return id;
  }
  async function rule({
    maxPerDay = null as number | null,
    minGapMs = null as number | null,
    quiet = null as readonly [string, string] | null,
    zone = null as string | null,
  }): Promise<string> {
    const id = `rule_t${++made}`;
    await database.db.run(sql`
      insert into rules (id, name, zone, limits_zone, spec, max_per_day, min_gap_ms, quiet_from, quiet_to, advanced_to, fed_at, created_by, created_at)
      values (${id}, ${id}, 'UTC', ${zone}, '{}', ${maxPerDay}, ${minGapMs}, ${quiet?.[0] ?? null}, ${quiet?.[1] ?? null}, ${now}, ${now}, 'test', ${now})`);
    return id;
  }
  const claim = (id: string, at: Date) => store.runs.claim({ id }, at, later(at, minutes(1)), "test");
  /** Sends the first post and finishes. */
  async function send(id: string, at: Date): Promise<string | null> {
    const run = await claim(id, at);
    if (!run) return null;
    const { publication } = run;
    const lease = later(at, minutes(1));
    for (const position of [1, 2]) {
      await store.runs.prepared(publication, position, { handles: {} }, lease);
      await store.runs.begin(publication, position, at, lease);
      const remote = { id: `${publication.id}-${position}`, url: null, ref: null };
      await store.runs.sent(publication, position, { remote, closedUntil: null }, at, lease);
    }
    await store.runs.settle(publication, "sending", { ...finish, now: at });
    return publication.id;
  }
  const rung = async (accountId: string, at: Date) =>
    (await store.sweeps.ringOverdue(at, accountId)).map(({ id }) => id);
  const brake = (scope: "everywhere" | "platform" | "account", subject: string, until: Date | null = null) =>
    store.brakes.put({ scope, subject, reason: "salah angka", actor: "ana", since: now, until });

  it.each([
    ["everywhere", "everywhere", () => ""],
    ["on its network", "platform", () => "sandbox"],
    ["on its account", "account", (accountId: string) => accountId],
  ] as const)("does not while a brake is on %s, and does when it is lifted or over", async (_, scope, subjectOf) => {
    const accountId = await account();
    const id = await scheduled(accountId);
    const subject = subjectOf(accountId);
    await brake(scope, subject);
    expect(await rung(accountId, now)).toEqual([]);
    expect(await claim(id, now)).toBeNull();
    expect(await store.brakes.lift(scope, subject, now)).toMatchObject({ reason: "salah angka", actor: "ana" });
    await brake(scope, subject, later(now, seconds(5)));
    expect(await claim(id, now)).toBeNull();
    expect(await claim(id, later(now, seconds(5)))).not.toBeNull();
    await store.brakes.lift(scope, subject, now);
  });

  it("stops a run between two posts when a brake is put on, and not another network's", async () => {
    const accountId = await account();
    const id = await scheduled(accountId);
    const run = await claim(id, now);
    if (!run) throw new Error("not claimed");
    await store.runs.prepared(run.publication, 1, { handles: {} }, later(now, minutes(1)));
    await brake("platform", "elsewhere");
    expect(await store.runs.begin(run.publication, 1, now, later(now, minutes(1)))).toBe(true);
    const remote = { id: `${id}-1`, url: null, ref: null };
    await store.runs.sent(run.publication, 1, { remote, closedUntil: null }, now, later(now, minutes(1)));
    await store.runs.prepared(run.publication, 2, { handles: {} }, later(now, minutes(1)));
    await brake("everywhere", "");
    expect(await store.runs.begin(run.publication, 2, now, later(now, minutes(1)))).toBe(false);
    expect(await store.runs.keep(run.publication, now, later(now, minutes(1)))).toBe(false);
    await store.brakes.lift("everywhere", "", now);
    await store.brakes.lift("platform", "elsewhere", now);
  });

  it("goes despite a halt where a person said so, but not on a paused account", async () => {
    const accountId = await account();
    const id = await scheduled(accountId, { despiteHalt: true });
    await brake("everywhere", "");
    await brake("account", accountId);
    expect(await claim(id, now)).toBeNull();
    await store.brakes.lift("account", accountId, now);
    expect(await claim(id, now)).not.toBeNull();
    await store.brakes.lift("everywhere", "", now);
  });

  it("is held when it is later than its policy allows, told once, and never claimed", async () => {
    const accountId = await account();
    const id = await scheduled(accountId, { dueAt: later(now, -minutes(31)) });
    expect(await claim(id, now)).toBeNull();
    expect(await store.sweeps.takeLate(now)).toEqual([
      expect.objectContaining({
        id,
        state: "held",
        account: accountId,
        reason: "late: it could not go within 30 min of its time",
      }),
    ]);
    expect(await store.sweeps.takeLate(now)).toEqual([]);
    expect(await store.publications.get(id)).toMatchObject({ state: "held", heldLate: true });
    expect((await store.publications.history(id)).at(-1)).toMatchObject({ move: "hold", actor: "late policy" });
  });

  it.each([
    ["hold:30m at 29 minutes", { policy: "hold", ms: minutes(30) }, minutes(29), "scheduled"],
    ["skip:2h at 3 hours", { policy: "skip", ms: hours(2) }, hours(3), "cancelled"],
    ["publish at 3 days", { policy: "publish", ms: 0 }, hours(72), "scheduled"],
  ] as const)("by %s is then as it says", async (_, late, byMs, state) => {
    const id = await scheduled(await account(), { dueAt: later(now, -byMs), late });
    await store.sweeps.takeLate(now);
    expect(await store.publications.get(id)).toMatchObject({ state });
  });

  it("is not judged late while its account is broken or a brake is on, but when that is over", async () => {
    const accountId = await account();
    const id = await scheduled(accountId, { dueAt: later(now, -hours(1)) });
    await store.accounts.setState(accountId, "unauthorized", "revoked");
    expect(await store.sweeps.takeLate(now)).toEqual([]);
    await store.accounts.setState(accountId, "ready", null);
    await brake("account", accountId);
    expect(await store.sweeps.takeLate(now)).toEqual([]);
    await store.brakes.lift("account", accountId, now);
    expect(await store.sweeps.takeLate(now)).toEqual([expect.objectContaining({ id })]);
  });

  it("goes on however late once its first post is out", async () => {
    const accountId = await account();
    const id = await scheduled(accountId);
    const run = await claim(id, now);
    if (!run) throw new Error("not claimed");
    const lease = later(now, minutes(1));
    await store.runs.prepared(run.publication, 1, { handles: {} }, lease);
    await store.runs.begin(run.publication, 1, now, lease);
    await store.runs.sent(
      run.publication,
      1,
      { remote: { id: `${id}-1`, url: null, ref: null }, closedUntil: null },
      now,
      lease,
    );
    const ending = { move: "defer", retryAt: null, tries: 0, reason: "halted" } as const;
    await store.runs.settle(run.publication, "sending", { ending, effect: {}, actor: "test", now });
    expect((await store.sweeps.takeLate(later(now, hours(9)))).map((one) => one.id)).not.toContain(id);
    expect(await claim(id, later(now, hours(9)))).not.toBeNull();
  });

  it("lets a person's release go after its time, judged from then on", async () => {
    const id = await scheduled(await account(), { dueAt: later(now, -hours(2)) });
    await store.sweeps.takeLate(now);
    await store.wishes.schedule({ id, actor: "ana", reason: null, now });
    expect(await store.publications.get(id)).toMatchObject({ state: "scheduled", heldLate: false });
    expect(await store.sweeps.takeLate(later(now, minutes(29)))).toEqual([]);
    expect(await store.sweeps.takeLate(later(now, minutes(31)))).toEqual([expect.objectContaining({ id })]);
  });

  it("waits for the distance that its rule keeps, counting whatever the account sent, and is not late by that", async () => {
    const accountId = await account();
    const by = await rule({ minGapMs: hours(1) });
    expect(await send(await scheduled(accountId), now)).not.toBeNull();
    const id = await scheduled(accountId, { dueAt: now, rule: by });
    const other = await scheduled(accountId, { dueAt: later(now, minutes(1)) });
    for (let after = minutes(1); after < hours(1); after += minutes(10)) {
      const at = later(now, after);
      await store.sweeps.forgiveNumber(at);
      expect(await store.sweeps.takeLate(at)).toEqual([]);
      if (after === minutes(1)) expect(await send(id, at)).toBe(other);
      else expect(await claim(id, at)).toBeNull();
    }
    await store.sweeps.forgiveNumber(later(now, minutes(60)));
    expect(await claim(id, later(now, minutes(60)))).toBeNull();
    expect(await send(id, later(now, minutes(61)))).toBe(id);
  });

  it("goes no more than so many times a local day", async () => {
    const accountId = await account();
    const by = await rule({ maxPerDay: 2 });
    const policy = { policy: "publish", ms: 0 } as const;
    const ids = [];
    for (let one = 0; one < 3; one++) ids.push(await scheduled(accountId, { rule: by, late: policy }));
    expect(await send(ids[0] ?? "", now)).toBe(ids[0]);
    expect(await send(ids[0] ?? "", now)).toBe(ids[1]);
    expect(await send(ids[0] ?? "", now)).toBeNull();
    // Midnight in Jakarta is 17:00 UTC.
    expect(await send(ids[0] ?? "", new Date("2026-12-01T16:59:59Z"))).toBeNull();
    expect(await send(ids[0] ?? "", new Date("2026-12-01T17:00:00Z"))).toBe(ids[2]);
  });

  it.each([
    ["22:00", "06:00", "2026-12-01T15:00:00Z", false],
    ["22:00", "06:00", "2026-12-01T14:59:59Z", true],
    ["22:00", "06:00", "2026-12-01T22:59:59Z", false],
    ["22:00", "06:00", "2026-12-01T23:00:00Z", true],
    ["12:00", "13:00", "2026-12-01T05:30:00Z", false],
    ["12:00", "13:00", "2026-12-01T06:00:00Z", true],
  ])("keeps quiet from %s to %s: at %s it goes: %s", async (from, to, at, goes) => {
    const accountId = await account();
    const by = await rule({ quiet: [from, to] });
    const id = await scheduled(accountId, { dueAt: new Date(at), rule: by });
    expect((await claim(id, new Date(at))) !== null).toBe(goes);
  });

  it.each([
    ["its own zone before the account's", "Asia/Jayapura", "Asia/Makassar", "2026-12-01T13:00:00Z"],
    ["the account's zone where it has none", null, "Asia/Makassar", "2026-12-01T14:00:00Z"],
    ["the newsroom's where neither has one", null, null, "2026-12-01T15:00:00Z"],
  ])("keeps quiet by %s", async (_, ruleZone, accountZone, begins) => {
    const accountId = await account({ zone: accountZone });
    const by = await rule({ quiet: ["22:00", "06:00"], zone: ruleZone });
    const at = new Date(begins);
    const id = await scheduled(accountId, { dueAt: later(at, -minutes(1)), rule: by });
    expect(await claim(id, at)).toBeNull();
    expect(await claim(id, later(at, -1))).not.toBeNull();
  });

  it("goes past distance, number and quiet hours when it is wished now", async () => {
    const accountId = await account();
    const by = await rule({ maxPerDay: 1, minGapMs: hours(5), quiet: ["00:00", "23:59"] });
    await send(await scheduled(accountId), now);
    const id = await scheduled(accountId, { rule: by });
    expect(await claim(id, now)).toBeNull();
    await store.wishes.moveTime({ id, actor: "ana", reason: null, now }, now, true);
    expect(await claim(id, now)).not.toBeNull();
  });

  it("is moved to another time by one statement, in the state that it is in", async () => {
    const accountId = await account();
    const id = await scheduled(accountId);
    const before = await store.publications.get(id);
    expect(
      await store.wishes.moveTime({ id, actor: "ana", reason: "to 18:00", now }, later(now, hours(2)), false),
    ).toMatchObject({
      state: "scheduled",
    });
    const after = await store.publications.get(id);
    expect(after).toMatchObject({ dueAt: later(now, hours(2)), bell: before.bell + 1, revision: before.revision + 1 });
    expect(await claim(id, now)).toBeNull();
    expect((await store.publications.history(id)).at(-1)).toMatchObject({ move: "edit", reason: "to 18:00" });
    await claim(id, later(now, hours(2)));
    expect(
      await store.wishes.moveTime({ id, actor: "ana", reason: null, now }, later(now, hours(3)), false),
    ).toBeUndefined();
  });

  it("uses the index that holds the order of turns", async () => {
    const plan = await database.db.transaction(async (db) => {
      await db.run(sql`set local enable_seqscan = off`);
      return db.rows<{ "QUERY PLAN": string }>(sql`
        explain select p.id from publications p where p.account_id = ${"x"} and p.state = 'scheduled'
         order by p.first desc, minute_of(p.due_at), p.seq limit 1`);
    });
    const lines = plan.map((line) => Object.values(line).join(" ")).join("\n");
    expect(lines).toContain("publications_due");
    expect(lines).not.toContain("Sort");
  });
});
