/** Takes publish jobs: rings the bell. The bell that a failed publication leaves behind ends as a failed job, so that the board shows it with its reason. */

import { UnrecoverableError, type Worker } from "bullmq";
import { answerBell } from "../src/actions/publish-all.ts";
import type { App } from "../src/app.ts";
import type { Backend } from "../src/queue/backend.ts";
import type { Doorbell } from "../src/queue/jobs.ts";
import { quietly } from "./quietly.ts";

export function takePublishJobs(app: App, backend: Backend, stop: AbortSignal, actor: string): Worker<Doorbell> {
  const { concurrency } = app.settings;
  let taken = 0;
  const ring = async (bell: Doorbell): Promise<string | null> => {
    const heard = await answerBell(app, bell, stop, actor, () => taken < concurrency);
    if (heard.kind === "failure") throw new UnrecoverableError(heard.reason);
    return heard.ended?.state ?? null;
  };
  return backend.worker(
    "publish",
    async ({ data }) => {
      taken++;
      try {
        return await quietly(app, data, () => ring(data));
      } finally {
        taken--;
      }
    },
    concurrency,
  );
}
