/** Articles in, posts out: what becomes of a thread when the network, the queue or a person interferes. On both queue backends. */

import { describe, expect, it } from "vitest";
import { cancel } from "../../src/actions/cancel.ts";
import { reconnect } from "../../src/actions/connect.ts";
import { hold } from "../../src/actions/hold.ts";
import { retract } from "../../src/actions/retract.ts";
import { schedule } from "../../src/actions/schedule.ts";
import { later } from "../../src/base/clock.ts";
import { openClosing } from "../../src/base/closing.ts";
import { queueBackends } from "../support/backends.ts";
import { openTestDatabase } from "../support/database.ts";
import type { TestRedis } from "../support/redis.ts";
import { type Journey, type JourneyOptions, openJourney, posts, sweepOnce } from "../support/rehearse.ts";

describe.concurrent.each(queueBackends)("a thread, jobs on $name", ({ available, open }) => {
  /** Of one test alone: most of a test is waiting, so several go on at once, with a little more time for each call. */
  async function utas(
    options: Omit<JourneyOptions, "databaseUrl" | "redisUrl" | "env"> = {},
  ): Promise<Journey & { readonly redis: TestRedis | null }> {
    const closing = openClosing();
    const kept = <T extends AsyncDisposable>(one: T): T => {
      closing.add(() => one[Symbol.asyncDispose]());
      return one;
    };
    const database = kept(await openTestDatabase());
    const { redis } = kept(await open());
    const journey = kept(
      await openJourney({
        databaseUrl: database.url,
        redisUrl: redis?.url(),
        env: { UTAS_CALL_DEADLINE: "1s", UTAS_LEASE: "2500ms" },
        ...options,
      }),
    );
    return { ...journey, redis, [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose]() };
  }

  it.skipIf(!available)("goes out whole, in order, each post a reply to the one before", async () => {
    await using journey = await utas();
    const accountId = await journey.addAccount("plain");
    const { id } = await journey.publish("plain", posts(5));
    const published = await journey.untilState(id, "published");

    expect(await journey.timeline("plain")).toEqual(posts(5));
    const timeline = await journey.app.rehearsal.timeline(accountId);
    expect(timeline.map(({ parentId }) => parentId)).toEqual([null, ...timeline.slice(0, -1).map((post) => post.id)]);
    expect(published.deliveries.map(({ remote }) => remote?.id)).toEqual(timeline.map((post) => post.id));
    expect(published.publishedAt).toBeInstanceOf(Date);
  });

  it.skipIf(!available)("whose answer was lost is looked up, found, and not sent again", async () => {
    await using journey = await utas({ faults: { lost: [{ at: 3, fault: { kind: "lose-answer" } }] } });
    await journey.addAccount("lost");
    const { id } = await journey.publish("lost", posts(5));
    await journey.untilState(id, "published");

    expect(await journey.timeline("lost")).toEqual(posts(5));
    expect(journey.sends("lost")).toBe(5);
    expect(journey.events.filter(({ kind }) => kind === "doubted")).toHaveLength(1);
  });

  it.skipIf(!available)("that never answered is sent again only after its absence counts", async () => {
    await using journey = await utas({
      faults: {
        absent: [
          { at: 2, fault: { kind: "fail-before" } },
          { at: 3, fault: { kind: "hang" } },
        ],
      },
    });
    await journey.addAccount("absent");
    const { id } = await journey.publish("absent", posts(4));
    const { deliveries } = await journey.untilState(id, "published");

    expect(await journey.timeline("absent")).toEqual(posts(4));
    expect(journey.sends("absent")).toBe(6);
    const floorMs = journey.app.settings.absenceFloorMs;
    for (const position of [2, 3]) {
      const [first, second] = (await journey.app.store.publications.attempts(id)).filter(
        (attempt) => attempt.position === position,
      );
      expect(first?.outcome).toBe("unknown");
      expect((second?.startedAt.getTime() ?? 0) - (first?.startedAt.getTime() ?? 0)).toBeGreaterThanOrEqual(floorMs);
      expect(deliveries[position - 1]?.firstStartedAt).toEqual(first?.startedAt);
    }
  });

  it.skipIf(!available)("that meets a closed window waits for it, and no call is made meanwhile", async () => {
    await using journey = await utas({ faults: { limited: [{ at: 2, fault: { kind: "rate-limit", forMs: 1_500 } }] } });
    await journey.addAccount("limited");
    const { id } = await journey.publish("limited", posts(3));
    await journey.untilState(id, "published");

    expect(await journey.timeline("limited")).toEqual(posts(3));
    const [refused, sent] = (await journey.app.store.publications.attempts(id)).filter(
      ({ position }) => position === 2,
    );
    expect((sent?.startedAt.getTime() ?? 0) - (refused?.startedAt.getTime() ?? 0)).toBeGreaterThanOrEqual(1_500);
    expect((await journey.app.store.publications.get(id)).tries).toBe(0);
  });

  it.skipIf(!available)("goes through real windows and gaps of its account without a post too early", async () => {
    await using journey = await utas();
    await journey.addAccount("slow", { window: "2/2s", gap: "200ms" });
    const { id } = await journey.publish("slow", posts(4));
    await journey.untilState(id, "published");

    expect(await journey.timeline("slow")).toEqual(posts(4));
    expect((await journey.app.store.publications.attempts(id)).map(({ outcome }) => outcome)).toEqual([
      "sent",
      "sent",
      "sent",
      "sent",
    ]);
  });

  it.skipIf(!available)(
    "waits with its account when the account is refused, and goes on after a reconnect",
    async () => {
      await using journey = await utas({ faults: { expired: [{ at: 3, fault: { kind: "expired-token" } }] } });
      await journey.addAccount("expired");
      const { id } = await journey.publish("expired", posts(4));
      await journey.until(
        "the account is stopped",
        async () => (await journey.app.store.accounts.get("expired")).state === "unauthorized",
      );
      await journey.untilState(id, "scheduled");
      await sweepOnce(journey.app);
      expect(await journey.timeline("expired")).toEqual(posts(4).slice(0, 2));

      await reconnect(journey.app, "expired", null);
      await journey.untilState(id, "published");
      expect(await journey.timeline("expired")).toEqual(posts(4));
    },
  );

  it.skipIf(!available)("fails at a post that the network refuses, resumes there, and shows what is out", async () => {
    await using journey = await utas();
    await journey.addAccount("refused");
    const { id: earlier } = await journey.publish("refused", ["Sudah ada."]);
    await journey.untilState(earlier, "published");
    const { id } = await journey.publish("refused", ["Satu.", "Dua.", "Sudah ada.", "Empat."]);
    const failed = await journey.untilState(id, "failed");
    expect(failed.reason).toContain("same text");
    expect(failed.deliveries.map(({ state }) => state)).toEqual(["sent", "sent", "prepared", "planned"]);

    await journey.until("the board shows it as failed", async () =>
      ((await journey.app.backend?.queues.publish.getFailed()) ?? []).some(
        (job) => job.data.id === id && job.failedReason?.includes("same text"),
      ),
    );
    await retract(journey.app, earlier, "test", null);
    await journey.untilState(earlier, "retracted");
    await schedule(journey.app, id, "test", "the other one is gone");
    await journey.untilState(id, "published");
    expect(await journey.timeline("refused")).toEqual(["Satu.", "Dua.", "Sudah ada.", "Empat."]);
  });

  it.skipIf(!available).each([
    ["hold", hold, "held"],
    ["cancel", cancel, "cancelled"],
  ] as const)("of twelve posts obeys %s between two posts", async (_, wish, state) => {
    await using journey = await utas();
    await journey.addAccount("stopped", { gap: "150ms" });
    const { id } = await journey.publish("stopped", posts(12));
    await journey.until("four posts are out", async () => (await journey.timeline("stopped")).length >= 4);
    await wish(journey.app, id, "editor", "wrong photo");
    const stopped = await journey.untilState(id, state);

    const out = await journey.timeline("stopped");
    expect(out).toEqual(posts(12).slice(0, out.length));
    expect(out.length).toBeLessThan(12);
    expect(stopped.deliveries.filter((one) => one.state === "sent")).toHaveLength(out.length);
    const last = (await journey.app.store.publications.history(id)).at(-1);
    expect(last).toMatchObject({ actor: "editor", reason: "wrong photo" });

    if (state === "held") {
      await schedule(journey.app, id, "editor", null);
      await journey.untilState(id, "published");
      expect(await journey.timeline("stopped")).toEqual(posts(12));
    }
  });

  it.skipIf(!available)("that is taken back is gone from the network, first post first", async () => {
    await using journey = await utas();
    await journey.addAccount("back");
    const { id } = await journey.publish("back", posts(12));
    await journey.untilState(id, "published");
    await retract(journey.app, id, "editor", "withdrawn");
    const gone = await journey.untilState(id, "retracted");

    expect(await journey.timeline("back")).toEqual([]);
    expect(gone.deliveries.every(({ state }) => state === "removed")).toBe(true);
    expect(journey.events.flatMap((event) => (event.kind === "removed" ? [event.position] : []))).toEqual(
      Array.from({ length: 12 }, (_, index) => index + 1),
    );
  });

  it.skipIf(!available)("is not sent beside another one of its account", async () => {
    await using journey = await utas();
    await journey.addAccount("busy", { gap: "50ms" });
    // Late enough that the third is there too before the first may go.
    const due = later(journey.app.clock.now(), 1_500);
    const [first, second, third] = [
      await journey.publish("busy", posts(4, "Satu"), { dueAt: due }),
      await journey.publish("busy", posts(4, "Dua"), { dueAt: due }),
      await journey.publish("busy", posts(4, "Tiga"), { dueAt: due }),
    ];
    for (const one of [first, second, third]) await journey.untilState(one.id, "published");
    expect(await journey.timeline("busy")).toEqual([...posts(4, "Satu"), ...posts(4, "Dua"), ...posts(4, "Tiga")]);
  });

  it.skipIf(!available)("is rung again by the sweep when every job was wiped from the queue", async () => {
    await using journey = await utas();
    await journey.addAccount("wiped", { gap: "100ms" });
    const running = await journey.publish("wiped", posts(8, "Berjalan"));
    const waiting = await journey.publish("wiped", posts(3, "Menunggu"), {
      dueAt: later(journey.app.clock.now(), 2_000),
    });
    await journey.until("two posts are out", async () => (await journey.timeline("wiped")).length >= 2);
    if (journey.redis) await journey.redis.flush();
    else for (const queue of Object.values(journey.app.backend?.queues ?? {})) await queue.obliterate({ force: true });
    await journey.untilState(running.id, "published");
    await journey.untilState(waiting.id, "published");
    expect(await journey.timeline("wiped")).toEqual([...posts(8, "Berjalan"), ...posts(3, "Menunggu")]);
  });
});
