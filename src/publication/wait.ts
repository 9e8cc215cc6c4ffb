/** Why a publication whose time has come does not leave yet, and until when: what claiming asks, told to a person. */

import type { AccountState } from "../account/account.ts";
import { type Late, writtenLate } from "../schedule/late.ts";
import { writtenLength } from "../schedule/length.ts";

/** What is so at this moment; of limits only those of the rule that made it. */
export interface Standing {
  readonly accountState: AccountState;
  readonly accountReason: string | null;
  readonly closedUntil: Date | null;
  readonly retryAt: Date | null;
  /** What the wait after a fault is for. */
  readonly reason: string | null;
  /** The widest brake that is on for it. */
  readonly brake: { readonly reason: string; readonly actor: string; readonly until: string | null } | null;
  /** Later than this it is held or cancelled; null: it may go however late. */
  readonly lateAt: Date | null;
  readonly late: Late;
  readonly rule: string | null;
  /** The rule's quiet hours end then; null: it is not quiet. */
  readonly quietUntil: Date | null;
  readonly minGapMs: number | null;
  /** The distance to the account's last publication ends then; null: none is that near. */
  readonly gapUntil: Date | null;
  readonly maxPerDay: number | null;
  /** Publications of the account that began today, by the zone of the limits. */
  readonly begunToday: number;
  readonly dayEndsAt: Date | null;
  /** Publications that its rule made for the account, that are due and go before it. */
  readonly ahead: number;
  /** Publications of the account of unknown fate: they may be out, so limits count them. */
  readonly inDoubt: number;
  /** The publication of the account that is being sent. */
  readonly sending: string | null;
}

export interface Wait {
  readonly reason: string;
  /** Null: nobody knows. */
  readonly until: Date | null;
}

/** Null: nothing stands in its way, and the account's next turn is its own or an earlier one's. */
export function waitOf(standing: Standing, now: Date): Wait | null {
  const { accountState, accountReason, closedUntil, retryAt, reason, brake, lateAt, sending } = standing;
  if (brake)
    return {
      reason: `stopped by ${brake.actor}: ${brake.reason}`,
      until: brake.until === null ? null : new Date(brake.until),
    };
  if (accountState !== "ready") return { reason: `its account is ${accountState}: ${accountReason}`, until: null };
  if (retryAt && retryAt > now) return { reason: reason ?? "it is tried again", until: retryAt };
  if (closedUntil && closedUntil > now)
    return { reason: "its network takes no more posts of the account", until: closedUntil };
  if (lateAt && lateAt < now)
    return { reason: "it is later than it may be; the next beat holds or cancels it", until: null };
  return ofRule(standing) ?? (sending === null ? null : { reason: `${sending} is being sent first`, until: null });
}

/** The limit that holds it longest. */
function ofRule(standing: Standing): Wait | null {
  const { rule, lateAt, late, quietUntil, minGapMs, gapUntil, maxPerDay, begunToday, dayEndsAt, inDoubt, ahead } =
    standing;
  const doubt = inDoubt > 0 ? `, counting ${inDoubt} of unknown fate` : "";
  const turn = ahead > 0 ? `, and ${ahead} of the rule's ${ahead === 1 ? "goes" : "go"} first` : "";
  const waits: Wait[] = [];
  if (quietUntil) {
    const ends = lateAt && lateAt < quietUntil ? `, and before they end it is too late: ${writtenLate(late)}` : "";
    waits.push({ reason: `its rule ${rule} keeps quiet hours${ends}`, until: quietUntil });
  }
  if (maxPerDay !== null && begunToday + inDoubt >= maxPerDay)
    waits.push({ reason: `its rule ${rule} allows its account ${maxPerDay} a day${doubt}${turn}`, until: dayEndsAt });
  if (minGapMs !== null && (gapUntil || inDoubt > 0))
    waits.push({
      reason: `its rule ${rule} keeps ${writtenLength(minGapMs)} between its account's publications${doubt}${turn}`,
      until: inDoubt > 0 ? null : gapUntil,
    });
  return waits.reduce<Wait | null>(
    (longest, wait) => (!longest || endOf(wait) > endOf(longest) ? wait : longest),
    null,
  );
}

const endOf = ({ until }: Wait) => until?.getTime() ?? Number.POSITIVE_INFINITY;
