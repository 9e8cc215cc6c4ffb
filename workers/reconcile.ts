/** Takes reconcile jobs: finds out what became of a post of unknown fate. */

import { UnrecoverableError, type Worker } from "bullmq";
import { reconcile } from "../src/actions/reconcile.ts";
import type { App } from "../src/app.ts";
import type { Backend } from "../src/queue/backend.ts";
import type { Doorbell } from "../src/queue/jobs.ts";

export const takeReconcileJobs = (app: App, backend: Backend, actor: string): Worker<Doorbell> =>
  backend.worker(
    "reconcile",
    async ({ data }) => {
      const ended = await reconcile(app, data, actor);
      if (ended?.state === "failed") throw new UnrecoverableError(`${ended.id}: ${ended.reason}`);
      return ended?.state ?? null;
    },
    Math.min(16, app.settings.concurrency),
  );
