/** Whole threads while everything goes wrong at once: the network, connections to the database, and people who change their minds. */

import { afterEach, describe, expect, it } from "vitest";
import { cancel } from "../../src/actions/cancel.ts";
import { hold } from "../../src/actions/hold.ts";
import { retract } from "../../src/actions/retract.ts";
import { schedule } from "../../src/actions/schedule.ts";
import type { Fault } from "../../src/platforms/rehearsal.ts";
import type { State } from "../../src/publication/moves.ts";
import type { Shown } from "../../src/store/publications.ts";
import { queueBackends } from "../support/backends.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { type Journey, openJourney, posts } from "../support/rehearse.ts";

const seed = Number(process.env.UTAS_CHAOS_SEED ?? Math.floor(Math.random() * 2 ** 31));
const rounds = process.env.UTAS_TEST_FULL === "all" ? 120 : process.env.UTAS_TEST_FULL ? 80 : 30;
const handles = ["pagi", "siang", "malam"];

/** mulberry32: the same seed, the same faults. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const faultKinds: readonly Fault[] = [
  { kind: "fail-before" },
  { kind: "lose-answer" },
  { kind: "hang" },
  { kind: "hang-after" },
  { kind: "rate-limit", forMs: 300 },
];

describe.each(queueBackends)("threads in chaos, jobs on $name", ({ available, open }) => {
  const closers: AsyncDisposable[] = [];
  afterEach(async () => {
    for (let one = closers.pop(); one; one = closers.pop()) await one[Symbol.asyncDispose]();
  });
  const kept = <T extends AsyncDisposable>(one: T): T => {
    closers.push(one);
    return one;
  };

  it.skipIf(!available)(
    `end whole, once and in order, and none that is out is called failed (seed ${seed})`,
    async () => {
      const random = randomFrom(seed);
      const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
      const database = kept(await openTestDatabase());
      const backend = kept(await open());
      let calm = false;
      const journey = kept(
        await openJourney({
          databaseUrl: database.url,
          redisUrl: backend.redis?.url(),
          env: { UTAS_TRIES: "3" },
          faults: () => (calm || random() > 0.35 ? null : pick(faultKinds)),
        }),
      );
      const wrong: string[] = [];
      watchFailures(journey, wrong);

      for (const handle of handles) await journey.addAccount(handle);
      const made: Shown[] = [];
      for (let round = 0; round < rounds; round++) {
        if (round % 4 === 0) {
          const handle = pick(handles);
          made.push(await untilIn(() => journey.publish(handle, posts(2 + (round % 5), `${handle} ${round}`))));
        }
        await disturb(journey, database, random, pick(made).id);
        await journey.app.clock.wait(random() * 250);
      }

      calm = true;
      const settled: readonly State[] = ["published", "cancelled", "retracted"];
      for (const { id } of made)
        await journey.until(`${id} is settled`, async () => {
          const { state } = await journey.app.store.publications.get(id);
          if (state === "held" || state === "failed")
            await schedule(journey.app, id, "test", null).catch(() => undefined);
          return settled.includes(state);
        });
      await expectThreads(journey, made);
      expect(wrong).toEqual([]);
    },
  );
});

/** A connection may be cut under a person as well; she tries again. */
async function untilIn<T>(wish: () => Promise<T>): Promise<T> {
  for (let again = 0; ; again++) {
    try {
      return await wish();
    } catch (error) {
      if (again === 20) throw error;
    }
  }
}

/** A person or the machine interferes. What the state of a publication forbids is refused, and that is well. */
async function disturb(journey: Journey, database: TestDatabase, random: () => number, id: string): Promise<void> {
  const { app } = journey;
  const refused = () => undefined;
  const dice = random();
  if (dice < 0.2) await hold(app, id, "editor", "wait").catch(refused);
  else if (dice < 0.45) await schedule(app, id, "editor", null).catch(refused);
  else if (dice < 0.5) await cancel(app, id, "editor", "no").catch(refused);
  else if (dice < 0.55) await retract(app, id, "editor", "no").catch(refused);
  else if (dice < 0.8)
    await database.db.rows({
      text: `select pg_terminate_backend(pid) from pg_stat_activity
              where datname = current_database() and pid <> pg_backend_pid() and random() < 0.3`,
      values: [],
    });
}

/** At the moment at which a publication is called failed, the post that it failed at must not be out. */
function watchFailures({ app, timeline }: Journey, wrong: string[]): void {
  app.events.listen((event) => {
    if (event.kind !== "failed") return;
    void (async () => {
      const { deliveries } = await app.store.publications.get(event.publication);
      const out = new Set(await timeline(event.account));
      for (const { position, state, post } of deliveries)
        if (out.has(post.text) !== (state === "sent"))
          wrong.push(`${event.publication} failed (${event.reason}), post ${position} is ${state}`);
    })().catch(() => undefined);
  });
}

async function expectThreads(journey: Journey, made: readonly Shown[]): Promise<void> {
  for (const handle of handles) {
    const timeline = await journey.timeline(handle);
    expect(new Set(timeline).size, "no post twice").toBe(timeline.length);
    for (const { id } of made.filter((one) => one.account === handle)) {
      const { state, deliveries } = await journey.app.store.publications.get(id);
      const texts = deliveries.map(({ post }) => post.text);
      const there = timeline.filter((text) => texts.includes(text));
      if (state === "published") expect(there, id).toEqual(texts);
      else if (state === "retracted") expect(there, id).toEqual([]);
      else expect(there, id).toEqual(texts.slice(0, there.length));
    }
  }
}
