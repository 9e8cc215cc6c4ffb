/** The queues and what a job carries: a publication's id and the number of its bell, nothing else. */

import type { Bell } from "../publication/publication.ts";

export const queueNames = ["publish", "reconcile", "retract"] as const;
export type QueueName = (typeof queueNames)[number];

export type Doorbell = Bell;

/** One id a ring: hanging the same bell twice is hanging it once. BullMQ forbids colons in it. */
export const jobId = (queue: QueueName, { id, bell }: Doorbell) => `${queue}-${id}-${bell}`;
