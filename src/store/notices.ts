/** The outbox of notices: what is wrong becomes a notice exactly once, a notice becomes a letter to each channel, and a letter is kept until it was taken or given up. */

import { hours, later, minutes, seconds } from "../base/clock.ts";
import { derivedId, newId } from "../base/ids.ts";
import { type Db, sql } from "./db.ts";
import { described, type Facts, type NoticeKind, reportedKinds, standing, type Trouble } from "./troubles.ts";

/** A letter's bell and when it is to ring. */
export interface LetterDue {
  readonly id: string;
  readonly bell: number;
  readonly at: Date;
}

/** What a claimed letter carries; `bell` is its fence. */
export interface Letter {
  readonly id: string;
  readonly bell: number;
  readonly tries: number;
  readonly taken: readonly string[];
  readonly noticeId: string;
  readonly channelId: string;
}

export interface Notice<Words> {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly raisedAt: Date;
  readonly readyAt: Date;
  /** How many troubles it tells of. */
  readonly count: number;
  /** Null: not frozen yet. */
  readonly words: Words | null;
  /** The first of them. */
  readonly troubles: readonly { readonly subject: string; readonly facts: Facts }[];
}

export type Settlement =
  | { readonly state: "sent"; readonly reason: string | null }
  | { readonly state: "failed"; readonly reason: string }
  | {
      readonly state: "waiting";
      readonly reason: string;
      readonly nextAt: Date;
      readonly taken: readonly string[];
    };

interface Fresh extends Trouble {
  readonly occurrence: string;
  readonly gathers: string;
}

/** Kinds that come in swarms wait so long for the rest of the swarm. */
const gatherMs = seconds(2);
const swarms: ReadonlySet<NoticeKind> = new Set(["failed", "uncertain", "late", "approval"]);

/** Of what goes on and on, so many notices leave at once; while the trouble lasts, the next ones gather for longer. */
const paces: Partial<Record<NoticeKind, { readonly atOnce: number; readonly thenMs: number }>> = {
  failed: { atOnce: 5, thenMs: minutes(5) },
  late: { atOnce: 1, thenMs: minutes(15) },
};

const batch = 1_000;
const keptForMs = hours(24 * 30);
const namedInNotice = 20;

