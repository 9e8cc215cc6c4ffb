/** A worker is killed between any two statements, from the raising of a notice to the settling of its letter: somebody is told all the same, once, or twice with one id. UTAS_TEST_FULL=all tries every statement, UTAS_TEST_FULL every sixth, otherwise it is every eighth. */

import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { addChannel } from "../../src/actions/channels.ts";
import { publish } from "../../src/actions/publish.ts";
import { startWorkers } from "../../workers/main.ts";
import { queueBackends } from "../support/backends.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { openHookServer } from "../support/hook-server.ts";
import { openKillingProxy } from "../support/killing-proxy.ts";
import { startVictim } from "../support/processes.ts";
import { openJourney } from "../support/rehearse.ts";

const lanes = 3;

interface Lane {
  readonly databaseUrl: string;
  readonly redisUrl: string | undefined;
}

const env = { UTAS_ALLOWED_PRIVATE_HOSTS: "127.0.0.1", UTAS_SECRET_KEY: "ab".repeat(32) };

/** Returns how many statements it lived to send, and what was received. */
async function killedAfter(
  lane: Lane,
  at: number,
): Promise<{ counted: number; ids: unknown[]; bodies: number; letters: object }> {
  await using hooks = await openHookServer();
  await using journey = await openJourney({ ...lane, env, workers: false });
  const { app } = journey;
  const handle = `after-${at}`;
  const { channel } = await addChannel(app, {
    kind: "webhook",
    kinds: null,
    options: {},
    credentials: { url: hooks.url() },
  });
  await journey.addAccount(handle);
  // The sandbox refuses the same words again, as the real ones do.
  const { signal } = new AbortController();
  await publish(app, await journey.publish(handle, [`Kabar ${at}.`]), signal, "test");
  const planned = await journey.publish(handle, [`Kabar ${at}.`]);
  expect((await publish(app, planned, signal, "test"))?.state).toBe("failed");

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
    ...env,
    DATABASE_URL: proxy.url,
    REDIS_URL: lane.redisUrl,
    UTAS_DATA_DIR: app.settings.dataDir,
    UTAS_BEAT: "60s",
    UTAS_HORIZON: "120s",
  });
  const isTold = async () =>
    (await app.store.channels.list()).some(({ id, sentAt }) => id === channel.id && sentAt !== null);
  await Promise.race([victim.failed, at > 0 ? struck : journey.until("it is told", isTold)]);
  if (at === 0) await victim.kill();

  const workers = startWorkers(app);
  await journey.until("it is told", isTold);
  await workers[Symbol.asyncDispose]();
  const letters = await app.store.notices.counts();
  await app.store.channels.remove(channel.id, app.clock.now());
  return {
    counted: proxy.counted,
    ids: [...new Set(hooks.requests.map(({ headers }) => headers["webhook-id"]))],
    bodies: new Set(hooks.requests.map(({ body }) => body)).size,
    letters,
  };
}

function deferred(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

describe.each(queueBackends)(
  "a worker killed with SIGKILL on the way to a notice, jobs on $name",
  ({ available, open }) => {
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

    it.skipIf(!available)("leaves, after any statement, one notice that is told", { timeout: 900_000 }, async () => {
      const [first] = made;
      if (!first) throw new Error("there is no lane");
      const undisturbed = await killedAfter(first, 0);
      expect(undisturbed).toMatchObject({ ids: [expect.any(String)], bodies: 1, letters: { waiting: 0, failed: 0 } });
      expect(undisturbed.counted).toBeGreaterThan(20);

      const every = process.env.UTAS_TEST_FULL === "all" ? 1 : process.env.UTAS_TEST_FULL ? 6 : 8;
      const points = Array.from({ length: undisturbed.counted }, (_, index) => index + 1).filter(
        (at) => at % every === 0,
      );
      const wrong: unknown[] = [];
      await Promise.all(
        made.map(async (lane) => {
          for (let at = points.shift(); at !== undefined; at = points.shift()) {
            const { ids, bodies, letters } = await killedAfter(lane, at);
            if (ids.length !== 1 || bodies !== 1 || JSON.stringify(letters) !== '{"waiting":0,"failed":0}')
              wrong.push({ at, ids, bodies, letters });
          }
        }),
      );
      expect(wrong).toEqual([]);
    });
  },
);
