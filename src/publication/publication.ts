/** A publication: one thread on its way to one account; a delivery: one post of it. Plain data, as the store gives it. */

import type { Handles, RemotePost } from "../platforms/platform.ts";
import type { Late } from "../schedule/late.ts";
import type { Post } from "../thread/thread.ts";
import type { DeliveryState, Move, State } from "./moves.ts";

/** The moves that a person may wish for while a publication is on its way; obeyed between posts. */
export type StopWish = "hold" | "cancel" | "retract";

/** A doorbell: which publication, and which ring. */
export interface Bell {
  readonly id: string;
  readonly bell: number;
}

export interface Publication {
  readonly id: string;
  /** The order of making. */
  readonly seq: number;
  readonly articleId: string | null;
  readonly accountId: string;
  readonly state: State;
  /** The time that was promised. */
  readonly dueAt: Date | null;
  /** Not to be tried again before; null: no wait. */
  readonly retryAt: Date | null;
  readonly revision: number;
  readonly claim: number;
  readonly bell: number;
  readonly leaseUntil: Date | null;
  readonly stopWish: StopWish | null;
  /** Faults of one post in a row. */
  readonly tries: number;
  readonly nextAskAt: Date | null;
  readonly asks: number;
  readonly publishedAt: Date | null;
  readonly reason: string | null;
  readonly late: Late;
  /** The late policy holds it, and no person. */
  readonly heldLate: boolean;
  /** Goes although everything is halted. */
  readonly despiteHalt: boolean;
  readonly ruleId: string | null;
  /** A correction replies under a thread that is out. */
  readonly replyTo: { readonly root: RemotePost; readonly parent: RemotePost } | null;
  readonly createdAt: Date;
}

export interface Delivery {
  readonly publicationId: string;
  readonly position: number;
  readonly key: string;
  readonly post: Post;
  readonly state: DeliveryState;
  readonly handles: Handles;
  readonly firstStartedAt: Date | null;
  /** When the last create was started. */
  readonly startedAt: Date | null;
  readonly sentAt: Date | null;
  /** The network refused it as a duplicate after a send of unknown fate: its absence proves nothing any more. */
  readonly refusedAsDuplicate: boolean;
  readonly remote: RemotePost | null;
}

/** One line of a publication's history; `edit`: another time or other words, in the same state. */
export interface MoveMade {
  readonly move: Move | "edit";
  readonly actor: string;
  readonly reason: string | null;
  readonly at: Date;
}

export interface Attempt {
  readonly position: number;
  readonly number: number;
  readonly startedAt: Date;
  readonly endedAt: Date | null;
  readonly outcome: string | null;
  readonly reason: string | null;
}
