/** What a send's outcome leads to: pure judgement, the store carries it out. */

import { later } from "../base/clock.ts";
import type { AppWindow, Deferred, RemotePost, SendOutcome, Settlement, Unauthorized } from "../platforms/platform.ts";
import { backOff, clampWait } from "./retry.ts";

/** How a run ends, and what it leaves behind on the account. */
export type Ending =
  | { readonly move: "finish" }
  | { readonly move: "defer"; readonly retryAt: Date | null; readonly tries: number; readonly reason: string }
  | { readonly move: "doubt"; readonly nextAskAt: Date; readonly reason: string }
  | { readonly move: "fail"; readonly reason: string };

/** Calls that a network may let wait by themselves. */
export const routes = ["create", "find", "remove", "upload"] as const;
export type Route = (typeof routes)[number];

export interface AccountEffect {
  /** The window that the network closed. */
  readonly closed?: { readonly route: Route; readonly until: Date; readonly app?: AppWindow };
  readonly stopped?: { readonly state: "unauthorized" | "paused"; readonly reason: string };
}

export interface Verdict {
  readonly ending: Ending;
  readonly effect: AccountEffect;
}

export interface Bounds {
  /** Faults of one post in a row after which a person looks. */
  readonly tries: number;
  readonly backOffMs: number;
  /** First look-up after a send of unknown fate. */
  readonly firstAskMs: number;
}

export interface Circumstances {
  readonly now: Date;
  readonly random: () => number;
  /** Faults of this post in a row so far. */
  readonly tries: number;
  /** An earlier send of this very post ended unknown. */
  readonly doubtedBefore: boolean;
  readonly bounds: Bounds;
}

/** Everything but `sent`, which goes on with the next post. */
export function judge(outcome: Exclude<SendOutcome, { kind: "sent" }>, about: Circumstances): Verdict {
  switch (outcome.kind) {
    case "deferred":
      return deferral(outcome, "create", about);
    case "unauthorized":
      return stopsTheAccount(outcome, about.tries);
    case "unknown":
      return doubtful(outcome.reason, about);
    case "rejected":
      return outcome.duplicate && about.doubtedBefore
        ? doubtful(`${outcome.reason} (it may be the earlier try that did arrive)`, about)
        : { ending: { move: "fail", reason: outcome.reason }, effect: {} };
  }
}

const doubtful = (reason: string, { now, bounds }: Circumstances): Verdict => ({
  ending: { move: "doubt", nextAskAt: later(now, bounds.firstAskMs), reason },
  effect: {},
});

/** The account waits for a person; the publication waits with it and is not blamed. */
export function stopsTheAccount({ accountState, reason }: Unauthorized, tries: number): Verdict {
  return {
    ending: { move: "defer", retryAt: null, tries, reason },
    effect: { stopped: { state: accountState, reason } },
  };
}

/** A closed window is nobody's fault and does not count; a fault does, and the last one ends in `fail`, or stops the account whose session it was about. */
export function deferral(outcome: Deferred, route: Route, about: Circumstances): Verdict {
  const { now, random, bounds } = about;
  if (outcome.cause === "window") {
    const until = outcome.notBefore
      ? clampWait(outcome.notBefore, now)
      : later(now, backOff(about.tries + 5, bounds.backOffMs, random));
    return {
      ending: { move: "defer", retryAt: until, tries: about.tries, reason: outcome.reason },
      effect: { closed: { route, until, ...(outcome.app && { app: outcome.app }) } },
    };
  }
  const { refused } = outcome;
  if (refused && about.tries + 1 >= about.bounds.tries) return stopsTheAccount(refused, about.tries);
  return { ending: afterFault(outcome.reason, outcome.notBefore, about), effect: {} };
}

/** One more fault of this post in a row. */
export function afterFault(
  reason: string,
  notBefore: Date | null,
  { now, random, tries: before, bounds }: Circumstances,
): Ending {
  const tries = before + 1;
  if (tries >= bounds.tries) return { move: "fail", reason: `${reason} (gave up after ${tries} tries)` };
  const retryAt = notBefore ? clampWait(notBefore, now) : later(now, backOff(tries, bounds.backOffMs, random));
  return { move: "defer", retryAt, tries, reason };
}

/** What a look-up that found nothing is worth. */
export type Absence = "absent" | "ask again" | "ask a person";

export interface Asked {
  readonly now: Date;
  /** When the last create was started. */
  readonly startedAt: Date;
  readonly deadlineMs: number;
  readonly absenceFloorMs: number;
  /** Look-ups made, this one included. */
  readonly asks: number;
  readonly refusedAsDuplicate: boolean;
}

/** After this many look-ups that found nothing, of a post that the network calls a duplicate, a person looks. */
const asksForDuplicate = 12;

/** From when on "not there" settles that a post did not arrive. */
export const absenceCountsFrom = (
  settlement: Extract<Settlement, { by: "look-up" }>,
  asked: Omit<Asked, "now" | "asks" | "refusedAsDuplicate">,
): Date => later(asked.startedAt, Math.max(asked.deadlineMs + settlement.notBeforeMs, asked.absenceFloorMs));

export function weighAbsence(settlement: Extract<Settlement, { by: "look-up" }>, asked: Asked): Absence {
  if (asked.refusedAsDuplicate) return asked.asks >= asksForDuplicate ? "ask a person" : "ask again";
  const late = asked.now >= absenceCountsFrom(settlement, asked);
  return late && asked.asks >= settlement.asks ? "absent" : "ask again";
}

/** The next look-up: soon at first, then doubled up to a minute, and exactly when absence begins to count if that is nearer. */
export function nextAsk(asks: number, now: Date, firstAskMs: number, countsFrom: Date): Date {
  const usual = later(now, Math.min(60_000, firstAskMs * 2 ** Math.max(0, asks - 1)));
  return countsFrom > now && countsFrom < usual ? countsFrom : usual;
}

export type Found = { readonly position: number; readonly remote: RemotePost };
