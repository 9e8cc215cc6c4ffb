/**
 * A thousand threads and more on each of the three networks' stand-ins, while these do everything wrong and workers are killed: read back from
 * the networks, what is doubled, lost, out of order or left to a person. `npm run soak`, or `npm run soak -- --runs 1000 --networks X,Mastodon
 * --lanes 12 --queue postgres --seed 7 --minutes 20` (so long for each network, then no other thread is begun). A line a network, and one for
 * all of them; `alone` is the share of threads that settled without a person. It ends with 1 when anything is doubled, lost or out of order, or
 * when less than 99 % settle by themselves; told to stop, it leaves nothing behind.
 */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { openClosing } from "../src/base/closing.ts";
import { openLog } from "../src/base/log.ts";
import { openDb } from "../src/store/db.ts";
import { openServer } from "../src/store/open.ts";
import { build } from "../tests/support/build.ts";
import { hasRedis, openRedis } from "../tests/support/redis.ts";
import { storm, type Tally } from "../tests/support/storm.ts";
import { stormy } from "../tests/support/storm-networks.ts";

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "1000" },
    lanes: { type: "string", default: "12" },
    networks: { type: "string", default: Object.keys(stormy).join(",") },
    minutes: { type: "string", default: "600" },
    queue: { type: "string", default: hasRedis ? "redis" : "postgres" },
    seed: { type: "string", default: String(Math.floor(Math.random() * 2 ** 31)) },
  },
});
const networks = values.networks.split(",").map((given) => {
  const name = Object.keys(stormy).find((one) => one.toLowerCase() === given.trim().toLowerCase());
  if (name) return name;
  console.error(`There is no network "${given}" to soak; there are ${Object.keys(stormy).join(", ")}.`);
  return process.exit(2);
});
const [runs, lanes, seed] = [Number(values.runs), Number(values.lanes), Number(values.seed)];
const columns = ["runs", "kills", "faults", "doubled", "lost", "outOfOrder", "unsettled"] as const;

/** What it started stays behind otherwise: Redis, PostgreSQL and workers. A second signal ends it at once. */
const stop = new AbortController();
let isWell = true;
for (const [signal, code] of [
  ["SIGINT", 130],
  ["SIGTERM", 143],
  ["SIGHUP", 129],
] as const)
  process.once(signal, () => {
    console.error(`${signal}: tidying up`);
    process.exitCode = code;
    process.once(signal, () => process.exit(code));
    stop.abort();
  });

const closing = openClosing();
const all = { runs: 0, kills: 0, faults: 0, doubled: 0, lost: 0, outOfOrder: 0, unsettled: 0, wrong: [] as string[] };
const begunAt = performance.now();
try {
  const built = await build();
  closing.add(() => rmSync(built, { recursive: true, force: true }));
  console.log(`seed ${seed}`);
  console.log(
    [
      "network".padEnd(10),
      ...columns.map((name) => name.padStart(11)),
      ...["alone", "seconds"].map((name) => name.padStart(11)),
    ].join(""),
  );
  const redis = values.queue === "redis" ? await openRedis() : null;
  if (redis) closing.add(() => redis[Symbol.asyncDispose]());
  for (const [index, network] of networks.entries()) {
    if (stop.signal.aborted) break;
    const startedAt = performance.now();
    const tally = await onItsOwnServer((databaseUrl) => {
      let told = 0;
      return storm({
        ...{
          network,
          runs,
          lanes,
          seed,
          databaseUrl,
          redisUrl: redis?.url(index),
          built,
          lives: { statements: 2_500, posts: 150 },
        },
        stop: stop.signal,
        isOver: () => seconds(startedAt) > 60 * Number(values.minutes),
        heard(settled) {
          if (settled - told < 100) return;
          told = settled;
          console.error(`${network}: ${settled} of ${runs} after ${seconds(startedAt)} s`);
        },
      });
    });
    print(network, tally, seconds(startedAt));
    for (const name of columns) all[name] += tally[name];
    isWell &&= tally.doubled + tally.lost + tally.outOfOrder === 0 && tally.unsettled <= tally.runs / 100;
  }
  if (!stop.signal.aborted) print("all", all, seconds(begunAt));
} catch (fault) {
  if (!stop.signal.aborted) throw fault;
} finally {
  await closing[Symbol.asyncDispose]();
}
// Connections of what was given up may hold on.
if (stop.signal.aborted) process.exit();
process.exitCode = isWell ? 0 : 1;

function seconds(since: number): number {
  return Math.round((performance.now() - since) / 1_000);
}

/** How many of the threads settled without a person. */
function alone({ runs: begun, unsettled }: Tally): string {
  return begun === 0 ? "-" : `${((100 * (begun - unsettled)) / begun).toFixed(2)} %`;
}

function print(network: string, tally: Tally, took: number): void {
  console.log(
    [network, ...columns.map((name) => tally[name]), alone(tally), took]
      .map((one, column) => (column === 0 ? String(one).padEnd(10) : String(one).padStart(11)))
      .join(""),
  );
  for (const line of tally.wrong) console.log(`  ${line}`);
}

async function onItsOwnServer<T>(act: (databaseUrl: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "utas-soak-"));
  try {
    await using server = await openServer(
      { dataDir: folder, databaseUrl: null },
      { create: true, log: openLog("error") },
    );
    const { user, password, host, port, database } = server.connection;
    const databaseUrl = `postgres://${user}:${encodeURIComponent(String(password))}@${host}:${port}/${database}`;
    await inHaste(databaseUrl);
    return await act(databaseUrl);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Processes are killed here, and the server is not: it need not wait for the disk. */
async function inHaste(databaseUrl: string): Promise<void> {
  const connection = { connectionString: databaseUrl };
  await using db = openDb({ connection, size: 1, revive: null, onIdleError: () => undefined });
  for (const what of ["fsync", "synchronous_commit", "full_page_writes"])
    await db.run({ text: `alter system set ${what} = off`, values: [] });
  await db.run({ text: "select pg_reload_conf()", values: [] });
}
