/** What is wrong right now, read from the state of things itself: nobody has to remember to report it, and no kill can lose it. */

import { sql } from "./db.ts";
import { isOn } from "./turns.ts";

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

interface Branch {
  readonly kind: NoticeKind;
  readonly subject: Fragment;
  /** Rises when the same comes again: a claim, a move, a count, or since when. */
  readonly occurrence: Fragment;
  /** What belongs into one notice. */
  readonly gathers: Fragment;
  readonly facts: Fragment;
  readonly from: Fragment;
  /** What only the facts need. */
  readonly joins: Fragment;
  readonly where: Fragment;
}
type Fragment = ReturnType<typeof sql>;

const ofAccount = sql`join accounts a on a.id = p.account_id`;
const none = sql``;

const branches = (now: Date): readonly Branch[] => [
  {
    kind: "failed",
    subject: sql`p.id`,
    occurrence: sql`p.claim::text`,
    gathers: sql`p.account_id || ' ' || md5(coalesce(p.reason, ''))`,
    facts: sql`${account} || ${sentOf} || jsonb_build_object('reason', p.reason, 'about', ${about})`,
    from: sql`publications p`,
    joins: ofAccount,
    where: sql`p.state = 'failed'`,
  },
  {
    kind: "uncertain",
    subject: sql`p.id`,
    occurrence: sql`doubt.id::text`,
    gathers: sql`p.id`,
    facts: sql`${account} || ${sentOf} || jsonb_build_object('reason', p.reason, 'about', ${about})`,
    from: sql`publications p cross join lateral (select max(id) as id from moves m where m.publication_id = p.id and m.move = 'doubt') doubt`,
    joins: ofAccount,
    where: sql`p.state = 'uncertain' and p.next_ask_at is null and doubt.id is not null`,
  },
  {
    kind: "late",
    subject: sql`p.id`,
    occurrence: sql`last.id::text`,
    gathers: sql`''`,
    facts: sql`${account} || ${sentOf} || jsonb_build_object('reason', last.reason, 'about', ${about}, 'dueAt', p.due_at, 'state', p.state)`,
    from: sql`(select distinct publication_id from moves where actor = ${latePolicy}) late join publications p on p.id = late.publication_id
      cross join lateral (select id, actor, reason, at from moves m where m.publication_id = p.id order by m.id desc limit 1) last`,
    joins: ofAccount,
    where: sql`last.actor = ${latePolicy}
      and (p.state = 'held' or p.state = 'cancelled' and last.at > ${new Date(now.getTime() - droppedForMs)})`,
  },
  {
    kind: "approval",
    subject: sql`p.id`,
    occurrence: sql`coalesce((select max(id) from moves m where m.publication_id = p.id and m.move = 'await'), 0)::text`,
    gathers: sql`coalesce(p.rule_id, '')`,
    facts: sql`${account} || jsonb_build_object('reason', p.reason, 'about', ${about}, 'dueAt', p.due_at, 'rule', r.name)`,
    from: sql`publications p`,
    joins: sql`${ofAccount} left join rules r on r.id = p.rule_id`,
    where: sql`p.state = 'waiting'`,
  },
  {
    kind: "account-broken",
    subject: sql`a.id`,
    occurrence: sql`a.breaks::text`,
    gathers: sql`a.id`,
    facts: sql`${account} || jsonb_build_object('state', a.state, 'reason', a.reason,
      'waiting', (select count(*) from publications p where p.account_id = a.id and p.state = 'scheduled'))`,
    from: sql`accounts a`,
    joins: none,
    where: sql`a.state <> 'ready' and a.removed_at is null`,
  },
  {
    kind: "source-broken",
    subject: sql`s.id`,
    occurrence: sql`coalesce(extract(epoch from s.broken_since), 0)::text`,
    gathers: sql`s.id`,
    facts: sql`jsonb_build_object('source', s.name, 'address', s.address, 'reason', s.broken_reason)`,
    from: sql`sources s`,
    joins: none,
    where: sql`s.broken_reason is not null and s.removed_at is null`,
  },
  {
    kind: "rule-starved",
    subject: sql`r.id`,
    occurrence: sql`extract(epoch from r.starved_at)::text`,
    gathers: sql`r.id`,
    facts: sql`jsonb_build_object('rule', r.name, 'fedAt', r.fed_at, 'empty', r.empty_in_a_row)`,
    from: sql`rules r`,
    joins: none,
    where: sql`r.starved_at is not null and r.paused_at is null and r.removed_at is null`,
  },
  {
    kind: "halt",
    subject: sql`b.scope || ':' || b.subject`,
    occurrence: sql`extract(epoch from b.since)::text`,
    gathers: sql`b.scope || ':' || b.subject`,
    facts: sql`jsonb_build_object('scope', b.scope, 'halted', coalesce(a.handle, b.subject), 'reason', b.reason, 'actor', b.actor, 'until', b.until)`,
    from: sql`brakes b`,
    joins: sql`left join accounts a on b.scope = 'account' and a.id = b.subject`,
    where: isOn(now),
  },
];

const all = (selects: readonly Fragment[]): Fragment => selects.reduce((some, one) => sql`${some} union all ${one}`);

/** The names of all troubles: kind, subject, occurrence. Cheap however many there are, since indexes hold them. */
export const standing = (now: Date): Fragment =>
  all(
    branches(now).map(
      ({ kind, subject, occurrence, from, where }) =>
        sql`select ${kind}::text as kind, ${subject} as subject, ${occurrence} as occurrence from ${from} where ${where}`,
    ),
  );

/** The same with what is to be said of them: gathers, facts. */
export const described = (now: Date): Fragment =>
  all(
    branches(now).map(
      ({ kind, subject, occurrence, gathers, facts, from, joins, where }) => sql`
        select ${kind}::text as kind, ${subject} as subject, ${occurrence} as occurrence, ${gathers} as gathers, ${facts} as facts
          from ${from} ${joins} where ${where}`,
    ),
  );

/** Kinds that no table holds: whoever finds one says so, and says when it is over. */
export const reportedKinds: readonly NoticeKind[] = ["disk"];
