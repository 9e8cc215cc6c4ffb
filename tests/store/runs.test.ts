/** The fence: what a run that was overtaken, held or cancelled may still write, which is nothing. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { later } from "../../src/base/clock.ts";
import { sql } from "../../src/store/db.ts";
import { openStore, type Store } from "../../src/store/store.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";

const now = new Date();
const lease = later(now, 60_000);

describe("a run", () => {
  let database: TestDatabase;
  let store: Store;
  let made = 0;
  beforeAll(async () => {
    database = await openTestDatabase();
    store = openStore(database.db);
  });
  afterAll(() => database[Symbol.asyncDispose]());

  async function scheduled({
    posts = 3,
    accountId = "",
    first = false,
    dueAt = now,
  } = {}): Promise<{ id: string; accountId: string }> {
    const number = ++made;
    const account = accountId || `acc_${number}`;
    if (!accountId)
      await store.accounts.add(
        { id: account, platform: "sandbox", handle: account, zone: null, options: {}, identity: null, sealed: null },
        now,
      );
    const id = `pub_${number}`;
    const planned = Array.from({ length: posts }, (_, index) => ({
      text: `Bagian ${index + 1}.`,
      language: "id",
      key: `${id}-${index}`,
    }));
    await store.publications.make(
      [{ id, articleId: null, accountId: account, options: {}, dueAt, first, posts: planned }],
      "test",
      now,
    );
    return { id, accountId: account };
  }
  const claim = async (id: string, at = now) => store.runs.claim({ id }, at, lease, "test");
  const taken = async (id: string) => {
    const run = await claim(id);
    if (!run) throw new Error("not claimed");
    return run;
  };
  const deferral = {
    ending: { move: "defer", retryAt: null, tries: 1, reason: "because" },
    effect: {},
    actor: "test",
    now,
  } as const;

  it("that was refused with credentials of before does not stop an account that has new ones", async () => {
    const reason = "the token was revoked";
    const ending = { move: "defer", retryAt: null, tries: 0, reason } as const;
    const end = { ending, effect: { stopped: { state: "unauthorized", reason } }, actor: "test", now } as const;
    for (const [change, state] of [
      ["new ones", "ready"],
      [null, "unauthorized"],
    ] as const) {
      const { id, accountId } = await scheduled();
      const { publication, account } = await taken(id);
      if (change) await store.accounts.reconnect(accountId, { sealed: change, identity: null });
      await store.runs.settle(publication, "sending", { ...end, sealed: account.sealed });
      expect((await store.accounts.get(accountId)).state).toBe(state);
      expect((await store.publications.get(id)).state).toBe("scheduled");
    }
  });

  it("is claimed by one of many who are rung at once", async () => {
    const { id } = await scheduled();
    const runs = await Promise.all(Array.from({ length: 8 }, () => claim(id)));
    expect(runs.filter(Boolean)).toHaveLength(1);
  });

  it("takes first what was wished now, then the earlier minute, then the earlier making", async () => {
    const minute = new Date(Math.floor(now.getTime() / 60_000) * 60_000 - 120_000);
    const { id, accountId } = await scheduled({ dueAt: later(minute, 40_000) });
    const second = await scheduled({ accountId, dueAt: later(minute, 5_000) });
    const earlier = await scheduled({ accountId, dueAt: later(minute, -1_000) });
    const wished = await scheduled({ accountId, first: true });
    const order: string[] = [];
    for (let run = await claim(second.id); run; run = await claim(second.id)) {
      order.push(run.publication.id);
      await store.runs.settle(run.publication, "sending", {
        ending: { move: "finish" },
        effect: {},
        actor: "test",
        now,
      });
    }
    expect(order).toEqual([wished.id, earlier.id, id, second.id]);
  });

  it("claims nothing before its time, in a closed window, of an account that is not ready, or beside a run of the same account", async () => {
    const early = await scheduled({ dueAt: later(now, 1_000) });
    expect(await claim(early.id)).toBeNull();
    expect(await claim(early.id, later(now, 1_000))).not.toBeNull();

    const closed = await scheduled();
    await database.db.run(
      sql`insert into windows (account_id, route, closed_until) values (${closed.accountId}, 'create', ${later(now, 1_000)})`,
    );
    expect(await claim(closed.id)).toBeNull();

    const stopped = await scheduled();
    await store.accounts.setState(stopped.accountId, "paused", "no credit");
    expect(await claim(stopped.id)).toBeNull();

    const busy = await scheduled();
    await taken(busy.id);
    const other = await scheduled({ accountId: busy.accountId });
    expect(await claim(other.id)).toBeNull();
  });

  it("writes nothing any more once its lease lapsed and somebody else took it up", async () => {
    const { id } = await scheduled();
    const { publication } = await taken(id);
    await store.runs.prepared(publication, 1, { handles: {} }, lease);
    await store.runs.begin(publication, 1, now, lease);
    const after = later(lease, 1);
    expect(await store.sweeps.takeUpLapsed(after, "sweep")).toContainEqual(
      expect.objectContaining({ id, state: "uncertain" }),
    );

    expect(
      await store.runs.sent(
        publication,
        1,
        { remote: { id: "late", url: null, ref: null }, closedUntil: null },
        after,
        later(after, 1_000),
      ),
    ).toBe(false);
    expect(await store.runs.begin(publication, 1, after, later(after, 1_000))).toBe(false);
    expect(await store.runs.prepared(publication, 2, { handles: {} }, later(after, 1_000))).toBe(false);
    expect(await store.runs.settle(publication, "sending", deferral)).toBeNull();
    const { state, deliveries } = await store.publications.get(id);
    expect([state, deliveries[0]?.state]).toEqual(["uncertain", "sending"]);
  });

  it("shows no reason why it waited once it is on its way again", async () => {
    const { id } = await scheduled();
    await store.runs.settle((await taken(id)).publication, "sending", deferral);
    expect(await store.publications.get(id)).toMatchObject({ state: "scheduled", reason: "because" });
    await taken(id);
    expect(await store.publications.get(id)).toMatchObject({ state: "sending", reason: null });
  });

  it("whose lease lapsed between two posts goes on, without a doubt", async () => {
    const { id } = await scheduled();
    const { publication } = await taken(id);
    await store.runs.prepared(publication, 1, { handles: {} }, lease);
    expect(await store.sweeps.takeUpLapsed(later(lease, 1), "sweep")).toContainEqual(
      expect.objectContaining({ id, state: "scheduled" }),
    );
  });

  it("is taken up a lease after the clock was set back, by however much", async () => {
    const { id } = await scheduled();
    const { publication } = await taken(id);
    await store.runs.prepared(publication, 1, { handles: {} }, lease);
    const back = later(now, -24 * 3_600_000);
    await store.sweeps.shortenLeases(back, 45_000);
    expect(await store.publications.get(id)).toMatchObject({ leaseUntil: later(back, 45_000) });
    expect(await store.sweeps.takeUpLapsed(later(back, 45_000), "sweep")).toContainEqual(
      expect.objectContaining({ id, state: "scheduled" }),
    );
  });

  it("begins no post once somebody wishes it to stop, and ends as was wished, in that person's name", async () => {
    const { id } = await scheduled();
    const { publication } = await taken(id);
    await store.runs.prepared(publication, 1, { handles: {} }, lease);
    expect(await store.wishes.stop("cancel", { id, actor: "editor", reason: "wrong", now })).toMatchObject({
      state: "sending",
      wished: true,
    });
    expect(await store.runs.begin(publication, 1, now, lease)).toBe(false);
    expect(await store.runs.settle(publication, "sending", deferral)).toMatchObject({
      state: "cancelled",
      move: "cancel",
    });
    expect((await store.publications.history(id)).at(-1)).toMatchObject({
      move: "cancel",
      actor: "editor",
      reason: "wrong",
    });
  });

  it("that finished is published, whatever was wished for", async () => {
    const { id } = await scheduled({ posts: 1 });
    const { publication } = await taken(id);
    await store.wishes.stop("hold", { id, actor: "editor", reason: null, now });
    expect(await store.runs.settle(publication, "sending", { ...deferral, ending: { move: "finish" } })).toMatchObject({
      state: "published",
    });
  });

  it.each([
    ["hold", "published", "finish"],
    ["cancel", "published", "finish"],
    ["retract", "retracting", "retract"],
  ] as const)("whose worker was killed after its last post, with %s wished for, is %s", async (wish, state, move) => {
    const { id } = await scheduled({ posts: 1 });
    const { publication } = await taken(id);
    await store.runs.prepared(publication, 1, { handles: {} }, lease);
    await store.runs.begin(publication, 1, now, lease);
    const remote = { id: `remote-${id}`, url: null, ref: null };
    await store.runs.sent(publication, 1, { remote, closedUntil: null }, now, lease);
    await store.wishes.stop(wish, { id, actor: "editor", reason: "wish", now });
    expect(await store.sweeps.takeUpLapsed(later(lease, 1), "sweep")).toEqual([expect.objectContaining({ id, state })]);
    expect(await store.publications.get(id)).toMatchObject({ state, leaseUntil: null, stopWish: null });
    expect((await store.publications.history(id)).at(-1)?.move).toBe(move);
  });

  it("leaves no lease, no wish and no retry behind when a doubt ends", async () => {
    const { id } = await scheduled({ posts: 1 });
    const { publication } = await taken(id);
    await store.runs.prepared(publication, 1, { handles: {} }, lease);
    await store.runs.begin(publication, 1, now, lease);
    await store.runs.settle(publication, "sending", {
      ...deferral,
      ending: { move: "doubt", nextAskAt: now, reason: "no answer" },
      lasts: [{ position: 1, state: "sending", attempt: { outcome: "unknown", reason: "no answer" } }],
    });
    expect(await claim(id)).toBeNull();
    const run = await store.doubts.claim(id, now, lease);
    expect(run?.publication.asks).toBe(1);
    expect(await store.doubts.claim(id, now, lease)).toBeNull();
    await store.runs.settle(run?.publication ?? publication, "uncertain", {
      ...deferral,
      ending: { move: "finish" },
      lasts: [{ position: 1, state: "sent", remote: { id: `remote-${id}`, url: null, ref: null } }],
    });
    expect(await store.publications.get(id)).toMatchObject({
      state: "published",
      leaseUntil: null,
      nextAskAt: null,
      stopWish: null,
      retryAt: null,
    });
  });
});
