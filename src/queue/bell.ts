/** Hangs a bell: a job that will ring at the right time. After the commit; it never throws and never takes over two seconds, since the sweep hangs every bell again. */

import { sentenceOf } from "../base/errors.ts";
import type { Log } from "../base/log.ts";
import type { Backend } from "./backend.ts";
import { type Doorbell, jobId, type QueueName } from "./jobs.ts";

export interface Ring extends Doorbell {
  readonly at: Date;
}

export interface Bells {
  hang(queue: QueueName, rings: readonly Ring[], now: Date): Promise<void>;
  /** A publication has just left `failed` by the move that gave it this bell: the board need not show the failure any more. */
  takeDownFailed(moved: Doorbell): Promise<void>;
}

const longestMs = 2_000;
/** Failed publications stay on the board for a week. */
const failedForS = 7 * 24 * 3_600;

/** What rings later than `horizonMs` from now stays a row: the sweep hangs it when it comes near. */
export const openBells = (backend: Pick<Backend, "queues">, log: Log, horizonMs: number): Bells => ({
  async hang(queue, rings, now) {
    const near = rings.filter(({ at }) => at.getTime() - now.getTime() <= horizonMs);
    if (near.length === 0) return;
    const jobs = near.map(({ id, bell, at }) => ({
      name: queue,
      data: { id, bell },
      opts: {
        jobId: jobId(queue, { id, bell }),
        delay: Math.max(0, at.getTime() - now.getTime()),
        attempts: 1,
        removeOnComplete: true,
        removeOnFail: queue === "publish" ? { age: failedForS } : true,
      },
    }));
    try {
      await within(longestMs, backend.queues[queue].addBulk(jobs));
    } catch (error) {
      log.warn(
        { queue, bells: rings.length, why: sentenceOf(error) },
        "bells could not be hung; the sweep hangs them again",
      );
    }
  },

  async takeDownFailed({ id, bell }) {
    try {
      await within(longestMs, backend.queues.publish.remove(jobId("publish", { id, bell: bell - 1 })));
    } catch (error) {
      log.debug(
        { publication: id, why: sentenceOf(error) },
        "its failed job stays on the board until its time is over",
      );
    }
  },
});

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`the queue did not answer within ${ms} ms`)), ms);
  });
  work.catch(() => undefined);
  try {
    await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
