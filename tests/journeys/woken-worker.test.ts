/** A worker sleeps through its lease at the worst moment: a post is written down as leaving, and has not left. */

import { describe, expect, it } from "vitest";
import { untilSettled } from "../../src/actions/work-off.ts";
import { openClosing } from "../../src/base/closing.ts";
import { sql } from "../../src/store/db.ts";
import { openTestDatabase, type TestDatabase } from "../support/database.ts";
import { openKillingProxy } from "../support/killing-proxy.ts";
import { startVictim } from "../support/processes.ts";
import { openJourney, posts } from "../support/rehearse.ts";
import { addXAccount } from "../support/x-journey.ts";
import { openXServer } from "../support/x-server.ts";

const thread = posts(3);
/** Stands in the statement that writes down that a post is about to leave, and in no other. */
const begin = "insert into attempts";

/** Everything that a run may write. */
const written = async ({ db }: TestDatabase) => ({
  publications: await db.rows(sql`select * from publications order by id`),
  deliveries: await db.rows(sql`select * from deliveries order by publication_id, position`),
  attempts: await db.rows(sql`select * from attempts order by publication_id, position, number`),
  moves: await db.rows(sql`select * from moves order by id`),
});

async function openStopped() {
  const closing = openClosing();
  const kept = <T extends AsyncDisposable>(one: T): T => {
    closing.add(() => one[Symbol.asyncDispose]());
    return one;
  };
  const server = kept(await openXServer());
  const database = kept(await openTestDatabase());
  const env = { UTAS_X_URL: server.url };
  const journey = kept(await openJourney({ databaseUrl: database.url, workers: false, env }));
  await addXAccount(journey, database, "herald");
  const { id } = await journey.publish("herald", thread);

  let stopped = () => {};
  const isStopped = new Promise<void>((resolve) => {
    stopped = resolve;
  });
  const proxy = kept(
    await openKillingProxy({
      url: database.url,
      mark: begin,
      at: 1,
      strike: async () => {
        victim.process.kill("SIGSTOP");
        stopped();
      },
    }),
  );
  const victim = kept(
    startVictim({
      ...env,
      DATABASE_URL: proxy.url,
      UTAS_DATA_DIR: journey.app.settings.dataDir,
      UTAS_BEAT: "60s",
      UTAS_HORIZON: "120s",
    }),
  );
  await Promise.race([victim.failed, isStopped]);
  const lapsed = () =>
    journey.until("the lease has lapsed", async () => {
      const { leaseUntil } = await journey.app.store.publications.get(id);
      return leaseUntil === null || leaseUntil < journey.app.clock.now();
    });
  /** It ends by itself once the job that it woke in is done. */
  const wake = async () => {
    const ended = new Promise((resolve) => victim.process.once("exit", resolve));
    victim.process.kill("SIGCONT");
    victim.process.kill("SIGTERM");
    await ended;
  };
  return { id, server, database, journey, lapsed, wake, [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose]() };
}

describe("a worker that wakes after its lease, between writing a post down and sending it", () => {
  it("sends nothing and writes nothing when somebody else has sent the thread meanwhile", async () => {
    await using stopped = await openStopped();
    const { id, server, database, journey } = stopped;
    await stopped.lapsed();
    await untilSettled(journey.app, id, AbortSignal.timeout(40_000), "test");
    expect(server.posts().map(({ text }) => text)).toEqual(thread);
    expect(server.calls.create).toBe(3);
    const before = await written(database);

    await stopped.wake();
    expect(server.calls.create).toBe(3);
    expect(await written(database)).toEqual(before);
  });

  it("does not send the post late when nobody has missed it, and puts it off", async () => {
    await using stopped = await openStopped();
    const { id, server, journey } = stopped;
    await stopped.lapsed();
    await stopped.wake();
    expect(server.calls.create).toBe(0);

    await untilSettled(journey.app, id, AbortSignal.timeout(40_000), "test");
    expect(server.posts().map(({ text }) => text)).toEqual(thread);
    const attempts = await journey.app.store.publications.attempts(id);
    expect(attempts.map(({ position, outcome }) => [position, outcome])).toEqual([
      [1, "deferred"],
      [1, "sent"],
      [2, "sent"],
      [3, "sent"],
    ]);
  });
});
