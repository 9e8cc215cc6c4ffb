/** Takes retract jobs: removes what is out of a publication that is taken back. */

import type { Worker } from "bullmq";
import { removePosts } from "../src/actions/retract.ts";
import type { App } from "../src/app.ts";
import type { Backend } from "../src/queue/backend.ts";
import type { Doorbell } from "../src/queue/jobs.ts";
import { quietly } from "./quietly.ts";

export const takeRetractJobs = (app: App, backend: Backend, stop: AbortSignal, actor: string): Worker<Doorbell> =>
  backend.worker(
    "retract",
    ({ data }) => quietly(app, data, () => removePosts(app, data, stop, actor)),
    Math.min(8, app.settings.concurrency),
  );
