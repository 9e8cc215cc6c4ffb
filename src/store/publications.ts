/** Makes publications and reads them back, with their deliveries, attempts and history. */

import { AppError } from "../base/errors.ts";
import type { State } from "../publication/moves.ts";
import type { Attempt, Bell, Delivery, MoveMade, Publication } from "../publication/publication.ts";
import { holdLate, type Late } from "../schedule/late.ts";
import type { Post, PostCard } from "../thread/thread.ts";
import { type Db, often, sql } from "./db.ts";
import { type DeliveryRow, deliveryColumns, deliveryOf, publicationColumns } from "./rows.ts";
import { freeSlots, lockSlots } from "./slots.ts";

export interface NewPublication {
  readonly id: string;
  readonly articleId: string | null;
  /** The fingerprint of the article that it was cut from, where only that is known. */
  readonly articlePrint?: string | undefined;
  readonly accountId: string;
  readonly options: Readonly<Record<string, unknown>>;
  /** `next`: the account's next slot that is free when it is stored. */
  readonly dueAt: Date | "next";
  /** Wished `now`. */
  readonly first: boolean;
  /** `hold:30m` unless given. */
  readonly late?: Late | undefined;
  readonly despiteHalt?: boolean | undefined;
  readonly ruleId?: string | undefined;
  readonly replyTo?: Publication["replyTo"] | undefined;
  /** Why a person must approve it first; it may go without unless given. */
  readonly waitsFor?: string | undefined;
  /** What its making has to tell, for the history: a card that goes without its picture. */
  readonly remark?: string | undefined;
  readonly posts: readonly (Post & { readonly key: string; readonly priceMicros?: number })[];
}

/** A publication whose account had the same before. */
export interface Again {
  readonly id: string;
  readonly earlier: string;
  readonly account: string;
  /** Of the earlier one. */
  readonly state: State;
  /** Known by its words, not by an article. */
  readonly words: boolean;
}

/** A publication with its posts and the handle of its account, for who looks. */
export interface Shown extends Publication {
  readonly account: string;
  /** Null: the newsroom's. */
  readonly accountZone: string | null;
  readonly platform: string;
  readonly deliveries: readonly Delivery[];
}

export interface Filter {
  readonly accountId?: string | undefined;
  readonly platform?: string | undefined;
  readonly ruleId?: string | undefined;
  readonly states?: readonly State[] | undefined;
  /** Held by the late policy only. */
  readonly heldLate?: boolean | undefined;
  readonly limit?: number | undefined;
}

