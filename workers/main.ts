/** The workers of one process: they take jobs until they are told to stop, then finish what is in the air. */

import { hostname } from "node:os";
import { heedTroubles } from "../src/actions/heed.ts";
import type { App } from "../src/app.ts";
import { AppError } from "../src/base/errors.ts";
import { startClock } from "./clock.ts";
import { takeNotifyJobs } from "./notify.ts";
import { takePublishJobs } from "./publish.ts";
import { takeReconcileJobs } from "./reconcile.ts";
import { takeRetractJobs } from "./retract.ts";

export function startWorkers(app: App): AsyncDisposable {
  const { backend } = app;
  if (!backend) throw new AppError("queue-unreachable", { where: "the queue", why: "workers need one" });
  const actor = `worker:${hostname()}:${process.pid}`;
  const stopping = new AbortController();
  const workers = [
    takePublishJobs(app, backend, stopping.signal, actor),
    takeReconcileJobs(app, backend, actor),
    takeRetractJobs(app, backend, stopping.signal, actor),
    takeNotifyJobs(app, backend),
  ];
  // With a beat of ten seconds and the time that a swarm gathers, what only the database tells would be told too late.
  const heeding = heedTroubles(app, app.settings.beatMs / 2);
  const clock = startClock(app, actor);
  return {
    async [Symbol.asyncDispose]() {
      stopping.abort();
      await clock[Symbol.asyncDispose]();
      await Promise.all(workers.map((worker) => worker.close()));
      await heeding[Symbol.asyncDispose]();
    },
  };
}
