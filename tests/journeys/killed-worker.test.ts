/** A worker is killed between any two statements of a five-post thread; afterwards the timeline is exactly the thread. UTAS_TEST_FULL=all tries every statement, UTAS_TEST_FULL every third, otherwise it is every sixth. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { untilSettled } from "../../src/actions/work-off.ts";
import { queueBackends } from "../support/backends.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { openKillingProxy } from "../support/killing-proxy.ts";
import { startVictim } from "../support/processes.ts";
import { openJourney, posts } from "../support/rehearse.ts";

const thread = posts(5);
/** So many points are tried side by side, each lane with a database (and a Redis database) of its own. */
const lanes = 4;

interface Lane {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
}

/** One worker, killed right after its nth statement; then what is left is worked off. Returns how many statements it lived to send. */
async function killedAfter(
  lane: Lane,
  at: number,
): Promise<{ counted: number; timeline: string[]; state: string; history: string[] }> {
  await using journey = await openJourney({ ...lane, workers: false });
  const handle = `after-${at}`;
  await journey.addAccount(handle);
  const planned = await journey.publish(handle, thread);
  const { promise: struck, resolve: blow } = deferred();
  await using proxy = await openKillingProxy({
    url: lane.databaseUrl,
    mark: planned.id,
    at,
    strike: async () => {
      await victim.kill();
      blow();
    },
  });
  await using victim = startVictim({
    DATABASE_URL: proxy.url,
    REDIS_URL: lane.redisUrl,
    UTAS_DATA_DIR: journey.app.settings.dataDir,
    UTAS_BEAT: "60s",
    UTAS_HORIZON: "120s",
  });
  await Promise.race([victim.failed, at > 0 ? struck : journey.untilState(planned.id, "published")]);

  await untilSettled(journey.app, planned.id, AbortSignal.timeout(30_000), "test");
  const { state } = await journey.app.store.publications.get(planned.id);
  const history = (await journey.app.store.publications.history(planned.id)).map(({ move }) => move);
  return { counted: proxy.counted, timeline: await journey.timeline(handle), state, history };
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe.each(queueBackends)("a worker killed with SIGKILL, jobs on $name", ({ available, open }) => {
  const databases: TestDatabase[] = [];
  let closeBackend: () => PromiseLike<void> = async () => undefined;
  let made: Lane[] = [];

  beforeAll(async () => {
    if (!available) return;
    const backend = await open();
    closeBackend = () => backend[Symbol.asyncDispose]();
    for (let lane = 0; lane < lanes; lane++) databases.push(await openTestDatabase());
    made = databases.map(({ url }, lane) => ({ databaseUrl: url, redisUrl: backend.redis?.url(lane) }));
  });
  afterAll(async () => {
    for (const database of databases) await database[Symbol.asyncDispose]();
    await closeBackend();
  });

  it.skipIf(!available)(
    "leaves, after any statement, a thread that is whole, in order and sent once",
    { timeout: 600_000 },
    async () => {
      const [first] = made;
      if (!first) throw new Error("there is no lane");
      const undisturbed = await killedAfter(first, 0);
      expect(undisturbed.timeline).toEqual(thread);
      expect(undisturbed.counted).toBeGreaterThan(20);

      const every = process.env.UTAS_TEST_FULL === "all" ? 1 : process.env.UTAS_TEST_FULL ? 3 : 6;
      const points = Array.from({ length: undisturbed.counted }, (_, index) => index + 1).filter(
        (at) => at % every === 0,
      );
      const wrong: unknown[] = [];
      await Promise.all(
        made.map(async (lane) => {
          for (let at = points.shift(); at !== undefined; at = points.shift()) {
            const { timeline, state, history } = await killedAfter(lane, at);
            if (state !== "published" || JSON.stringify(timeline) !== JSON.stringify(thread))
              wrong.push({ at, state, timeline, history });
          }
        }),
      );
      expect(wrong).toEqual([]);
    },
  );
});
