/** What may leave now: the conditions that claiming, ringing and judging lateness share. In each, `p` is a publication and `a` its account. */

import { sql } from "./db.ts";

type Fragment = ReturnType<typeof sql>;

/** Those wished `now` first, then by the minute of the promised time, then by making. */
export const turnOrder: Fragment = sql`p.first desc, minute_of(p.due_at), p.seq`;

/** Its time has come, and no wait after a fault is left. */
export const isDue = (now: Date): Fragment =>
  sql`p.state = 'scheduled' and p.due_at <= ${now} and coalesce(p.retry_at <= ${now}, true)`;

/** Connected, ready, its window open, and nothing of it being sent. */
export const accountIsFree = (now: Date): Fragment => sql`
  a.state = 'ready' and a.removed_at is null
  and not exists (select from windows w where w.account_id = a.id and w.route = 'create' and w.closed_until > ${now})
  and not exists (select from publications s where s.account_id = a.id and s.state = 'sending')`;

/** A brake `b` that is on stops it: everywhere, for its network or for its account. */
export const brakeHolds = (now: Date): Fragment => sql`
  (coalesce(b.until > ${now}, true)
   and (b.scope = 'account' and b.subject = a.id
        or not p.despite_halt and (b.scope = 'everywhere' or b.scope = 'platform' and b.subject = a.platform)))`;

export const isBraked = (now: Date): Fragment => sql`exists (select from brakes b where ${brakeHolds(now)})`;

/** It has not begun, and it is later than it may be. */
export const isTooLate = (now: Date): Fragment => sql`
  (p.begun_at is null and p.late_policy <> 'publish'
   and greatest(p.due_at, p.late_from) + p.late_ms * interval '1 ms' < ${now}::timestamptz)`;

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
                or q.begun_at >= date_trunc('day', ${now}::timestamptz at time zone coalesce(r.limits_zone, a.zone, ${zone})) at time zone coalesce(r.limits_zone, a.zone, ${zone})))
      or r.min_gap_ms is not null and exists (
        select from publications q where q.account_id = p.account_id and q.id <> p.id
           and (q.state = 'uncertain' and q.begun_at is null or q.begun_at > ${now}::timestamptz - r.min_gap_ms * interval '1 ms')))))`;

/** Its rule keeps quiet at this hour. */
export const isQuiet = (now: Date, zone: string): Fragment => sql`
  (not p.first and p.begun_at is null and exists (
    select from rules r, lateral (select (${now}::timestamptz at time zone coalesce(r.limits_zone, a.zone, ${zone}))::time as clock) local
     where r.id = p.rule_id and case when r.quiet_from <= r.quiet_to then local.clock >= r.quiet_from and local.clock < r.quiet_to
                                     else local.clock >= r.quiet_from or local.clock < r.quiet_to end))`;

/** Nothing holds back a publication that is due, on an account that is free. */
export const mayGo = (now: Date, zone: string): Fragment =>
  sql`not ${isBraked(now)} and not ${isTooLate(now)} and not ${isOverNumber(now, zone)} and not ${isQuiet(now, zone)}`;
