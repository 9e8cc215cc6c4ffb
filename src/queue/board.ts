/** How many jobs stand in each queue, for ops. */

import type { JobType } from "bullmq";
import type { Backend } from "./backend.ts";
import { type QueueName, queueNames } from "./jobs.ts";

export type Counts = Readonly<Record<"waiting" | "active" | "delayed" | "failed", number>>;

export async function countJobs(backend: Pick<Backend, "queues">): Promise<Record<QueueName, Counts>> {
  const counted = await Promise.all(
    queueNames.map(async (name) => {
      const {
        waiting = 0,
        paused = 0,
        active = 0,
        delayed = 0,
        failed = 0,
      } = await backend.queues[name].getJobCounts("waiting", "paused" as JobType, "active", "delayed", "failed");
      return [name, { waiting: waiting + paused, active, delayed, failed }] as const;
    }),
  );
  return Object.fromEntries(counted) as Record<QueueName, Counts>;
}
