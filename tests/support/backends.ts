/** The two queue backends, for journeys that must hold on both. */

import { hasRedis, openRedis, redisSays, type TestRedis } from "./redis.ts";

export interface QueueBackend {
  readonly name: string;
  readonly available: boolean;
  open(): Promise<{ redis: TestRedis | null } & AsyncDisposable>;
}

export const queueBackends: readonly QueueBackend[] = [
  {
    name: "PostgreSQL",
    available: true,
    open: async () => ({ redis: null, [Symbol.asyncDispose]: async () => undefined }),
  },
  {
    name: `Redis${redisSays}`,
    available: hasRedis,
    open: async () => {
      const redis = await openRedis();
      return { redis, [Symbol.asyncDispose]: () => redis[Symbol.asyncDispose]() };
    },
  },
];
