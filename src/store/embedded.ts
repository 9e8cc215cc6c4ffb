/**
 * The PostgreSQL server that Utas brings itself, in its data folder. Every process that uses it holds a seat, a session with
 * a shared advisory lock; who comes first starts the server, who leaves last stops it, and any may be killed at any moment.
 */

import { randomInt } from "node:crypto";
import { readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as timer } from "node:timers/promises";
import { Client, type PoolConfig } from "pg";
import { AppError, sentenceOf } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import { type Cluster, prepareCluster, superuser } from "./cluster.ts";
import { isServerGone } from "./db.ts";
import {
  findPostmaster,
  isPortTaken,
  type Postmaster,
  type Start,
  startPostmaster,
  stopPostmaster,
} from "./postmaster.ts";

export interface Embedded extends AsyncDisposable {
  readonly connection: PoolConfig;
  /** Resolves when the server answers again, whoever brought it back. */
  readonly revive: () => Promise<void>;
}

export interface EmbeddedOptions {
  readonly create: boolean;
  readonly log: Log;
  /** Settings of the server beyond our own, as "fsync=off". */
  readonly settings?: readonly string[];
}

const seatLock = "hashtext('utas: in use')";
/** Sessions of a killed server hold its shared memory for about 3 s, and nothing starts before. */
const startFailsForMs = 6_000;
/** Recovery after a crash may take a while; a server that lives and says nothing for longer is not coming. */
const silentForMs = 120_000;
const stopTakesMs = 30_000;
const longestWaitMs = 30_000;

export async function openEmbedded(folder: string, { create, log, settings = [] }: EmbeddedOptions): Promise<Embedded> {
  const cluster = await prepareCluster(folder, { create, durable: !settings.includes("fsync=off") });
  const leaving = new AbortController();
  let seat = await takeSeat(cluster, settings, leaving.signal);
  let reviving: Promise<void> | null = null;
  const { port } = seat.server;

  const revive = () => {
    reviving ??= (async () => {
      if (!(await seat.answers())) {
        seat = await takeSeat(cluster, settings, leaving.signal);
        watch();
      }
      if (seat.server.port !== port)
        throw failed(cluster, "another program took its port meanwhile, so this process must be started again");
    })().finally(() => {
      reviving = null;
    });
    return reviving;
  };

  /** BullMQ's connections come back by themselves, but nobody would start the server for them. */
  const reviveInBackground = async () => {
    for (let waitMs = 1_000; !leaving.signal.aborted; waitMs = Math.min(2 * waitMs, longestWaitMs)) {
      try {
        return await revive();
      } catch (error) {
        if (leaving.signal.aborted) return;
        log.error({ err: error }, `the database server is away: ${sentenceOf(error)}`);
        await timer(waitMs, undefined, { signal: leaving.signal }).catch(() => undefined);
      }
    }
  };
  const watch = () => seat.onLost(() => void reviveInBackground());
  watch();

  return {
    connection: connectionTo(cluster, port),
    revive,
    [Symbol.asyncDispose]: async () => {
      leaving.abort();
      await reviving?.catch(() => undefined);
      await seat.leave();
    },
  };
}

const connectionTo = ({ password }: Cluster, port: number): PoolConfig => ({
  host: "127.0.0.1",
  port,
  user: superuser,
  password,
  database: "postgres",
});

const failed = (cluster: Cluster, why: string, cause?: unknown) =>
  new AppError("database-server-failed", { why, log: cluster.log }, { cause });

interface Seat {
  readonly server: Postmaster;
  answers(): Promise<boolean>;
  onLost(tell: () => void): void;
  leave(): Promise<void>;
}

