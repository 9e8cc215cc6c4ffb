/** What only a person can settle, and what a person may repeat. */

import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { readSource } from "../../src/actions/accept.ts";
import { plan } from "../../src/actions/plan.ts";
import { publish } from "../../src/actions/publish.ts";
import { resolve } from "../../src/actions/resolve.ts";
import { removePosts, retract } from "../../src/actions/retract.ts";
import { schedule } from "../../src/actions/schedule.ts";
import { untilSettled } from "../../src/actions/work-off.ts";
import { sandbox } from "../../src/platforms/sandbox.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type Journey, openJourney, posts } from "../support/rehearse.ts";

const never = new AbortController().signal;

describe("a failure", () => {
  it("leaves a bell under its own name, though another's bell rang", async () => {
    await using database = await openTestDatabase();
    await using journey = await openJourney({ databaseUrl: database.url, workers: false });
    const { app } = journey;
    await journey.addAccount("giliran");
    await untilSettled(app, (await journey.publish("giliran", ["Sama saja."])).id, never, "test");
    const first = await journey.publish("giliran", ["Lain kabar.", "Sama saja."]);
    const second = await journey.publish("giliran", posts(2));
    expect(await publish(app, { id: second.id, bell: 1 }, never, "test")).toMatchObject({
      id: first.id,
      state: "failed",
    });
    const { bell } = await app.store.publications.get(first.id);
    const job = () => app.backend?.queues.publish.getJob(`publish-${first.id}-${bell}`);
    expect(await job()).toMatchObject({ data: { id: first.id, bell } });
    expect(await app.store.publications.atBell({ id: first.id, bell })).toMatchObject({
      failed: true,
      reason: expect.stringContaining("the same text"),
    });
    expect(await app.store.publications.atBell({ id: first.id, bell: bell - 1 })).toMatchObject({ failed: false });
    await schedule(app, first.id, "editor", null);
    expect(await job()).toBeUndefined();
  });

  it("of a thread that was taken back in part does not go on", async () => {
    await using database = await openTestDatabase();
    await using journey = await openJourney({ databaseUrl: database.url, workers: false });
    const { app } = journey;
    await journey.addAccount("ditarik");
    const { id } = await journey.publish("ditarik", posts(3));
    await untilSettled(app, id, never, "test");
    await retract(app, id, "editor", null);
    let removals = 0;
    vi.spyOn(sandbox.sender ?? expect.fail(), "remove").mockImplementation(async () =>
      ++removals === 1
        ? { kind: "removed", closedUntil: null }
        : { kind: "rejected", reason: "too old", duplicate: false },
    );
    const { bell } = await app.store.publications.get(id);
    await removePosts(app, { id, bell }, never, "test");
    vi.restoreAllMocks();
    expect(await app.store.publications.get(id)).toMatchObject({ state: "failed" });
    await expect(schedule(app, id, "editor", null)).rejects.toMatchObject({ code: "taken-back" });
    await retract(app, id, "editor", "again");
  });
});

describe("a post of unknown fate", () => {
  let database: TestDatabase;
  beforeEach(async () => {
    database = await openTestDatabase();
  });
  afterEach(() => database[Symbol.asyncDispose]());

  async function doubtful(kind: "lose-answer" | "fail-before"): Promise<{ journey: Journey; id: string }> {
    const faults = { doubt: [{ at: 2, fault: { kind } }] };
    const journey = await openJourney({ databaseUrl: database.url, workers: false, faults });
    await journey.addAccount("doubt");
    const { id, bell } = await journey.publish("doubt", posts(4));
    expect(await publish(journey.app, { id, bell }, never, "test")).toMatchObject({ state: "uncertain" });
    return { journey, id };
  }

  it("that a person found goes on behind it", async () => {
    const { journey, id } = await doubtful("lose-answer");
    await using _ = journey;
    const { accountId } = await journey.app.store.publications.get(id);
    const there = (await journey.app.rehearsal.timeline(accountId))[1];
    expect(await resolve(journey.app, id, `sandbox:doubt/${there?.id}`, "editor")).toMatchObject({
      state: "scheduled",
    });
    await untilSettled(journey.app, id, never, "test");
    expect(await journey.timeline("doubt")).toEqual(posts(4));
    expect(journey.sends("doubt")).toBe(4);
    expect(await journey.app.store.publications.history(id)).toContainEqual(
      expect.objectContaining({ move: "defer", actor: "editor" }),
    );
  });

  it("that a person did not find is sent again", async () => {
    const { journey, id } = await doubtful("fail-before");
    await using _ = journey;
    expect(await resolve(journey.app, id, null, "editor")).toMatchObject({ state: "scheduled" });
    await untilSettled(journey.app, id, never, "test");
    expect(await journey.timeline("doubt")).toEqual(posts(4));
  });

  it("is not settled by an address that is none, or that another post of ours has, or once it is settled", async () => {
    const { journey, id } = await doubtful("lose-answer");
    await using _ = journey;
    const { deliveries } = await journey.app.store.publications.get(id);
    await expect(resolve(journey.app, id, "https://example.com/1", "editor")).rejects.toMatchObject({
      code: "option-invalid",
    });
    await expect(resolve(journey.app, id, deliveries[0]?.remote?.url ?? "", "editor")).rejects.toThrow(
      "another post of ours",
    );
    await untilSettled(journey.app, id, never, "test");
    await expect(resolve(journey.app, id, null, "editor")).rejects.toMatchObject({ code: "move-refused" });
  });
});

describe("a wish with a key", () => {
  it("is the same publications when it is said again, also at once, and refused when it means something else", async () => {
    await using database = await openTestDatabase();
    await using journey = await openJourney({ databaseUrl: database.url, workers: false });
    for (const handle of ["satu", "dua"]) await journey.addAccount(handle);
    const wish = (text: string, accounts = ["satu", "dua"]) => {
      const thread = { posts: [{ text, language: "id" }] as const };
      return plan(journey.app, {
        content: { thread },
        accounts,
        dueAt: null,
        numbering: false,
        actor: "test",
        key: "pagi",
      });
    };
    const all = await Promise.all([wish("Halo."), wish("Halo."), wish("Halo.")]);
    const ids = new Set(all.flat().map(({ id }) => id));
    expect(ids.size).toBe(2);
    expect(await journey.app.store.publications.list()).toHaveLength(2);
    expect((await wish("Halo.")).every(({ id }) => ids.has(id))).toBe(true);
    await expect(wish("Lain.")).rejects.toMatchObject({ code: "key-reused" });
  });
});

describe("a wish that cannot be granted", () => {
  it("leaves nothing behind: no article, no publication", async () => {
    await using database = await openTestDatabase();
    await using journey = await openJourney({ databaseUrl: database.url, workers: false });
    await journey.addAccount("ada");
    const article = readSource({ name: "artikel", bytes: new TextEncoder().encode("Satu kalimat. Dua kalimat.") });
    const asked = { content: { article }, dueAt: null, numbering: false, actor: "test" };
    await expect(plan(journey.app, { ...asked, accounts: ["ada", "tiada"] })).rejects.toMatchObject({
      code: "account-unknown",
    });
    await expect(plan(journey.app, { ...asked, accounts: ["ada"], dueAt: new Date(0) })).rejects.toMatchObject({
      code: "time-over",
    });
    expect(await journey.app.store.articles.list()).toEqual([]);
    expect(await journey.app.store.publications.list()).toEqual([]);
  });
});
