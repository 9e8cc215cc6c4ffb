/** Takes publish jobs: rings the bell; a publication that ends failed ends its job as failed, so that the board shows it with its reason. */

import { UnrecoverableError, type Worker } from "bullmq";
import { publish } from "../src/actions/publish.ts";
import type { App } from "../src/app.ts";
import type { Backend } from "../src/queue/backend.ts";
import type { Doorbell } from "../src/queue/jobs.ts";

export const takePublishJobs = (app: App, backend: Backend, stop: AbortSignal, actor: string): Worker<Doorbell> =>
  backend.worker(
    "publish",
    async ({ data }) => {
      const ended = await publish(app, data, stop, actor);
      if (ended?.state === "failed") throw new UnrecoverableError(`${ended.id}: ${ended.reason}`);
      return ended?.state ?? null;
    },
    app.settings.concurrency,
  );
