/** A job that breaks (its database went away) is no failed publication: the log tells it, the lease lapses, and the sweep rings again. */

import { UnrecoverableError } from "bullmq";
import type { App } from "../src/app.ts";
import { sentenceOf } from "../src/base/errors.ts";
import type { Doorbell } from "../src/queue/jobs.ts";

/** What the work says of a publication on purpose (an UnrecoverableError) still ends the job as failed. */
export async function quietly<T>({ log }: App, { id }: Doorbell, work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof UnrecoverableError) throw error;
    log.error({ publication: id, why: sentenceOf(error) }, "a job broke off; the sweep takes the publication up again");
    return null;
  }
}
