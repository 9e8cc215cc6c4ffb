/** The queues and what a job carries: the id of a publication (or of a letter that tells of one) and the number of its bell, nothing else. */

import type { Bell } from "../publication/publication.ts";

export const queueNames = ["publish", "reconcile", "retract", "notify"] as const;
export type QueueName = (typeof queueNames)[number];

export type Doorbell = Bell;

/** One id a ring: hanging the same bell twice is hanging it once. BullMQ forbids colons in it. */
export const jobId = (queue: QueueName, { id, bell }: Doorbell) => `${queue}-${id}-${bell}`;