export const openNotices = (db: Db) => ({
  /** Makes notices of all that is wrong and not told yet, and of what is `reported`, which no table holds. Returns the bells to hang. */
  async raise(now: Date, reported: readonly Trouble[] = []): Promise<LetterDue[]> {
    if (reported.length === 0 && (await untold(db, now, 1)).length === 0) return [];
    return db.transaction(async (db) => {
      await lock(db);
      const fresh = [...(await freshTroubles(db, now)), ...(await newlyReported(db, now, reported))];
      return fresh.length === 0 ? [] : tell(db, now, fresh);
    });
  },

  /** Marks what is mended: its notice has been raised and still goes out, and the same again will be a new one. */
  endMended: (now: Date): Promise<boolean> =>
    db.changed(sql`
      update troubles t set ended_at = ${now}
       where ended_at is null and kind <> all (${[...reportedKinds]}::text[])
         and not exists (select from (${standing(now)}) s where (s.kind, s.subject, s.occurrence) = (t.kind, t.subject, t.occurrence))`),

  /** The same for what was reported. */
  end: (kind: NoticeKind, subject: string, now: Date): Promise<boolean> =>
    db.changed(
      sql`update troubles set ended_at = ${now} where kind = ${kind} and subject = ${subject} and ended_at is null`,
    ),

  /** A new ring for letters that should have left by `before`: the job of their bell is in the hands of a worker that is gone, or was lost. */
  ringOverdue: (now: Date, before: Date): Promise<LetterDue[]> =>
    db.rows<LetterDue>(sql`
      with overdue as (
        select id from letters where state = 'waiting' and greatest(next_at, lease_until) <= ${before}
         order by next_at limit ${batch} for update skip locked)
      update letters l set bell = bell + 1, next_at = ${now}, lease_until = null from overdue where l.id = overdue.id
      returning l.id, l.bell, l.next_at as at`),

  /** The bells of all letters that wait, up to `until`. */
  due: (now: Date, until: Date): Promise<LetterDue[]> =>
    db.rows<LetterDue>(sql`
      select id, bell, greatest(next_at, lease_until, ${now}::timestamptz) as at from letters
       where state = 'waiting' and greatest(next_at, lease_until) <= ${until} order by next_at limit ${batch}`),

  /** When a waiting letter may leave at the earliest. */
  ringsAt: async (id: string): Promise<Date | undefined> =>
    (await db.row<{ nextAt: Date }>(sql`select next_at from letters where id = ${id} and state = 'waiting'`))?.nextAt,

  claim: (id: string, now: Date, leaseUntil: Date): Promise<Letter | undefined> =>
    db.row<Letter>(sql`
      update letters set bell = bell + 1, tries = tries + 1, lease_until = ${leaseUntil}
       where id = ${id} and state = 'waiting' and next_at <= ${now} and coalesce(lease_until <= ${now}, true)
      returning id, bell, tries, taken, notice_id, channel_id`),

  async read<Words>(id: string): Promise<Notice<Words>> {
    const notice = await db.row<Omit<Notice<Words>, "troubles">>(
      sql`select id, kind, raised_at, ready_at, troubles as count, words from notices where id = ${id}`,
    );
    if (!notice) throw new Error(`there is no notice ${id}`);
    const troubles = await db.rows<Notice<Words>["troubles"][number]>(
      sql`select subject, facts from troubles where notice_id = ${id} order by at, subject limit ${namedInNotice}`,
    );
    return { ...notice, troubles };
  },

  /** Fixes what a notice says. False: it was fixed already, or has grown meanwhile; read it again. */
  freeze: ({ id, count }: Pick<Notice<unknown>, "id" | "count">, words: object): Promise<boolean> =>
    db.changed(sql`
      update notices set words = ${JSON.stringify(words)} where id = ${id} and words is null and troubles = ${count}`),

  /** Writes down how a try ended. Undefined: somebody else has taken the letter since. */
  settle: ({ id, bell }: Pick<Letter, "id" | "bell">, to: Settlement, now: Date): Promise<LetterDue | undefined> =>
    db.row<LetterDue>(sql`
      update letters set state = ${to.state}, reason = ${to.reason}, lease_until = null, bell = bell + 1,
             next_at = ${to.state === "waiting" ? to.nextAt : now}, settled_at = ${to.state === "waiting" ? null : now},
             taken = ${to.state === "waiting" ? to.taken : []}
       where id = ${id} and bell = ${bell} and state = 'waiting'
      returning id, bell, next_at as at`),

  /** How many letters wait and how many were given up. */
  counts: async (): Promise<{ waiting: number; failed: number }> =>
    (await db.row<{ waiting: number; failed: number }>(sql`
      select count(*) filter (where state = 'waiting') as waiting, count(*) filter (where state = 'failed') as failed
        from letters l join channels c on c.id = l.channel_id where c.removed_at is null`)) ?? {
      waiting: 0,
      failed: 0,
    },

  /** What was told long ago and is over. */
  forgetOld: (now: Date): Promise<boolean> =>
    db.changed(sql`
      delete from notices n where raised_at < ${later(now, -keptForMs)}
         and not exists (select from troubles t where t.notice_id = n.id and t.ended_at is null)
         and not exists (select from letters l where l.notice_id = n.id and l.state = 'waiting')`),
});

export type Notices = ReturnType<typeof openNotices>;

/** One at a time, so that what is told by one is seen by the next. */
const lock = (db: Db) => db.rows(sql`select pg_advisory_xact_lock(hashtextextended('utas notices', 0))`);

/** Names of troubles that have no notice yet. */
const untold = (db: Db, now: Date, limit: number): Promise<Pick<Fresh, "subject">[]> =>
  db.rows<Pick<Fresh, "subject">>(sql`
    select s.subject from (${standing(now)}) s
     where not exists (select from troubles t where (t.kind, t.subject, t.occurrence) = (s.kind, s.subject, s.occurrence)) limit ${limit}`);

async function freshTroubles(db: Db, now: Date): Promise<Fresh[]> {
  const subjects = (await untold(db, now, batch)).map(({ subject }) => subject);
  if (subjects.length === 0) return [];
  return db.rows<Fresh>(sql`
    select s.kind, s.subject, s.occurrence, s.gathers, s.facts from (${described(now)}) s
     where s.subject = any (${subjects}::text[])
       and not exists (select from troubles t where (t.kind, t.subject, t.occurrence) = (s.kind, s.subject, s.occurrence))`);
}

