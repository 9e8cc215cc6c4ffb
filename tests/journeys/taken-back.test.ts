/** A thread that a person takes back: at any moment, through everything that the network does, and never called anything that it is not. */

import { afterEach, describe, expect, it } from "vitest";
import { disconnect } from "../../src/actions/connect.ts";
import { publish } from "../../src/actions/publish.ts";
import { removePosts, retract } from "../../src/actions/retract.ts";
import { later } from "../../src/base/clock.ts";
import { openTestDatabase } from "../support/database.ts";
import { type Journey, type JourneyOptions, openJourney, posts, sweepOnce } from "../support/rehearse.ts";
import { addXAccount } from "../support/x-journey.ts";
import { openXServer, type XOptions, type XServer } from "../support/x-server.ts";

const never = new AbortController().signal;
const closers: AsyncDisposable[] = [];
afterEach(async () => {
  for (let one = closers.pop(); one; one = closers.pop()) await one[Symbol.asyncDispose]();
});
const kept = <T extends AsyncDisposable>(one: T): T => {
  closers.push(one);
  return one;
};

const historyOf = async ({ app }: Journey, id: string) =>
  (await app.store.publications.history(id)).map(({ move }) => move);

describe("a thread on X that is taken back", () => {
  async function published(
    options: XOptions = {},
    env: JourneyOptions["env"] = {},
  ): Promise<{ journey: Journey; server: XServer; id: string }> {
    const server = kept(await openXServer({ closedMs: 1_500, ...options }));
    const database = kept(await openTestDatabase());
    const journey = kept(await openJourney({ databaseUrl: database.url, env: { UTAS_X_URL: server.url, ...env } }));
    await addXAccount(journey, database, "herald");
    const { id } = await journey.publish("herald", posts(3));
    await journey.untilState(id, "published");
    return { journey, server, id };
  }

  it.each(["fail-before", "cut-before", "rate-limit", "rate-limit-unsaid"] as const)(
    "is gone in the end though X does this at the second removal: %s",
    async (how) => {
      const { journey, server, id } = await published();
      server.misbehave(how, 2, "remove");
      await retract(journey.app, id, "editor", "a mistake");
      await journey.untilState(id, "retracted");
      expect(server.posts()).toEqual([]);
      expect(server.callsAgainstClosedDoor).toBe(0);
      expect(server.calls.remove).toBe(4);
      expect((await historyOf(journey, id)).slice(-2)).toEqual(["retract", "gone"]);
    },
  );

  it("waits for a window that a removal has used up", async () => {
    const { journey, server, id } = await published();
    const reset = Math.ceil(Date.now() / 1_000) + 2;
    const headers = { "x-rate-limit-remaining": "0", "x-rate-limit-reset": String(reset) };
    server.misbehave({ status: 200, headers, body: { data: { deleted: true } } }, 1, "remove");
    await retract(journey.app, id, "editor", null);
    await journey.untilState(id, "retracted");
    expect(server.calls.remove).toBe(3);
    expect(server.callsAgainstClosedDoor).toBe(0);
  });

  it("is given up after so many faults of one post in a row, and all that is still out is named", async () => {
    const { journey, server, id } = await published({}, { UTAS_TRIES: "2" });
    // One fault of the first post, which goes then; two of the second.
    for (const at of [1, 3, 4]) server.misbehave("fail-before", at, "remove");
    await retract(journey.app, id, "editor", null);
    const { reason, deliveries } = await journey.untilState(id, "failed");
    expect(deliveries.map(({ state }) => state)).toEqual(["removed", "sent", "sent"]);
    expect(reason).toMatch(/^still out: post 2 \(https:.*\): .*503.*; post 3 \(https:/);
    expect((await historyOf(journey, id)).at(-1)).toBe("left");
  });

  it("is gone although it was given up as not arrived, and shows up late", async () => {
    const server = kept(await openXServer());
    const database = kept(await openTestDatabase());
    const env = { UTAS_X_URL: server.url, UTAS_TRIES: "1", UTAS_ABSENCE_FLOOR: "500ms" };
    const journey = kept(await openJourney({ databaseUrl: database.url, env }));
    await addXAccount(journey, database, "herald");
    server.misbehave("lag");
    server.misbehave("fail-after");
    const { id } = await journey.publish("herald", ["Terlambat terlihat."]);
    await journey.until("it was given up", async () => {
      await database.db.run({
        text: "update publications set next_ask_at = now() where state = 'uncertain'",
        values: [],
      });
      await database.db.run({
        text: "update deliveries set started_at = started_at - interval '1 minute' where state = 'sending'",
        values: [],
      });
      await sweepOnce(journey.app);
      return (await journey.app.store.publications.get(id)).state === "failed";
    });
    expect(server.posts()).toHaveLength(1);
    server.catchUp();
    await retract(journey.app, id, "editor", null);
    await journey.untilState(id, "retracted");
    expect(server.posts()).toEqual([]);
  });

  it("stays where the account was removed, and says so", async () => {
    const { journey, server, id } = await published();
    server.misbehave("expired-token", 1, "remove");
    await retract(journey.app, id, "editor", null);
    await journey.until("the account is stopped", async () => {
      const [account] = await journey.app.store.accounts.list();
      return account?.state === "unauthorized";
    });
    await disconnect(journey.app, "herald", "editor");
    const { state, reason } = await journey.app.store.publications.get(id);
    expect([state, reason]).toEqual(["failed", expect.stringContaining("the account was removed")]);
    await expect(retract(journey.app, id, "editor", null)).rejects.toMatchObject({ code: "account-gone" });
    expect(server.posts()).toHaveLength(3);
  });
});

describe("a thread on its way that is taken back", () => {
  const opened = async (options: Omit<JourneyOptions, "databaseUrl">): Promise<Journey> => {
    const database = kept(await openTestDatabase());
    return kept(await openJourney({ databaseUrl: database.url, ...options }));
  };

  it("stops between two posts, and what is out goes again", async () => {
    const journey = await opened({});
    await journey.addAccount("tengah", { gap: "200ms" });
    const { id } = await journey.publish("tengah", posts(12));
    await journey.until("some are out", async () => (await journey.timeline("tengah")).length >= 3);
    const wish = await retract(journey.app, id, "editor", "wrong photo");
    expect([wish.state, wish.wished]).toEqual(["sending", true]);
    await journey.untilState(id, "retracted");
    expect(await journey.timeline("tengah")).toEqual([]);
    expect(journey.sends("tengah")).toBeLessThan(12);
    expect(await journey.app.store.publications.history(id)).toContainEqual(
      expect.objectContaining({ move: "retract", actor: "editor", reason: "wrong photo" }),
    );
  });

  it.each([1, 3])(
    "while the fate of post %i of 3 is unknown: it is found first, and goes with the rest",
    async (at) => {
      const journey = await opened({ faults: { ragu: [{ at, fault: { kind: "lose-answer" } }] }, workers: false });
      await journey.addAccount("ragu");
      const { id } = await journey.publish("ragu", posts(3));
      await publish(journey.app, { id, bell: 1 }, never, "test");
      await retract(journey.app, id, "editor", null);
      expect((await journey.app.store.publications.get(id)).state).toBe("uncertain");
      const { reconcile } = await import("../../src/actions/reconcile.ts");
      await journey.until("it is known", async () => {
        await reconcile(journey.app, { id, bell: 0 }, "test");
        return (await journey.app.store.publications.get(id)).state === "retracting";
      });
      await removePosts(journey.app, { id, bell: 0 }, never, "test");
      expect((await journey.app.store.publications.get(id)).state).toBe("retracted");
      expect(await journey.timeline("ragu")).toEqual([]);
      expect(journey.sends("ragu")).toBe(at);
    },
  );

  it("before anything of it went out, sends nothing", async () => {
    const journey = await opened({});
    await journey.addAccount("nanti");
    const { id } = await journey.publish("nanti", posts(2), { dueAt: later(journey.app.clock.now(), 3_600_000) });
    await retract(journey.app, id, "editor", null);
    await journey.untilState(id, "retracted");
    expect(journey.sends("nanti")).toBe(0);
  });
});
