/** Whether Utas can do its work, for whoever watches it. Answers without a sign-in, and so tells no more than that. */

import type { FastifyInstance } from "fastify";
import type { App } from "../app.ts";
import { countJobs } from "../queue/board.ts";
import { type Health, health } from "./contract.ts";
import { inTime } from "./in-time.ts";

/** Anyone may ask at any pace; the database is asked once in so long. */
const holdsForMs = 1_000;

export async function healthRoute(instance: FastifyInstance, app: App, version: string): Promise<void> {
  let asked: { readonly at: number; readonly answer: Promise<Health> } | null = null;

  instance.get(
    "/health",
    { schema: { response: { 200: health, 503: health } }, config: { open: true } },
    async (_, reply) => {
      if (!asked || performance.now() - asked.at > holdsForMs)
        asked = { at: performance.now(), answer: ask(app, version) };
      const answer = await asked.answer;
      return reply.status(answer.status === "down" ? 503 : 200).send(answer);
    },
  );
}

/** Without a queue or a database nothing goes out: down. Without workers it waits for some: degraded. */
async function ask({ store, backend, clock, settings }: App, version: string): Promise<Health> {
  const [workers, queue] = await Promise.all([
    inTime(store.workers.alive(clock.now(), 3 * settings.beatMs)),
    backend ? inTime(countJobs(backend)) : null,
  ]);
  return {
    status: !workers || !queue ? "down" : workers.length === 0 ? "degraded" : "ok",
    database: workers ? "ok" : "unreachable",
    queue: queue ? "ok" : "unreachable",
    workers: workers?.length ?? 0,
    version,
  };
}