export const openPublications = (db: Db) => ({
  /** Stores publications with their posts, all or none. Those that somebody with the same key has just made stay as they are. */
  make: (made: readonly NewPublication[], actor: string, now: Date): Promise<void> =>
    db.transaction(async (tx) => {
      const ids = made.map(({ id }) => id);
      await lockIds(tx, ids);
      const known = await tx.rows<{ id: string }>(sql`select id from publications where id = any (${ids}::text[])`);
      const there = new Set(known.map(({ id }) => id));
      const timed = await inSlots(
        tx,
        made.filter(({ id }) => !there.has(id)),
        now,
      );
      for (let from = 0; from < timed.length; from += atOnce)
        await insert(tx, timed.slice(from, from + atOnce), actor, now);
    }),

  /** Newest first. */
  async list({ accountId, platform, ruleId, states, heldLate, limit }: Filter = {}): Promise<Shown[]> {
    return show(
      db,
      await db.rows<Head>(sql`
        select ${publicationColumns}, a.handle as account, a.zone as account_zone, a.platform from publications p join accounts a on a.id = p.account_id
         where (${accountId ?? null}::text is null or p.account_id = ${accountId ?? null})
           and (${platform ?? null}::text is null or a.platform = ${platform ?? null})
           and (${ruleId ?? null}::text is null or p.rule_id = ${ruleId ?? null})
           and (${states ?? null}::text[] is null or p.state = any (${states ?? null}::text[]))
           and (not ${heldLate ?? false} or p.state = 'held' and p.held_late)
         order by p.seq desc limit ${limit ?? null}`),
    );
  },

  /** Those of these ids that there are, all seen at one moment, in the order of making. */
  async named(ids: readonly string[]): Promise<Shown[]> {
    return show(
      db,
      await db.rows<Head>(sql`
        select ${publicationColumns}, a.handle as account, a.zone as account_zone, a.platform from publications p join accounts a on a.id = p.account_id
         where p.id = any (${ids}::text[]) order by p.seq`),
    );
  },

  /**
   * Of these, those whose article (where they have none: whose very words) their account had before, with the newest that it has and
   * that is not given up.
   */
  again: (ids: readonly string[]): Promise<Again[]> =>
    db.rows(sql`
      select distinct on (p.id) p.id, e.id as earlier, a.handle as account, e.state, p.article_id is null and p.article_print is null as words
        from publications p join publications e on e.account_id = p.account_id and e.seq < p.seq
        join accounts a on a.id = p.account_id
       where p.id = any (${ids}::text[]) and e.state in ('waiting', 'scheduled', 'sending', 'uncertain', 'held', 'published')
         and (e.article_id = p.article_id or e.article_print = p.article_print or p.article_id is null and ${wordsOf(sql`e.id`)} = ${wordsOf(sql`p.id`)})
       order by p.id, e.seq desc`),

  /** Which of these ids there are. */
  among: async (ids: readonly string[]): Promise<string[]> =>
    (await db.rows<{ id: string }>(sql`select id from publications where id = any (${ids}::text[])`)).map(
      ({ id }) => id,
    ),

  /** The bells of those that are due by then. */
  dueBy: (ids: readonly string[], until: Date): Promise<(Bell & { readonly at: Date })[]> =>
    db.rows(sql`
      select id, bell, due_at as at from publications where id = any (${ids}::text[]) and state = 'scheduled' and due_at <= ${until}`),

  async find(id: string): Promise<Shown | undefined> {
    return (await this.named([id]))[0];
  },

  async get(id: string): Promise<Shown> {
    const found = await this.find(id);
    if (!found) throw new AppError("publication-unknown", { id });
    return found;
  },

  /**
   * What a bell finds: `failed`, when it is the one that a failure left behind; `busy`, when its account is being sent to, and who does
   * that goes on with the next.
   */
  atBell: ({ id, bell }: Bell): Promise<{ failed: boolean; busy: boolean; reason: string | null } | undefined> =>
    db.row(
      often(sql`
      select p.state = 'failed' and p.bell = ${bell} as failed, p.reason,
             exists (select from publications s where s.account_id = p.account_id and s.state = 'sending') as busy
        from publications p where p.id = ${id}`),
    ),

  /** When a scheduled publication may go at the earliest. */
  ringsAt: async (id: string): Promise<Date | undefined> =>
    (
      await db.row<{ at: Date }>(
        often(sql`select greatest(due_at, retry_at) as at from publications where id = ${id} and state = 'scheduled'`),
      )
    )?.at,

  history: (id: string): Promise<MoveMade[]> =>
    db.rows<MoveMade>(sql`select move, actor, reason, at from moves where publication_id = ${id} order by moves.id`),

  attempts: (id: string): Promise<Attempt[]> =>
    db.rows<Attempt>(sql`
      select position, number, started_at, ended_at, outcome, reason from attempts where publication_id = ${id} order by started_at, position, number`),

  /** How many there are in each state. */
  counts: async (): Promise<Partial<Record<State, number>>> =>
    Object.fromEntries(
      (
        await db.rows<{ state: State; count: number }>(sql`select state, count(*) from publications group by state`)
      ).map((row) => [row.state, row.count]),
    ),

  /** The cards of an account's posts that are out, by the posts' ids there. */
  cardsOn: async (accountId: string): Promise<ReadonlyMap<string, PostCard>> =>
    new Map(
      (
        await db.rows<{ remoteId: string; card: PostCard }>(
          sql`select remote_id, card from deliveries where account_id = ${accountId} and remote_id is not null and card is not null`,
        )
      ).map(({ remoteId, card }) => [remoteId, card]),
    ),

  /** Those of an account that may still send. */
  unfinished: async (accountId: string): Promise<readonly string[]> =>
    (
      await db.rows<{ id: string }>(sql`
      select id from publications where account_id = ${accountId} and state in ('waiting', 'scheduled', 'sending', 'uncertain') order by seq`)
    ).map(({ id }) => id),
});

export type Publications = ReturnType<typeof openPublications>;

type Head = Omit<Shown, "deliveries">;
export type Timed = NewPublication & { readonly dueAt: Date };

/** Rows of one statement. */
type Fragment = ReturnType<typeof sql>;

/** The texts of a publication's posts, in order. */
const wordsOf = (id: Fragment): Fragment =>
  sql`(select array_agg(text order by position) from deliveries where publication_id = ${id})`;

const atOnce = 500;

/** Whoever makes one of these waits; by buckets, so that no number of publications needs more than 256 locks. */
const lockIds = (tx: Db, ids: readonly string[]): Promise<void> =>
  tx.run(sql`
    select pg_advisory_xact_lock(hashtext('utas: making'), bucket)
      from (select distinct hashtext(id) & 255 as bucket from unnest(${ids}::text[]) id order by bucket) each`);

