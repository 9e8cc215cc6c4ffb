/** Takes publish jobs: rings the bell. The bell that a failed publication leaves behind ends as a failed job, so that the board shows it with its reason. */

import { UnrecoverableError, type Worker } from "bullmq";
import { publish } from "../src/actions/publish.ts";
import type { App } from "../src/app.ts";
import type { Backend } from "../src/queue/backend.ts";
import type { Doorbell } from "../src/queue/jobs.ts";
import { quietly } from "./quietly.ts";

export const takePublishJobs = (app: App, backend: Backend, stop: AbortSignal, actor: string): Worker<Doorbell> =>
  backend.worker(
    "publish",
    ({ data }) =>
      quietly(app, data, async () => {
        const failure = await app.store.publications.failureAt(data);
        if (failure !== undefined) throw new UnrecoverableError(failure ?? "it failed");
        return (await publish(app, data, stop, actor))?.state ?? null;
      }),
    app.settings.concurrency,
  );
