/** Which articles a rule may take, for which of its accounts, and what has become of the others. */

import { type Db, sql } from "./db.ts";

/** For whom an article is looked for. */
export interface Looking {
  readonly ruleId: string;
  readonly sources: readonly string[];
  /** Ids of those that are connected. */
  readonly accounts: readonly string[];
  readonly pick: "newest" | "oldest";
  /** Arrived no earlier; null: whenever. */
  readonly since: Date | null;
}

export interface Candidate {
  readonly articleId: string;
  /** When it first arrived. */
  readonly at: Date;
  /** The accounts that have not had it, neither from this rule nor from elsewhere. */
  readonly accounts: readonly string[];
}

/** What an account has of an article. */
export interface Had {
  readonly accountId: string;
  readonly account: string;
  readonly publication: string | null;
  readonly state: string | null;
  readonly reason: string | null;
}

export interface Seen {
  readonly articleId: string;
  readonly at: Date;
  readonly had: readonly Had[];
}

/** How many of a rule's articles are where; each is counted once, at the first that holds. */
export interface Inventory {
  readonly all: number;
  readonly had: number;
  readonly old: number;
  /** Not read yet, or taken meanwhile. */
  readonly free: number;
  readonly left: Readonly<Record<string, number>>;
}

export interface Left {
  readonly articleId: string;
  readonly filter: string;
  readonly reason: string;
}

export const openCandidates = (db: Db) => ({
  /** In the order in which the rule takes them, without those that its filters have left before. `only`: this article, if it is one. */
  list: (
    looking: Looking,
    except: readonly string[],
    limit: number,
    only: string | null = null,
  ): Promise<Candidate[]> =>
    db.rows<Candidate>(sql`
      select a.article_id, a.at, free.accounts
        from arrivals a cross join lateral (${freeFor(looking)}) free
       where ${isFirst(looking)} and free.accounts is not null and (${looking.since}::timestamptz is null or a.at >= ${looking.since})
         and a.article_id <> all (${except}::text[]) and (${only}::text is null or a.article_id = ${only})
         and not exists (select from left_articles l where l.rule_id = ${looking.ruleId} and l.article_id = a.article_id)
       order by ${inOrder(looking)} limit ${limit}`),

  /** Of these accounts those that have a publication at this very instant: their slot is taken. */
  busyAt: async (accounts: readonly string[], at: Date): Promise<ReadonlySet<string>> =>
    new Set(
      (
        await db.rows<{ accountId: string }>(sql`
          select distinct account_id from publications where account_id = any (${accounts}::text[]) and due_at = ${at} and state <> 'cancelled'`)
      ).map(({ accountId }) => accountId),
    ),

  /** What the filters say of an article stays true: neither of them changes. */
  leave: (ruleId: string, left: readonly Left[]): Promise<void> =>
    db.run(sql`
      insert into left_articles (rule_id, article_id, filter, reason)
      select ${ruleId}::text, l."articleId", l.filter, l.reason
        from jsonb_to_recordset(${JSON.stringify(left)}::jsonb) as l ("articleId" text, filter text, reason text) on conflict do nothing`),

  /** All articles of its sources, in the order in which it would take them, with what its accounts have of each. */
  look: (looking: Looking, limit: number): Promise<Seen[]> =>
    db.rows<Seen>(sql`
      select a.article_id, a.at, (
          select coalesce(jsonb_agg(jsonb_build_object('accountId', acc.id, 'account', acc.handle, 'publication', p.id, 'state', p.state, 'reason', t.reason) order by named.place), '[]')
            from unnest(${looking.accounts}::text[]) with ordinality as named (id, place) join accounts acc on acc.id = named.id
            left join takings t on t.rule_id = ${looking.ruleId} and t.article_id = a.article_id and t.account_id = named.id
            left join lateral (
              select p.id, p.state from publications p where p.article_id = a.article_id and p.account_id = named.id
                 and (p.state <> 'cancelled' or p.id = t.publication_id) order by p.seq desc limit 1) p on true
           where t.article_id is not null or p.id is not null) as had
        from arrivals a where ${isFirst(looking)} order by ${inOrder(looking)} limit ${limit}`),

  async count(looking: Looking): Promise<Inventory> {
    const { ruleId, sources, accounts, since } = looking;
    const rows = await db.rows<{ which: string; count: number }>(sql`
      with arrived as (select article_id, min(at) as at from arrivals where source_id = any (${sources}::text[]) group by article_id),
      had as (
        select article_id from (
          select article_id, account_id from takings where rule_id = ${ruleId} and account_id = any (${accounts}::text[])
          union
          select article_id, account_id from publications where account_id = any (${accounts}::text[]) and article_id is not null and state <> 'cancelled') each
         group by article_id having count(*) >= ${accounts.length}::integer)
      select case when had.article_id is not null then 'had' when a.at < ${since}::timestamptz then 'old' when l.filter is not null then l.filter else 'free' end as which,
             count(*) as count
        from arrived a left join had on had.article_id = a.article_id
        left join left_articles l on l.rule_id = ${ruleId} and l.article_id = a.article_id
       group by 1 order by 2 desc, 1`);
    const of = (which: string) => rows.find((row) => row.which === which)?.count ?? 0;
    const left = rows.filter(({ which }) => which.startsWith("--")).map(({ which, count }) => [which, count] as const);
    return {
      all: rows.reduce((sum, { count }) => sum + count, 0),
      had: of("had"),
      old: of("old"),
      free: of("free"),
      left: Object.fromEntries(left),
    };
  },
});

export type Candidates = ReturnType<typeof openCandidates>;

/** Each article once, wherever it came from first. */
const isFirst = ({ sources }: Looking) => sql`
  a.source_id = any (${sources}::text[])
  and not exists (select from arrivals b where b.source_id = any (${sources}::text[]) and b.article_id = a.article_id and b.seq < a.seq)`;

const inOrder = ({ pick }: Looking) => (pick === "newest" ? sql`a.seq desc` : sql`a.seq`);

const freeFor = ({ ruleId, accounts }: Looking) => sql`
  select array_agg(named.id) as accounts from unnest(${accounts}::text[]) as named (id)
   where not exists (select from takings t where t.rule_id = ${ruleId} and t.article_id = a.article_id and t.account_id = named.id)
     and not exists (select from publications p where p.article_id = a.article_id and p.account_id = named.id and p.state <> 'cancelled')`;
