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
  readonly posts: readonly (Post & { readonly key: string })[];
}

/** A publication with its posts and the handle of its account, for who looks. */
export interface Shown extends Publication {
  readonly account: string;
  readonly platform: string;
  readonly deliveries: readonly Delivery[];
}

export interface Filter {
  readonly accountId?: string | undefined;
  readonly platform?: string | undefined;
  /** Name or id. */
  readonly rule?: string | undefined;
  readonly states?: readonly State[] | undefined;
  /** Held by the late policy only. */
  readonly heldLate?: boolean | undefined;
  readonly limit?: number | undefined;
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
        const stored = await db.changed(sql`
          insert into publications (id, article_id, account_id, options, state, due_at, first, late_policy, late_ms, despite_halt, created_at)
          select ${one.id}::text, ${one.articleId}::text, a.id, ${JSON.stringify(one.options)}::jsonb, 'scheduled', ${one.dueAt}::timestamptz, ${one.first}::boolean,
                 ${(one.late ?? holdLate).policy}::text, ${(one.late ?? holdLate).ms}::bigint, ${one.despiteHalt ?? false}::boolean, ${now}::timestamptz
            from accounts a where a.id = ${one.accountId} and a.removed_at is null`);
        if (!stored)
          throw new AppError("account-unknown", { account: one.accountId, known: "It was removed meanwhile." });
        await db.changed(sql`
          insert into deliveries (publication_id, position, account_id, key, text, language, state)
          select ${one.id}::text, post.position, ${one.accountId}::text, post.key, post.text, post.language, 'planned'
            from jsonb_to_recordset(${JSON.stringify(one.posts.map((post, index) => ({ ...post, position: index + 1 })))}::jsonb)
              as post (position integer, key text, text text, language text)`);
        await db.changed(sql`
          insert into moves (publication_id, move, actor, at) values (${one.id}, 'schedule', ${actor}, ${now})`);
      }
    }),

  /** Newest first. */
  async list({ accountId, platform, rule, states, heldLate, limit }: Filter = {}): Promise<Shown[]> {
    return show(
      db,
      await db.rows<Head>(sql`
        select ${publicationColumns}, a.handle as account, a.platform from publications p join accounts a on a.id = p.account_id
         where (${accountId ?? null}::text is null or p.account_id = ${accountId ?? null})
           and (${platform ?? null}::text is null or a.platform = ${platform ?? null})
           and (${rule ?? null}::text is null or p.rule_id in (select r.id from rules r where r.id = ${rule ?? null} or lower(r.name) = lower(${rule ?? null})))
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

  /**
   * What a bell finds: `failed`, when it is the one that a failure left behind; `busy`, when its account is being sent to, and who does
   * that goes on with the next.
   */
  atBell: ({ id, bell }: Bell): Promise<{ failed: boolean; busy: boolean; reason: string | null } | undefined> =>
    db.row(sql`
      select p.state = 'failed' and p.bell = ${bell} as failed, p.reason,
             exists (select from publications s where s.account_id = p.account_id and s.state = 'sending') as busy
        from publications p where p.id = ${id}`),

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

type Head = Omit<Shown, "deliveries">;

async function show(db: Db, heads: Head[]): Promise<Shown[]> {
  const rows = await db.rows<DeliveryRow>(sql`
    select ${deliveryColumns} from deliveries d where d.publication_id = any (${heads.map((head) => head.id)}::text[]) order by d.publication_id, d.position`);
  const byPublication = new Map<string, Delivery[]>(heads.map((head) => [head.id, []]));
  for (const row of rows) byPublication.get(row.publicationId)?.push(deliveryOf(row));
  return heads.map((head) => ({ ...head, deliveries: byPublication.get(head.id) ?? [] }));
}
