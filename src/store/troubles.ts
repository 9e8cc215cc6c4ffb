/** What is wrong right now, read from the state of things itself: nobody has to remember to report it, and no kill can lose it. */

import { sql } from "./db.ts";

export const noticeKinds = [
  "failed",
  "uncertain",
  "late",
  "account-broken",
  "source-broken",
  "rule-starved",
  "approval",
  "halt",
  "disk",
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export type Facts = Readonly<Record<string, string | number | null>>;

export interface Trouble {
  readonly kind: NoticeKind;
  /** The id of what is in trouble. */
  readonly subject: string;
  readonly facts: Facts;
}

/** Of whom the moves are by which the late policy holds or drops a publication. */
export const latePolicy = "late policy";

/** A dropped publication is over at once; so long it is told. */
const droppedForMs = 24 * 3_600_000;

const about = sql`(select left(d.text, 200) from deliveries d where d.publication_id = p.id and d.position = 1)`;
const sentOf = sql`
  (select jsonb_build_object('sent', count(*) filter (where d.state = 'sent'), 'of', count(*)) from deliveries d where d.publication_id = p.id)`;
const account = sql`jsonb_build_object('accountId', a.id, 'account', a.handle, 'platform', a.platform)`;

/**
 * One row a trouble: kind, subject, occurrence, gathers, facts. An occurrence is a number that rises when the same comes again:
 * a claim, a move, a count, or since when.
 */
export const standing = (now: Date) => sql`
  select 'failed' as kind, p.id as subject, p.claim::text as occurrence, a.id || ' ' || md5(coalesce(p.reason, '')) as gathers,
         ${account} || ${sentOf} || jsonb_build_object('reason', p.reason, 'about', ${about}) as facts
    from publications p join accounts a on a.id = p.account_id where p.state = 'failed'
  union all
  select 'uncertain', p.id, doubt.id::text, p.id,
         ${account} || ${sentOf} || jsonb_build_object('reason', p.reason, 'about', ${about})
    from publications p join accounts a on a.id = p.account_id
    cross join lateral (select max(id) as id from moves m where m.publication_id = p.id and m.move = 'doubt') doubt
   where p.state = 'uncertain' and p.next_ask_at is null and doubt.id is not null
  union all
  select 'late', p.id, last.id::text, '',
         ${account} || ${sentOf} || jsonb_build_object('reason', last.reason, 'about', ${about}, 'dueAt', p.due_at, 'state', p.state)
    from (select distinct publication_id from moves where actor = ${latePolicy}) late
    join publications p on p.id = late.publication_id join accounts a on a.id = p.account_id
    cross join lateral (select id, actor, reason, at from moves m where m.publication_id = p.id order by m.id desc limit 1) last
   where last.actor = ${latePolicy} and (p.state = 'held' or p.state = 'cancelled' and last.at > ${new Date(now.getTime() - droppedForMs)})
  union all
  select 'approval', p.id, coalesce((select max(id) from moves m where m.publication_id = p.id and m.move = 'await'), 0)::text, coalesce(p.rule_id, ''),
         ${account} || jsonb_build_object('reason', p.reason, 'about', ${about}, 'dueAt', p.due_at, 'rule', r.name)
    from publications p join accounts a on a.id = p.account_id left join rules r on r.id = p.rule_id where p.state = 'waiting'
  union all
  select 'account-broken', a.id, a.breaks::text, a.id,
         ${account} || jsonb_build_object('state', a.state, 'reason', a.reason,
           'waiting', (select count(*) from publications p where p.account_id = a.id and p.state = 'scheduled'))
    from accounts a where a.state <> 'ready' and a.removed_at is null
  union all
  select 'source-broken', s.id, coalesce(extract(epoch from s.broken_since), 0)::text, s.id,
         jsonb_build_object('source', s.name, 'address', s.address, 'reason', s.broken_reason)
    from sources s where s.broken_reason is not null and s.removed_at is null
  union all
  select 'rule-starved', r.id, extract(epoch from r.starved_at)::text, r.id,
         jsonb_build_object('rule', r.name, 'zone', r.zone, 'fedAt', r.fed_at, 'empty', r.empty_in_a_row)
    from rules r where r.starved_at is not null and r.paused_at is null and r.removed_at is null
  union all
  select 'halt', b.scope || ':' || b.subject, extract(epoch from b.since)::text, b.scope || ':' || b.subject,
         jsonb_build_object('scope', b.scope, 'halted', coalesce(a.handle, b.subject), 'reason', b.reason, 'actor', b.actor, 'until', b.until)
    from brakes b left join accounts a on b.scope = 'account' and a.id = b.subject
   where b.until is null or b.until > ${now}`;

/** Kinds that no table holds: whoever finds one says so, and says when it is over. */
export const reportedKinds: readonly NoticeKind[] = ["disk"];
