/** /metrics for Prometheus: for this machine, or for who brings the token. */

import { createHash, timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { isLoopback } from "../../config/settings.ts";
import type { App } from "../app.ts";
import { later } from "../base/clock.ts";
import { AppError, sentenceOf } from "../base/errors.ts";
import { countJobs } from "../queue/board.ts";
import { exposition, gauges } from "../telemetry/metrics.ts";
import { sendProblem } from "./errors.ts";
import { inTime } from "./in-time.ts";

/** However often it is asked for, the database counts once in so long. */
const holdsForMs = 5_000;

export async function metricsRoute(instance: FastifyInstance, app: App, version: string): Promise<void> {
  let counted: { readonly at: number; readonly answer: ReturnType<typeof count> } | null = null;

  instance.get("/metrics", { schema: { hide: true }, config: { open: true } }, async (request, reply) => {
    if (!mayRead(request, app.settings.metricsToken))
      return sendProblem(reply.header("www-authenticate", "Bearer"), new AppError("metrics-closed", {}));
    if (!counted || performance.now() - counted.at > holdsForMs)
      counted = { at: performance.now(), answer: count(app) };
    const { settings, clock, backend, disk } = app;
    const whole = { now: clock.now(), version, beatMs: settings.beatMs, backend: backend?.kind ?? "none", disk };
    reply.type("text/plain; version=0.0.4; charset=utf-8");
    return exposition([...gauges({ ...whole, ...(await counted.answer) }), ...app.counters.metrics()]);
  });
}

async function count({ store, clock, settings, backend, log }: App) {
  const now = clock.now();
  const failed = (error: unknown) => {
    log.warn({ why: sentenceOf(error) }, "the metrics could not be counted");
    throw error;
  };
  const [measures, queues] = await Promise.all([
    inTime(store.measures.take(now, later(now, settings.horizonMs)).catch(failed)),
    backend ? inTime(countJobs(backend)) : null,
  ]);
  return { measures, queues };
}

function mayRead(request: FastifyRequest, token: string | null): boolean {
  const { authorization, "x-forwarded-for": forwarded } = request.headers;
  if (authorization !== undefined) return token !== null && isSame(authorization.replace(/^Bearer +/i, ""), token);
  // `ip` counts what a proxy that we trust says; who says something and is not trusted is not from here.
  const direct = forwarded === undefined || request.ip !== request.socket.remoteAddress;
  return direct && isLocal(request.ip);
}

function isLocal(ip: string): boolean {
  const plain = ip.replace(/^::ffff:/i, "");
  return isIP(plain) > 0 && isLoopback(plain);
}

/** In the same time, however much of it is right. */
const isSame = (given: string, token: string) => timingSafeEqual(digest(given), digest(token));
const digest = (text: string) => createHash("sha256").update(text).digest();
