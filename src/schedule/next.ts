/** When a rule fires: its next instants; and, seen from a moment, which of those that are due fire, are left out, or were missed. */

import { type Cron, firings, readCron } from "./cron.ts";
import type { Late } from "./late.ts";
import type { RuleSpec } from "./rule.ts";

export interface Instant {
  readonly at: number;
  /** The accounts that fire then. */
  readonly accounts: readonly string[];
}

/** Free or not, an account's slots strictly after an instant (ms), in order. */
export type SlotsAfter = (from: number) => Iterable<number>;

export type Timed = Pick<RuleSpec, "when" | "accounts" | "start" | "until">;

/** The instants strictly after one (ms), in order; none for a rule that fires on arrival. `slots`: of each account that has any. */
export function* instantsAfter(
  rule: Timed,
  zone: string,
  slots: ReadonlyMap<string, SlotsAfter>,
  after: number,
): Generator<Instant, void, undefined> {
  const from = rule.start === null ? after : Math.max(after, Date.parse(rule.start) - 1);
  const until = rule.until === null ? Number.POSITIVE_INFINITY : Date.parse(rule.until);
  for (const instant of allAfter(rule, zone, slots, from)) {
    if (instant.at > until) return;
    yield instant;
  }
}

export function nextAfter(
  rule: Timed,
  zone: string,
  slots: ReadonlyMap<string, SlotsAfter>,
  after: number,
): number | null {
  const { value } = instantsAfter(rule, zone, slots, after).next();
  return value?.at ?? null;
}

function* allAfter(
  { when, accounts }: Timed,
  zone: string,
  slots: ReadonlyMap<string, SlotsAfter>,
  from: number,
): Generator<Instant, void, undefined> {
  if (when.kind === "cron") for (const at of firings(cronOf(when.cron), zone, from)) yield { at, accounts };
  if (when.kind === "slots") yield* merged(accounts, slots, from);
}

const crons = new Map<string, Cron>();

/** Reading one builds a calendar, and every beat asks for the same few. */
function cronOf(expression: string): Cron {
  const known = crons.get(expression) ?? readCron(expression);
  if (crons.size > 1_000) crons.clear();
  crons.set(expression, known);
  return known;
}

/** Accounts whose slots fall on one instant fire in it together. */
function* merged(
  accounts: readonly string[],
  slots: ReadonlyMap<string, SlotsAfter>,
  from: number,
): Generator<Instant, void, undefined> {
  const heads = accounts.flatMap((account) => {
    const rest = slots.get(account)?.(from)[Symbol.iterator]();
    const first = rest?.next();
    return rest && first && !first.done ? [{ account, rest, at: first.value }] : [];
  });
  while (heads.length > 0) {
    const at = Math.min(...heads.map((head) => head.at));
    yield { at, accounts: heads.filter((head) => head.at === at).map((head) => head.account) };
    for (const head of heads.filter((one) => one.at === at)) {
      const following = head.rest.next();
      if (following.done) heads.splice(heads.indexOf(head), 1);
      else head.at = following.value;
    }
  }
}

/** Older than this, what was missed is one line in the history and not one each. */
const listedMs = 7 * 86_400_000;
/** After an outage no more than these fire, the latest of them. */
export const catchUpMost = 10;
/** However late a rule may publish, what is later than this is one article and not all that were missed. */
const freshMs = 30 * 60_000;

/** An instant that is later takes no article of its own. */
export const mostLateMs = ({ policy, ms }: Late): number => (policy === "publish" ? freshMs : ms);

export interface Due {
  /** Nothing fired since this instant, too long ago to list each; null: no such time. */
  readonly unlisted: number | null;
  /** Left out by a person's wish. */
  readonly skipped: readonly Instant[];
  /** Too late to be worth an article each. */
  readonly missed: readonly Instant[];
  readonly fire: readonly Instant[];
  /** All instants up to this one are dealt with when those are. */
  readonly upTo: number;
}

export interface Seen {
  readonly advancedTo: number;
  readonly now: number;
  readonly late: Late;
  /** So many to come are left out. */
  readonly skips: number;
  /** So many more may fire; null: no end. */
  readonly left: number | null;
}

/**
 * What is due now. Each instant within the late policy fires, at most the latest few; when all are too late, the most recent one still takes
 * its article (the policy then holds that one publication), unless late ones are to be skipped.
 */
export function dueNow(rule: Timed, zone: string, slots: ReadonlyMap<string, SlotsAfter>, seen: Seen): Due {
  const { advancedTo, now, late, skips, left } = seen;
  const listedFrom = now - listedMs;
  const oldest = nextAfter(rule, zone, slots, advancedTo);
  const unlisted = oldest !== null && oldest <= listedFrom ? oldest : null;
  const due: Instant[] = [];
  for (const instant of instantsAfter(rule, zone, slots, Math.max(advancedTo, listedFrom))) {
    if (instant.at > now) break;
    due.push(instant);
  }
  const wanted = due.slice(skips);
  const within = wanted.filter(({ at }) => now - at <= mostLateMs(late)).slice(-catchUpMost);
  const chosen = within.length > 0 || late.policy === "skip" ? within : wanted.slice(-1);
  const fire = left === null ? chosen : chosen.slice(0, left);
  const first = fire[0]?.at ?? Number.POSITIVE_INFINITY;
  return {
    unlisted,
    skipped: due.slice(0, skips),
    missed: wanted.filter(({ at }) => at < first),
    fire,
    upTo: fire.at(-1)?.at ?? due.at(-1)?.at ?? (unlisted === null ? advancedTo : listedFrom),
  };
}
