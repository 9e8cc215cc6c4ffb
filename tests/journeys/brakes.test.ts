/** Everything can be stopped at once, in the middle of a thread, and goes on where it stopped; what an outage made late is held, not poured out. */

import { describe, expect, it } from "vitest";
import { disconnect } from "../../src/actions/connect.ts";
import { halt, resume } from "../../src/actions/halt.ts";
import { release } from "../../src/actions/release.ts";
import { setSlots } from "../../src/actions/set-slots.ts";
import { later, minutes, seconds } from "../../src/base/clock.ts";
import { sql } from "../../src/store/db.ts";
import { standing } from "../../src/store/troubles.ts";
import { queueBackends } from "../support/backends.ts";
import { openTestDatabase } from "../support/database.ts";
import { openJourney, posts, sweepOnce } from "../support/rehearse.ts";

const who = { reason: "angka salah", until: null, actor: "ana" } as const;

describe.each(queueBackends.filter(({ available }) => available))("on $name", (backend) => {
  it.each([
    ["everything", {}],
    ["its network", { platform: "sandbox" }],
    ["its account", { account: "rem" }],
  ])(
    "a halt of %s stops a thread between two posts, and resuming sends the rest once and in order",
    async (_, braked) => {
      await using queue = await backend.open();
      await using database = await openTestDatabase();
      await using journey = await openJourney({ databaseUrl: database.url, redisUrl: queue.redis?.url() });
      const { app } = journey;
      await journey.addAccount("rem", { gap: "300ms" });
      const thread = posts(6);
      const { id } = await journey.publish("rem", thread);
      await journey.until("two posts are out", async () => (await journey.timeline("rem")).length >= 2);
      await halt(app, braked, who);
      await journey.untilState(id, "scheduled");
      const out = await journey.timeline("rem");
      expect(out.length).toBeLessThan(6);
      expect(await app.store.publications.get(id)).toMatchObject({ reason: "halted by ana: angka salah" });
      await sweepOnce(app);
      await app.clock.wait(1_500);
      expect(await journey.timeline("rem")).toEqual(out);
      expect(await resume(app, braked, "ana")).toMatchObject({ reason: "angka salah" });
      await journey.untilState(id, "published");
      expect(await journey.timeline("rem")).toEqual(thread);
      expect(journey.events.map(({ kind }) => kind)).toEqual(expect.arrayContaining(["halted", "resumed"]));
    },
  );

  it("a brake with an end lifts itself", async () => {
    await using queue = await backend.open();
    await using database = await openTestDatabase();
    await using journey = await openJourney({ databaseUrl: database.url, redisUrl: queue.redis?.url() });
    const { app } = journey;
    await journey.addAccount("rem");
    await halt(app, {}, { ...who, until: later(app.clock.now(), seconds(2)) });
    const { id } = await journey.publish("rem", posts(2));
    await app.clock.wait(700);
    expect(await journey.timeline("rem")).toEqual([]);
    await journey.untilState(id, "published");
  });

  it("what three days off made late is held and goes by release, oldest first and spaced; what had begun goes on", async () => {
    await using queue = await backend.open();
    await using database = await openTestDatabase();
    await using journey = await openJourney({
      databaseUrl: database.url,
      redisUrl: queue.redis?.url(),
      workers: false,
    });
    const { app } = journey;
    await journey.addAccount("senin");
    await halt(app, {}, who);
    const ids: string[] = [];
    for (const about of ["Jumat", "Sabtu", "Minggu"]) ids.push((await journey.publish("senin", posts(2, about))).id);
    // As three days later.
    await database.db.run(sql`update publications set due_at = due_at - interval '3 days'`);
    await sweepOnce(app);
    expect((await app.store.publications.named(ids)).map(({ state }) => state)).toEqual(ids.map(() => "scheduled"));
    await resume(app, {}, "ana");
    await sweepOnce(app);
    const held = await app.store.publications.list({ heldLate: true });
    expect(held).toHaveLength(3);
    expect(journey.events.filter(({ kind }) => kind === "late")).toHaveLength(3);
    const before = app.clock.now();
    await release(app, held, { kind: "spaced", ms: minutes(10) }, "ana");
    const released = await app.store.publications.named(ids);
    const waits = released.map(({ dueAt }) => Math.round(((dueAt?.getTime() ?? 0) - before.getTime()) / minutes(1)));
    expect(waits).toEqual([0, 10, 20]);
    await sweepOnce(app);
    expect((await app.store.publications.named(ids)).map(({ state }) => state)).toEqual(ids.map(() => "scheduled"));
  });
});

describe("a brake of an account", () => {
  it("goes with its account, as do its slots; one that is left of an account that is gone is not shown", async () => {
    await using database = await openTestDatabase();
    await using journey = await openJourney({ databaseUrl: database.url, workers: false });
    const { app } = journey;
    const id = await journey.addAccount("rem");
    await setSlots(app, { account: "rem", at: ["mon 09:00"], zone: "Asia/Jakarta" });
    await halt(app, { account: "rem" }, who);
    await disconnect(app, "rem", "ana");
    expect(await database.db.rows(sql`select 1 from brakes union all select 1 from slots`)).toEqual([]);

    const brake = { scope: "account", subject: id, since: app.clock.now(), ...who } as const;
    expect(await app.store.brakes.put(brake)).toBe(false);
    await database.db.run(sql`
      insert into brakes (scope, subject, reason, actor, since) values ('account', ${id}, 'cuti', 'ana', ${app.clock.now()})`);
    expect(await app.store.brakes.list(app.clock.now())).toEqual([]);
    const measured = await app.store.measures.take(app.clock.now(), app.clock.now());
    expect([measured.brakes, await database.db.rows(standing(app.clock.now()))]).toEqual([[], []]);
  });
});
