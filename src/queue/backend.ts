/**
 * Where BullMQ keeps its jobs: Redis when there is a REDIS_URL, else the same PostgreSQL in a schema of its own. All that differs between the
 * two stands here. Its three hundred files are loaded when a queue is opened: a command that only reads starts without them.
 */

import type { PgPool, Processor, Queue, Worker, WorkerOptions } from "bullmq";
import type { Redis, RedisOptions } from "ioredis";
import { type Closing, openClosing } from "../base/closing.ts";
import { AppError, sentenceOf } from "../base/errors.ts";
import { type Doorbell, type QueueName, queueNames } from "./jobs.ts";

/** A pg.Pool whose connections look into BullMQ's schema; the store opens it, we close it. */
export interface OwnedPool {
  end(): Promise<void>;
}

export interface Backend extends AsyncDisposable {
  readonly kind: "redis" | "postgres";
  readonly queues: Readonly<Record<QueueName, Queue<Doorbell>>>;
  /** Why the queues cannot be asked now; null: nothing is known against it. */
  trouble(): AppError | null;
  worker(name: QueueName, take: Processor<Doorbell>, concurrency: number): Worker<Doorbell>;
}

export interface BackendOptions {
  readonly redisUrl: string | null;
  /** Opens a pool of so many connections. */
  readonly openPool: (size: number) => OwnedPool;
  readonly onError: (error: Error) => void;
}

const prefix = "utas";

/** Our own lease decides how often a publication may be tried, so BullMQ never gives a job up; a killed worker's job is taken up again soon. */
const taking = {
  lockDuration: 20_000,
  stalledInterval: 10_000,
  maxStalledCount: 1_000_000,
  removeOnComplete: { count: 0 },
} satisfies Partial<WorkerOptions>;

export const openBackend = (options: BackendOptions): Promise<Backend> =>
  options.redisUrl === null ? openPostgres(options) : openRedis(options.redisUrl, options.onError);

async function openPostgres({ openPool, onError }: BackendOptions): Promise<Backend> {
  const { createPostgresBackend, runMigrations, withBackend } = await import("bullmq");
  const closing = openClosing();
  const pool = (size: number): PgPool => {
    const opened = openPool(size);
    closing.add(() => opened.end());
    // BullMQ describes what it needs of a pg.Pool by overloads that pg's own generic types do not fit.
    return opened as unknown as PgPool;
  };
  const { Queue: PgQueue, Worker: PgWorker } = withBackend(createPostgresBackend);
  // One for the queries of all queues, the others for who listens.
  const shared = pool(4);
  const client = await shared.connect();
  try {
    await runMigrations(client);
  } finally {
    client.release();
  }
  return backend("postgres", closing, onError, {
    trouble: () => null,
    queue: (name) => new PgQueue<Doorbell>(name, { connection: shared }) as unknown as Queue<Doorbell>,
    // A single query connection a worker (and one to LISTEN): larger pools were seen to deadlock.
    worker: (name, take, concurrency) =>
      new PgWorker<Doorbell>(name, take, {
        ...taking,
        connection: pool(2),
        concurrency,
      }) as unknown as Worker<Doorbell>,
  });
}

async function openRedis(url: string, onError: (error: Error) => void): Promise<Backend> {
  const [bullmq, { Redis: Client }] = await Promise.all([import("bullmq"), import("ioredis")]);
  const redis = (options: ConnectionOptions) => connection(Client, url, options, onError);
  const closing = openClosing();
  // Producers fail at once while Redis is away: the row and the sweep carry the bell.
  const producer = redis({ enableOfflineQueue: false, commandTimeout: 2_000, maxRetriesPerRequest: 1 });
  closing.add(() => void producer.disconnect());
  // The reason comes as an event; the promise only says that the connection is closed.
  let reason: unknown;
  producer.once("error", (error) => {
    reason = error;
  });
  try {
    await producer.connect();
  } catch (cause) {
    await closing[Symbol.asyncDispose]();
    const why = sentenceOf(reason ?? cause).replace(/\.+$/, "");
    throw new AppError("queue-unreachable", { where: withoutPassword(url), why }, { cause });
  }
  return backend("redis", closing, onError, {
    trouble: () =>
      producer.status === "ready"
        ? null
        : new AppError("queue-unreachable", { where: withoutPassword(url), why: "its connection is lost" }),
    queue: (name) => new bullmq.Queue<Doorbell>(name, { connection: producer, prefix }),
    worker: (name, take, concurrency) => {
      const connection = redis({ maxRetriesPerRequest: null });
      closing.add(() => connection.disconnect());
      return new bullmq.Worker<Doorbell>(name, take, { ...taking, connection, prefix, concurrency });
    },
  });
}

/** The queues and workers of either kind, closed before the connections under them. */
function backend(
  kind: Backend["kind"],
  closing: Closing,
  onError: (error: Error) => void,
  open: { queue(name: QueueName): Queue<Doorbell>; worker: Backend["worker"]; trouble: Backend["trouble"] },
): Backend {
  const kept = <T extends Queue<Doorbell> | Worker<Doorbell>>(opened: T): T => {
    (opened as NodeJS.EventEmitter).on("error", onError);
    closing.add(() => opened.close());
    return opened;
  };
  return {
    kind,
    queues: Object.fromEntries(queueNames.map((name) => [name, kept(open.queue(name))])) as Backend["queues"],
    trouble: open.trouble,
    worker: (name, take, concurrency) => kept(open.worker(name, take, concurrency)),
    [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
  };
}

type ConnectionOptions = Pick<RedisOptions, "enableOfflineQueue" | "commandTimeout" | "maxRetriesPerRequest">;

function connection(
  Client: typeof Redis,
  url: string,
  options: ConnectionOptions,
  onError: (error: Error) => void,
): Redis {
  const retryStrategy = (times: number) => Math.min(2_000, times * 100);
  const client = new Client(url, Object.assign({ lazyConnect: true, connectTimeout: 5_000, retryStrategy }, options));
  client.on("error", onError);
  return client;
}

function withoutPassword(url: string): string {
  const shown = new URL(url);
  shown.username = "";
  shown.password = "";
  return shown.toString();
}
