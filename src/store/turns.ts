/** What may leave now: the conditions that claiming, ringing and judging lateness share. In each, `p` is a publication and `a` its account. */

import { later, seconds } from "../base/clock.ts";
import { sql } from "./db.ts";

/** So long after its time a publication that has not left is late. */
const lateAfterMs = seconds(60);

type Fragment = ReturnType<typeof sql>;

/** Those wished `now` first, then by the minute of the promised time, then by making. */
export const turnOrder: Fragment = sql`p.first desc, minute_of(p.due_at), p.seq`;

/** Its time has come, and no wait after a fault is left. */
export const isDue = (now: Date): Fragment =>
  sql`p.state = 'scheduled' and p.due_at <= ${now} and coalesce(p.retry_at <= ${now}, true)`;

/** Connected, ready, its window open, and nothing of it being sent. */
export const accountIsFree = (now: Date): Fragment => sql`
  a.state = 'ready' and a.removed_at is null
  and not exists (select from doors w where w.account_id = a.id and w.route = 'create' and w.closed_until > ${now})
  and not exists (select from publications s where s.account_id = a.id and s.state = 'sending')`;

/** A brake `b` that is on stops it: everywhere, for its network or for its account. */
export const brakeHolds = (now: Date): Fragment => sql`
  (coalesce(b.until > ${now}, true)
   and (b.scope = 'account' and b.subject = a.id
        or not p.despite_halt and (b.scope = 'everywhere' or b.scope = 'platform' and b.subject = a.platform)))`;

/** A brake `b` is on, and what it is for is still there. */
export const isOn = (now: Date): Fragment => sql`
  (coalesce(b.until > ${now}, true)
   and (b.scope <> 'account' or exists (select from accounts known where known.id = b.subject and known.removed_at is null)))`;

export const isBraked = (now: Date): Fragment => sql`exists (select from brakes b where ${brakeHolds(now)})`;

/** Later than this it may not begin; null: however late, or it has begun. */
export const lateAt: Fragment = sql`
  case when p.begun_at is null and p.late_policy <> 'publish' then greatest(p.due_at, p.late_from) + p.late_ms * interval '1 ms' end`;

/** It has not begun, and it is later than it may be. */
export const isTooLate = (now: Date): Fragment => sql`coalesce(${lateAt} < ${now}::timestamptz, false)`;

/** What the clocks show where its rule, its account or the newsroom (`zone`) is; `r` is its rule. */
export const wallOf = (now: Date, zone: string): Fragment =>
  sql`${now}::timestamptz at time zone coalesce(r.limits_zone, a.zone, ${zone})`;

/** When the day began there. */
export const dayOf = (now: Date, zone: string): Fragment =>
  sql`date_trunc('day', ${wallOf(now, zone)}) at time zone coalesce(r.limits_zone, a.zone, ${zone})`;

/** Nearer than its rule's distance `r` to the beginning of `q`; one that a clock set back left in the future keeps nobody waiting till then. */
export const isNear = (now: Date): Fragment => sql`
  (q.begun_at > ${now}::timestamptz - r.min_gap_ms * interval '1 ms' and q.begun_at < ${now}::timestamptz + r.min_gap_ms * interval '1 ms')`;

/**
 * Its rule's daily number or distance holds it back; both count whatever its account has sent. A post of unknown fate may be out, so it counts.
 * `zone`: where neither the rule nor the account has one.
 */
export const isOverNumber = (now: Date, zone: string): Fragment => sql`
  (not p.first and p.begun_at is null and exists (
    select from rules r where r.id = p.rule_id and (
      r.max_per_day <= (
        select count(*) from publications q where q.account_id = p.account_id and q.id <> p.id
           and (q.state = 'uncertain' and q.begun_at is null
                or q.begun_at >= ${dayOf(now, zone)}))
      or r.min_gap_ms is not null and exists (
        select from publications q where q.account_id = p.account_id and q.id <> p.id
           and (q.state = 'uncertain' and q.begun_at is null or ${isNear(now)})))))`;

/** Its rule keeps quiet at this hour. */
export const isQuiet = (now: Date, zone: string): Fragment => sql`
  (not p.first and p.begun_at is null and exists (
    select from rules r, lateral (select (${wallOf(now, zone)})::time as clock) local
     where r.id = p.rule_id and case when r.quiet_from <= r.quiet_to then local.clock >= r.quiet_from and local.clock < r.quiet_to
                                     else local.clock >= r.quiet_from or local.clock < r.quiet_to end))`;

/**
 * Its time is over by a minute, and no limit of its rule asked for the wait: what an operator is to be told of. The number and the distance
 * move `late_from` at each beat.
 */
export const isOverdue = (now: Date, zone: string): Fragment =>
  sql`(p.state = 'scheduled' and p.due_at < ${later(now, -lateAfterMs)} and coalesce(p.late_from < ${later(now, -lateAfterMs)}, true) and not ${isQuiet(now, zone)})`;

/** Nothing holds back a publication that is due, on an account that is free. */
export const mayGo = (now: Date, zone: string): Fragment =>
  sql`not ${isBraked(now)} and not ${isTooLate(now)} and not ${isOverNumber(now, zone)} and not ${isQuiet(now, zone)}`;
