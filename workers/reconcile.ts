/** Takes reconcile jobs: finds out what became of a post of unknown fate. */

import type { Worker } from "bullmq";
import { reconcile } from "../src/actions/reconcile.ts";
import type { App } from "../src/app.ts";
import type { Backend } from "../src/queue/backend.ts";
import type { Doorbell } from "../src/queue/jobs.ts";
import { quietly } from "./quietly.ts";

export const takeReconcileJobs = (app: App, backend: Backend, actor: string): Worker<Doorbell> =>
  backend.worker(
    "reconcile",
    ({ data }) => quietly(app, data, async () => (await reconcile(app, data, actor))?.state ?? null),
    Math.min(16, app.settings.concurrency),
  );