/** Of what is reported, that which does not stand already. */
async function newlyReported(db: Db, now: Date, reported: readonly Trouble[]): Promise<Fresh[]> {
  const fresh: Fresh[] = [];
  for (const one of reported) {
    const stands = await db.row(
      sql`select from troubles where kind = ${one.kind} and subject = ${one.subject} and ended_at is null`,
    );
    if (!stands) fresh.push({ ...one, occurrence: String(now.getTime()), gathers: one.subject });
  }
  return fresh;
}

interface Gathering {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly gathers: string;
  readonly readyAt: Date;
  readonly made: boolean;
}

async function tell(db: Db, now: Date, fresh: readonly Fresh[]): Promise<LetterDue[]> {
  const groups = new Map<string, Fresh[]>();
  for (const one of fresh) {
    const key = JSON.stringify([one.kind, one.gathers]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const due: LetterDue[] = [];
  for (const troubles of groups.values()) {
    const [first] = troubles;
    if (!first) continue;
    const notice = await gatheringFor(db, now, first, troubles.length);
    await db.changed(sql`
      insert into troubles (kind, subject, occurrence, notice_id, facts, at)
      select ${first.kind}::text, t.subject, t.occurrence, ${notice.id}::text, t.facts, ${now}::timestamptz
        from jsonb_to_recordset(${JSON.stringify(troubles)}::jsonb) as t (subject text, occurrence text, facts jsonb)`);
    due.push(...(notice.made ? await address(db, notice) : await hurry(db, now, notice)));
  }
  return due;
}

/** The notice of that kind and key that still gathers, or a new one. */
async function gatheringFor(
  db: Db,
  now: Date,
  { kind, gathers }: Pick<Fresh, "kind" | "gathers">,
  count: number,
): Promise<Gathering> {
  const open = await db.row<{ id: string; readyAt: Date }>(sql`
    update notices set troubles = troubles + ${count}
     where id = (select id from notices where kind = ${kind} and gathers = ${gathers} and ready_at > ${now} and words is null limit 1)
       and words is null
    returning id, ready_at`);
  if (open) return { ...open, kind, gathers, made: false };
  const id = newId("ntc");
  const readyAt = await readyFor(db, now, kind, gathers);
  await db.changed(sql`
    insert into notices (id, kind, gathers, raised_at, ready_at, troubles) values (${id}, ${kind}, ${gathers}, ${now}, ${readyAt}, ${count})`);
  return { id, kind, gathers, readyAt, made: true };
}

async function readyFor(db: Db, now: Date, kind: NoticeKind, gathers: string): Promise<Date> {
  const soon = swarms.has(kind) ? later(now, gatherMs) : now;
  const pace = paces[kind];
  if (!pace) return soon;
  const before = await db.row<{ count: number; last: Date | null }>(sql`
    select count(*), max(ready_at) as last from notices n
     where kind = ${kind} and gathers = ${gathers} and ready_at > ${later(now, -pace.thenMs)} and ready_at <= ${now}
       and exists (select from troubles t where t.notice_id = n.id and t.ended_at is null)`);
  if (!before?.last || before.count < pace.atOnce) return soon;
  const paced = later(before.last, pace.thenMs);
  return paced > soon ? paced : soon;
}

/** What gathers for long because of troubles before it leaves soon when those are over. */
async function hurry(db: Db, now: Date, { id, kind, gathers, readyAt }: Gathering): Promise<LetterDue[]> {
  const ready = await readyFor(db, now, kind, gathers);
  if (ready >= readyAt) return [];
  return db.rows<LetterDue>(sql`
    with sooner as (update notices set ready_at = ${ready} where id = ${id} returning id)
    update letters l set next_at = ${ready}, bell = bell + 1 from sooner where l.notice_id = sooner.id and l.state = 'waiting'
    returning l.id, l.bell, l.next_at as at`);
}

/** A letter to every channel that wants to hear of it. */
async function address(db: Db, { id, kind, readyAt }: Gathering): Promise<LetterDue[]> {
  const channels = await db.rows<{ id: string }>(
    sql`select id from channels where removed_at is null and (kinds is null or ${kind} = any (kinds))`,
  );
  const letters = channels.map((channel) => ({ id: derivedId("ltr", id, channel.id), channel: channel.id }));
  if (letters.length === 0) return [];
  return db.rows<LetterDue>(sql`
    insert into letters (id, notice_id, channel_id, state, next_at)
    select l.id, ${id}::text, l.channel, 'waiting', ${readyAt}::timestamptz from jsonb_to_recordset(${JSON.stringify(letters)}::jsonb) as l (id text, channel text)
    returning id, bell, next_at as at`);
}