/** One after another each gets the next free slot of its account. */
async function inSlots(tx: Db, made: readonly NewPublication[], now: Date): Promise<Timed[]> {
  const waiting = made.filter(({ dueAt }) => dueAt === "next").map(({ accountId }) => accountId);
  if (waiting.length > 0) await lockSlots(tx, waiting);
  const free = new Map<string, Iterator<Date, undefined>>();
  for (const id of new Set(waiting)) free.set(id, await freeSlots(tx, id, now));
  // A time that is named in the same breath is taken before the free ones are given away.
  const named = new Set(
    made.map(({ accountId, dueAt }) => (dueAt === "next" ? "" : `${accountId} ${dueAt.getTime()}`)),
  );
  const timed: Timed[] = [];
  for (const one of made) {
    let { dueAt } = one;
    while (dueAt === "next") {
      const found = free.get(one.accountId)?.next().value;
      if (!found) throw new AppError("slots-missing", { account: one.accountId });
      if (!named.has(`${one.accountId} ${found.getTime()}`)) dueAt = found;
    }
    timed.push({ ...one, dueAt });
  }
  return timed;
}

async function insert(tx: Db, made: readonly Timed[], actor: string, now: Date): Promise<void> {
  const there = await insertPublications(tx, made, actor, now);
  const lost = made.find(({ id }) => !there.has(id));
  if (lost) throw new AppError("account-unknown", { account: lost.accountId, known: "It was removed meanwhile." });
}

/** Inside a transaction. The ids of those that were stored: the others' accounts were removed. */
export async function insertPublications(
  tx: Db,
  made: readonly Timed[],
  actor: string,
  now: Date,
): Promise<ReadonlySet<string>> {
  const stored = await tx.rows<{ id: string }>(sql`
    insert into publications (id, article_id, article_print, account_id, options, state, due_at, first, late_policy, late_ms, despite_halt, rule_id, reply_to, reason, created_at)
    select p.id, p.article_id, p.article_print, a.id, p.options, case when p.waits_for is null then 'scheduled' else 'waiting' end, p.due_at, p.first,
           p.late_policy, p.late_ms, p.despite_halt, p.rule_id, nullif(p.reply_to, 'null'), p.waits_for, ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(made.map(rowOf))}::jsonb)
        as p (id text, article_id text, article_print text, account_id text, options jsonb, due_at timestamptz, first boolean, late_policy text, late_ms bigint,
              despite_halt boolean, rule_id text, reply_to jsonb, waits_for text, place integer)
      join accounts a on a.id = p.account_id and a.removed_at is null
     order by p.place returning id`);
  const there = new Set(stored.map(({ id }) => id));
  const kept = made.filter(({ id }) => there.has(id));
  await tx.run(sql`
    insert into deliveries (publication_id, position, account_id, key, text, language, images, card, price_micros, state)
    select post.publication_id, post.position, post.account_id, post.key, post.text, post.language, coalesce(post.images, '[]'), post.card, coalesce(post."priceMicros", 0), 'planned'
      from jsonb_to_recordset(${JSON.stringify(
        kept.flatMap(({ id, accountId, posts }) =>
          posts.map((post, index) => ({ ...post, position: index + 1, publication_id: id, account_id: accountId })),
        ),
      )}::jsonb)
        as post (publication_id text, position integer, account_id text, key text, text text, language text, images jsonb, card jsonb, "priceMicros" bigint)`);
  await tx.run(sql`
    insert into moves (publication_id, move, actor, reason, at)
    select id, case when waits_for is null then 'schedule' else 'await' end, ${actor}::text, coalesce(waits_for, remark), ${now}::timestamptz
      from jsonb_to_recordset(${JSON.stringify(kept.map(rowOf))}::jsonb) as made (id text, waits_for text, remark text, place integer) order by place`);
  return there;
}

const rowOf = (one: Timed, place: number) => ({
  id: one.id,
  article_id: one.articleId,
  article_print: one.articlePrint ?? null,
  account_id: one.accountId,
  options: one.options,
  due_at: one.dueAt,
  first: one.first,
  late_policy: (one.late ?? holdLate).policy,
  late_ms: (one.late ?? holdLate).ms,
  despite_halt: one.despiteHalt ?? false,
  rule_id: one.ruleId ?? null,
  reply_to: one.replyTo ?? null,
  waits_for: one.waitsFor ?? null,
  remark: one.remark ?? null,
  place,
});

async function show(db: Db, heads: Head[]): Promise<Shown[]> {
  const rows = await db.rows<DeliveryRow>(sql`
    select ${deliveryColumns} from deliveries d where d.publication_id = any (${heads.map((head) => head.id)}::text[]) order by d.publication_id, d.position`);
  const byPublication = new Map<string, Delivery[]>(heads.map((head) => [head.id, []]));
  for (const row of rows) byPublication.get(row.publicationId)?.push(deliveryOf(row));
  return heads.map((head) => ({ ...head, deliveries: byPublication.get(head.id) ?? [] }));
}
