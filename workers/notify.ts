/** Takes notify jobs: takes a letter to its channel. A job that breaks off loses nothing: the letter's lease lapses, and the sweep rings again. */

import type { Worker } from "bullmq";
import { notify } from "../src/actions/notify.ts";
import type { App } from "../src/app.ts";
import { sentenceOf } from "../src/base/errors.ts";
import type { Backend } from "../src/queue/backend.ts";
import type { Doorbell } from "../src/queue/jobs.ts";

export const takeNotifyJobs = (app: App, backend: Backend): Worker<Doorbell> =>
  backend.worker(
    "notify",
    ({ data }) =>
      notify(app, data).catch((error: unknown) => {
        app.log.error({ letter: data.id, why: sentenceOf(error) }, "a notice broke off; the sweep takes it up again");
        return null;
      }),
    Math.min(8, app.settings.concurrency),
  );