/** Joins the server of this cluster; starts it when there is none, which of several starters only one achieves. */
async function takeSeat(cluster: Cluster, settings: readonly string[], stop: AbortSignal): Promise<Seat> {
  let port = 0;
  let strangerAt: number | null = null;
  let start: Start | null = null;
  let failingSince: number | null = null;
  let silence: unknown;
  for (const since = performance.now(); performance.now() - since < silentForMs; await timer(15)) {
    if (stop.aborted) throw failed(cluster, "this process is closing");
    const server = await findPostmaster(cluster.path);
    if (server === "unclear") continue;
    if (server) {
      if (!server.ready) continue;
      const seat = await sitDown(cluster, server).catch((error) => {
        if (!isPassing(error)) throw failed(cluster, sentenceOf(error), error);
        silence = error;
        return null;
      });
      if (!seat) continue;
      if (server.port !== (await keptPort(cluster))) await keepPort(cluster, server.port);
      return seat;
    }
    const complaint = start?.ended();
    if (complaint) {
      failingSince ??= performance.now();
      if (await isPortTaken(port)) strangerAt = port;
      else if (performance.now() - failingSince > startFailsForMs) throw failed(cluster, await complaint);
      else await complaint;
    }
    if (!start || complaint) {
      port = await keptPort(cluster);
      if (port === strangerAt) port = anyPort();
      start = await startPostmaster(cluster, port, settings);
    }
  }
  throw failed(cluster, `it runs, but does not answer (${silence ? sentenceOf(silence) : "no reason given"})`, silence);
}

/** Starting, stopping, busy: worth another try. */
const isPassing = (error: unknown) =>
  isServerGone(error) ||
  ["53300", "55P03"].includes((error as { code?: string }).code ?? "") ||
  /timeout/.test(sentenceOf(error));

async function sitDown(cluster: Cluster, server: Postmaster): Promise<Seat> {
  const client = new Client({
    ...connectionTo(cluster, server.port),
    application_name: "utas seat",
    connectionTimeoutMillis: 10_000,
    options: "-c lock_timeout=10s -c idle_session_timeout=0",
  });
  let lost = false;
  let tell = () => {};
  client.on("error", () => undefined);
  client.on("end", () => {
    lost = true;
    tell();
  });
  try {
    await client.connect();
    // Who leaves last holds the lock alone while it stops the server: this waits, and ends with the server.
    await client.query(`select pg_advisory_lock_shared(${seatLock})`);
    await client.query("select 1");
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return {
    server,
    answers: async () => !lost && client.query("select 1").then(...yesOrNo),
    onLost: (listener) => {
      tell = listener;
      if (lost) tell();
    },
    leave: async () => {
      tell = () => {};
      if (!lost && (await isLast(client).catch(() => false))) await stop(cluster);
      await client.end().catch(() => undefined);
    },
  };
}

const yesOrNo = [() => true, () => false] as const;

/** Gives up the seat; true: nobody else has one, and nobody gets one while this session lasts. */
async function isLast(client: Client): Promise<boolean> {
  await client.query(`select pg_advisory_unlock_shared(${seatLock})`);
  const { rows } = await client.query<{ last: boolean }>(`select pg_try_advisory_lock(${seatLock}) as last`);
  return rows[0]?.last === true;
}

async function stop(cluster: Cluster): Promise<void> {
  const server = await findPostmaster(cluster.path);
  if (server && server !== "unclear") await stopPostmaster(cluster, server, stopTakesMs);
}

/** Workers that lost the server look for it where it was: the port is kept, and given up only when a stranger has it. */
async function keptPort(cluster: Cluster): Promise<number> {
  const kept = Number(await readFile(portFile(cluster), "utf8").catch(() => ""));
  return Number.isInteger(kept) && kept > 0 && kept < 65_536 ? kept : anyPort();
}

async function keepPort(cluster: Cluster, port: number): Promise<void> {
  const draft = `${portFile(cluster)}.${process.pid}`;
  await writeFile(draft, `${port}\n`);
  await rename(draft, portFile(cluster));
}

const portFile = ({ path }: Cluster) => join(path, "utas.port");

/** Below the range from which systems take the near end of outgoing connections. */
const anyPort = () => randomInt(15_000, 30_000);
