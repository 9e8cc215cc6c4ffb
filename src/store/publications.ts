/** Makes publications and reads them back, with their deliveries, attempts and history. */

import { AppError } from "../base/errors.ts";
import type { State } from "../publication/moves.ts";
import type { Attempt, Bell, Delivery, MoveMade, Publication } from "../publication/publication.ts";
import { holdLate, type Late } from "../schedule/late.ts";
import type { Post } from "../thread/thread.ts";
import { type Db, sql } from "./db.ts";
import { type DeliveryRow, deliveryColumns, deliveryOf, publicationColumns } from "./rows.ts";

export interface NewPublication {
  readonly id: string;
  readonly articleId: string | null;
  readonly accountId: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly dueAt: Date;
  /** Wished `now`. */
  readonly first: boolean;
  /** `hold:30m` unless given. */
  readonly late?: Late | undefined;
  readonly despiteHalt?: boolean | undefined;
  readonly ruleId?: string | undefined;
  /** Why a person must approve it first; it may go without unless given. */
  readonly waitsFor?: string | undefined;
  readonly posts: readonly (Post & { readonly key: string })[];
}

/** A publication with its posts and the handle of its account, for who looks. */
export interface Shown extends Publication {
  readonly account: string;
  readonly platform: string;
  readonly deliveries: readonly Delivery[];
}

export interface Filter {
  readonly accountId?: string;
  readonly states?: readonly State[];
  readonly limit?: number;
}

export const openPublications = (db: Db) => ({
  /** Stores publications with their posts, all or none. Those that somebody with the same key has just made stay as they are. */
  make: (made: readonly NewPublication[], actor: string, now: Date): Promise<void> =>
    db.transaction(async (db) => {
      const ids = made.map(({ id }) => id);
      await db.rows(
        sql`select pg_advisory_xact_lock(hashtextextended(id, 0)) from unnest(${ids}::text[]) id order by id`,
      );
      if (await db.row(sql`select from publications where id = any (${ids}::text[])`)) return;
      for (const one of made) {
        if (!(await insertPublication(db, one, actor, now)))
          throw new AppError("account-unknown", { account: one.accountId, known: "It was removed meanwhile." });
      }
    }),

  /** Newest first. */
  async list({ accountId, states, limit }: Filter = {}): Promise<Shown[]> {
    return show(
      db,
      await db.rows<Head>(sql`
        select ${publicationColumns}, a.handle as account, a.platform from publications p join accounts a on a.id = p.account_id
         where (${accountId ?? null}::text is null or p.account_id = ${accountId ?? null})
           and (${states ?? null}::text[] is null or p.state = any (${states ?? null}::text[]))
         order by p.seq desc limit ${limit ?? null}`),
    );
  },

  /** Those of these ids that there are, all seen at one moment, in the order of making. */
  async named(ids: readonly string[]): Promise<Shown[]> {
    return show(
      db,
      await db.rows<Head>(sql`
        select ${publicationColumns}, a.handle as account, a.platform from publications p join accounts a on a.id = p.account_id
         where p.id = any (${ids}::text[]) order by p.seq`),
    );
  },

  async find(id: string): Promise<Shown | undefined> {
    return (await this.named([id]))[0];
  },

  async get(id: string): Promise<Shown> {
    const found = await this.find(id);
    if (!found) throw new AppError("publication-unknown", { id });
    return found;
  },

  /** Why it failed, if it has failed and this is the bell that its failure left behind; undefined: it has not. */
  failureAt: async ({ id, bell }: Bell): Promise<string | null | undefined> =>
    (
      await db.row<{ reason: string | null }>(
        sql`select reason from publications where id = ${id} and bell = ${bell} and state = 'failed'`,
      )
    )?.reason,

  /** When a scheduled publication may go at the earliest. */
  ringsAt: async (id: string): Promise<Date | undefined> =>
    (
      await db.row<{ at: Date }>(
        sql`select greatest(due_at, retry_at) as at from publications where id = ${id} and state = 'scheduled'`,
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

  /** Those of an account that may still send. */
  unfinished: async (accountId: string): Promise<number> =>
    (
      await db.row<{ count: number }>(sql`
      select count(*) from publications where account_id = ${accountId} and state in ('waiting', 'scheduled', 'sending', 'uncertain')`)
    )?.count ?? 0,
});

export type Publications = ReturnType<typeof openPublications>;

/** Inside a transaction. False: its account was removed. */
export async function insertPublication(db: Db, one: NewPublication, actor: string, now: Date): Promise<boolean> {
  const { late = holdLate, waitsFor = null } = one;
  const stored = await db.changed(sql`
    insert into publications (id, article_id, account_id, options, state, due_at, first, late_policy, late_ms, despite_halt, rule_id, reason, created_at)
    select ${one.id}::text, ${one.articleId}::text, a.id, ${JSON.stringify(one.options)}::jsonb, ${waitsFor === null ? "scheduled" : "waiting"}::text,
           ${one.dueAt}::timestamptz, ${one.first}::boolean, ${late.policy}::text, ${late.ms}::bigint, ${one.despiteHalt ?? false}::boolean,
           ${one.ruleId ?? null}::text, ${waitsFor}::text, ${now}::timestamptz
      from accounts a where a.id = ${one.accountId} and a.removed_at is null`);
  if (!stored) return false;
  await db.changed(sql`
    insert into deliveries (publication_id, position, account_id, key, text, language, state)
    select ${one.id}::text, post.position, ${one.accountId}::text, post.key, post.text, post.language, 'planned'
      from jsonb_to_recordset(${JSON.stringify(one.posts.map((post, index) => ({ ...post, position: index + 1 })))}::jsonb)
        as post (position integer, key text, text text, language text)`);
  await db.changed(sql`
    insert into moves (publication_id, move, actor, reason, at)
    values (${one.id}, ${waitsFor === null ? "schedule" : "await"}, ${actor}, ${waitsFor}, ${now})`);
  return true;
}

type Head = Omit<Shown, "deliveries">;

async function show(db: Db, heads: Head[]): Promise<Shown[]> {
  const rows = await db.rows<DeliveryRow>(sql`
    select ${deliveryColumns} from deliveries d where d.publication_id = any (${heads.map((head) => head.id)}::text[]) order by d.publication_id, d.position`);
  const byPublication = new Map<string, Delivery[]>(heads.map((head) => [head.id, []]));
  for (const row of rows) byPublication.get(row.publicationId)?.push(deliveryOf(row));
  return heads.map((head) => ({ ...head, deliveries: byPublication.get(head.id) ?? [] }));
}
