/** The networks of the contract suite: what they may do to a call, what each can, and what that means for a post. */

import { expect, it } from "vitest";
import type { Login } from "../../src/platforms/platform.ts";

/** What a network may do to the next create. */
export type Misbehaviour =
  /** Answers 503 and has taken nothing. */
  | "fail-before"
  /** Takes the post and answers 503. */
  | "fail-after"
  /** Takes nothing and hangs up. */
  | "cut-before"
  /** Takes the post and hangs up without an answer. */
  | "lose-answer"
  /** Takes the post and hangs up in the middle of the answer. */
  | "cut-midway"
  /** Takes nothing and never answers. */
  | "hang"
  /** Takes the post and never answers. */
  | "hang-after"
  /** Takes the post; its answer never stops to trickle. */
  | "drip"
  /** Takes the post; the head of its answer never stops to trickle. */
  | "drip-head"
  /** Takes the post; its answer is larger than memory should hold. */
  | "huge"
  /** Takes the post; its answer cannot be read. */
  | "garbled"
  /** Takes the post; what it sends back is no HTTP. */
  | "nonsense"
  /** 429 with the time when the window opens. */
  | "rate-limit"
  /** 429 without it. */
  | "rate-limit-unsaid"
  | "expired-token"
  /** The account's credit is used up. */
  | "no-credit"
  /** Nobody listens at its address. */
  | "unplugged"
  /** Takes the post and answers; the list shows it only after `catchUp`. */
  | "lag";

export interface StandPost {
  readonly id: string;
  readonly text: string;
  readonly parentId: string | null;
}

/** A network to send to, with an account on it. */
export interface Stand extends AsyncDisposable {
  readonly login: Login;
  misbehave(how: Misbehaviour): void;
  /** Oldest first. */
  posts(): Promise<readonly StandPost[]>;
  /** After `lag`: the list shows everything. */
  catchUp?(): void;
  /** The next create is answered 429, with these headers. */
  close?(headers: Readonly<Record<string, string>>): void;
  /** What the images of each post show, oldest post first. */
  shows?(): readonly (readonly string[])[];
  /** The next upload of an image goes so. */
  misbehaveAtUpload?(how: Misbehaviour): void;
  /** The next look-up goes so. */
  misbehaveAtLook?(how: Misbehaviour): void;
  /** Nothing that the account has holds any more. */
  revoke?(): void;
  /** A new session, where the network knows sessions. */
  signedInAgain?(): Promise<Login>;
}

export interface Traits {
  /** What its stand can do. */
  readonly can: readonly Misbehaviour[];
  /** The network refuses a text that the account has posted already. */
  readonly refusesDuplicates: boolean;
  /** A post is found by a key of ours, and not by its text and parent. */
  readonly ownKeys?: true;
  /** A text that the network refuses for its length. */
  readonly tooLong?: string;
  /** Each form in which it says when a window opens. */
  readonly windows?: Readonly<Record<string, (opensAt: Date, now: Date) => Readonly<Record<string, string>>>>;
  /** It is looked at without a call that could be refused. */
  readonly looks?: false;
  /** Its posts carry images. */
  readonly images?: true;
  /** Credentials can be taken away. */
  readonly revokes?: true;
}

export type Row = [how: Misbehaviour, isTaken: boolean, outcome: object];

export const unknown = { kind: "unknown" };
export const rows: readonly Row[] = [
  ["fail-before", false, unknown],
  ["fail-after", true, unknown],
  ["cut-before", false, unknown],
  ["lose-answer", true, unknown],
  ["cut-midway", true, unknown],
  ["hang", false, unknown],
  ["hang-after", true, unknown],
  ["drip", true, unknown],
  ["drip-head", true, unknown],
  ["huge", true, unknown],
  ["garbled", true, unknown],
  ["nonsense", true, unknown],
  ["rate-limit", false, { kind: "deferred", cause: "window", notBefore: expect.any(Date) }],
  ["rate-limit-unsaid", false, { kind: "deferred", cause: "window", notBefore: null }],
  ["expired-token", false, { kind: "unauthorized", accountState: "unauthorized" }],
  ["no-credit", false, { kind: "unauthorized", accountState: "paused" }],
  ["unplugged", false, { kind: "deferred", cause: "fault", notBefore: null }],
];

/** Ways to refuse a look-up: none of them says that a post is not there, and to send it again would double it. */
export const lookRefusals: readonly Misbehaviour[] = [
  "fail-before",
  "cut-before",
  "rate-limit",
  "rate-limit-unsaid",
  "expired-token",
];

export const endless: readonly Misbehaviour[] = ["hang", "hang-after", "drip", "drip-head"];
export const shortMs = 400;
export const slackMs = 3_000;

/** A row that a network cannot have is no row: it is not counted as skipped. */
export const only = (has: boolean) => (name: string, check: () => Promise<void>) => {
  if (has) it(name, check);
};
