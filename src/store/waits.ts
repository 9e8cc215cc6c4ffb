/** Why publications that are due have not left: the facts that claiming asks, for who looks. */

import { type Standing, type Wait, waitOf } from "../publication/wait.ts";
import { type Db, sql } from "./db.ts";
import { brakeHolds, dayOf, isNear, isQuiet, lateAt, turnOrder, wallOf } from "./turns.ts";

/** `zone`: the newsroom's, where a rule and an account have none. */
export const openWaits = (db: Db, zone: string) => ({
  /** Of these ids, those that are scheduled, due and kept from leaving. */
  async of(ids: readonly string[], now: Date): Promise<ReadonlyMap<string, Wait>> {
    const found = await db.rows<Standing & { readonly id: string }>(sql`
      with turns as (
        select p.id, row_number() over (partition by p.account_id, p.rule_id order by ${turnOrder}) - 1 as ahead from publications p
         where p.state = 'scheduled' and p.due_at <= ${now} and p.rule_id in (select rule_id from publications where id = any (${ids}::text[])))
      select p.id, coalesce((select t.ahead from turns t where t.id = p.id), 0)::integer as ahead, a.state as account_state, a.reason as account_reason, p.retry_at, p.reason, ${lateAt} as late_at, jsonb_build_object('policy', p.late_policy, 'ms', p.late_ms) as late,
             (select closed_until from doors w where w.account_id = a.id and w.route = 'create') as closed_until,
             (select s.id from publications s where s.account_id = a.id and s.state = 'sending') as sending,
             (select jsonb_build_object('reason', b.reason, 'actor', b.actor, 'until', b.until) from brakes b where ${brakeHolds(now)}
               order by array_position(array['everywhere', 'platform', 'account'], b.scope) limit 1) as brake,
             r.name as rule, r.max_per_day, r.min_gap_ms,
             case when ${isQuiet(now, zone)} then quiet.ends end as quiet_until,
             (select max(q.begun_at) + r.min_gap_ms * interval '1 ms' from publications q where q.account_id = a.id and q.id <> p.id and ${isNear(now)}) as gap_until,
             (select count(*) from publications q where q.account_id = a.id and q.id <> p.id and q.begun_at >= ${dayOf(now, zone)}) as begun_today,
             (date_trunc('day', ${wallOf(now, zone)}) + interval '1 day') at time zone coalesce(r.limits_zone, a.zone, ${zone}) as day_ends_at,
             (select count(*) from publications q where q.account_id = a.id and q.id <> p.id and q.state = 'uncertain' and q.begun_at is null) as in_doubt
        from publications p join accounts a on a.id = p.account_id
        left join rules r on r.id = p.rule_id and not p.first and p.begun_at is null
        left join lateral (select (date_trunc('day', ${wallOf(now, zone)}) + r.quiet_to
               + case when (${wallOf(now, zone)})::time >= r.quiet_to then interval '1 day' else interval '0' end)
               at time zone coalesce(r.limits_zone, a.zone, ${zone}) as ends) quiet on true
       where p.id = any (${ids}::text[]) and p.state = 'scheduled' and p.due_at <= ${now}`);
    return new Map(
      found.flatMap(({ id, ...standing }) => {
        const wait = waitOf(standing, now);
        return wait ? [[id, wait] as const] : [];
      }),
    );
  },
});

export type Waits = ReturnType<typeof openWaits>;
