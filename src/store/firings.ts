/** What rules have fired: each firing is one row with its publications, in one transaction with the rule's advance. */

import { type Db, sql } from "./db.ts";
import { insertPublications, type Timed } from "./publications.ts";
import type { Rule } from "./rules.ts";

export type Outcome = "took" | "nothing" | "missed" | "skipped";

/** How the rule comes on with a firing: from instant to instant, article by article, or not at all, since a person fired it. */
export type Advance =
  | { readonly kind: "instant"; readonly seen: Date; readonly to: Date; readonly nextAt: Date | null }
  | { readonly kind: "arrival" }
  | { readonly kind: "hand" };

/** An article that an account does not get, and why. */
export interface Refusal {
  readonly articleId: string;
  readonly accountId: string;
  readonly reason: string;
}

export interface NewFiring {
  readonly rule: Pick<Rule, "id" | "name">;
  /** One of each, whatever happens. */
  readonly key: string;
  readonly at: Date;
  readonly outcome: Outcome;
  readonly articleId: string | null;
  readonly reason: string | null;
  readonly made: readonly Timed[];
  readonly refused: readonly Refusal[];
  readonly advance: Advance;
  /** One publication in a slot. */
  readonly inSlots: boolean;
}

/** `overtaken`: somebody else fired it, or it was paused or removed; `taken`: meanwhile the article or the slot is no longer free: choose again. */
export type Fired =
  | { readonly kind: "done"; readonly starves: boolean; readonly lost: ReadonlySet<string> }
  | { readonly kind: "overtaken" }
  | { readonly kind: "taken" };

/** A line of a rule's history. */
export interface Firing {
  readonly key: string;
  readonly at: Date;
  readonly firedAt: Date;
  readonly actor: string;
  readonly outcome: Outcome;
  readonly reason: string | null;
  readonly article: { readonly id: string; readonly title: string } | null;
  readonly publications: readonly { readonly id: string; readonly account: string; readonly state: string }[];
}

/** An instant that does not fire. */
export interface Passed {
  readonly key: string;
  readonly at: Date;
  readonly outcome: "missed" | "skipped";
  readonly reason: string;
}

/** A rule starves when it finds nothing so often in a row, or for so long. */
const emptyMost = 3;
export const starvesAfterMs = 24 * 3_600_000;

export const openFirings = (db: Db) => ({
  fire: (firing: NewFiring, actor: string, now: Date): Promise<Fired> =>
    db.transaction(async (tx) => {
      if (!(await stillFree(tx, firing))) return { kind: "taken" };
      if (!(await lockRule(tx, firing)) || !(await noteDown(tx, firing, actor, now))) return { kind: "overtaken" };
      const stored = await insertPublications(tx, firing.made, actor, now);
      const lost = new Set(firing.made.filter(({ id }) => !stored.has(id)).map(({ accountId }) => accountId));
      await noteTakings(tx, firing, lost);
      return { kind: "done", starves: await comeOn(tx, firing, now), lost };
    }),

  /** Notes instants that do not fire, and comes on behind them. False: somebody was first. */
  pass: (
    { id, advancedTo }: Pick<Rule, "id" | "advancedTo">,
    passed: readonly Passed[],
    { to, nextAt, skipped }: { readonly to: Date; readonly nextAt: Date | null; readonly skipped: number },
    actor: string,
    now: Date,
  ): Promise<boolean> =>
    db.changed(sql`
      with on_it as (
        update rules set advanced_to = ${to}, next_at = ${nextAt}, skips = greatest(0, skips - ${skipped}::integer)
         where id = ${id} and advanced_to = ${advancedTo} and paused_at is null and removed_at is null returning id),
      told as (
        insert into firings (rule_id, key, at, fired_at, actor, outcome, reason)
        select on_it.id, p.key, p.at, ${now}::timestamptz, ${actor}::text, p.outcome, p.reason
          from on_it, jsonb_to_recordset(${JSON.stringify(passed)}::jsonb) as p (key text, at timestamptz, outcome text, reason text)
         order by p.at on conflict do nothing)
      select from on_it`),

  /** How many firings of each rule have taken an article, those by hand among them. */
  taken: async (): Promise<ReadonlyMap<string, number>> =>
    new Map(
      (
        await db.rows<{ ruleId: string; count: number }>(sql`
          select r.id as rule_id, (select count(*) from firings f where f.rule_id = r.id and f.outcome = 'took') as count
            from rules r where r.removed_at is null`)
      ).map(({ ruleId, count }) => [ruleId, count]),
    ),

  /** The latest first. */
  history: (ruleId: string, limit: number | null = null): Promise<Firing[]> =>
    db.rows<Firing>(sql`
      select f.key, f.at, f.fired_at, f.actor, f.outcome, f.reason,
             (select jsonb_build_object('id', a.id, 'title', a.title) from articles a where a.id = f.article_id) as article,
             (select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'account', a.handle, 'state', p.state) order by p.seq), '[]')
                from takings t join publications p on p.id = t.publication_id join accounts a on a.id = p.account_id
               where t.rule_id = f.rule_id and t.firing = f.key) as publications
        from firings f where f.rule_id = ${ruleId} order by f.at desc, f.seq desc limit ${limit}`),
});

export type Firings = ReturnType<typeof openFirings>;

/** Nobody else gives one of these articles to the same account before the transaction ends. */
async function stillFree(tx: Db, { made, inSlots }: NewFiring): Promise<boolean> {
  const wanted = JSON.stringify(made.map(({ accountId, articleId, dueAt }) => ({ accountId, articleId, dueAt })));
  const pairs = sql`jsonb_to_recordset(${wanted}::jsonb) as w ("accountId" text, "articleId" text, "dueAt" timestamptz)`;
  await tx.rows(sql`
    select pg_advisory_xact_lock(hashtextextended('utas: ' || key, 0))
      from (select w."accountId" || ' ' || w."articleId" as key from ${pairs}
            union select 'slots of ' || w."accountId" from ${pairs} where ${inSlots}::boolean order by key) each`);
  return !(await tx.row(sql`
    select from ${pairs} join publications p on p.account_id = w."accountId"
     where p.article_id = w."articleId" and p.state <> 'cancelled'
        or ${inSlots}::boolean and p.due_at = w."dueAt" and p.state <> 'cancelled'
     limit 1`));
}

/** The rule's row is ours until the transaction ends. False: it has come on without us, or does not fire any more. */
const lockRule = async (tx: Db, { rule, advance, outcome }: NewFiring): Promise<boolean> =>
  (await tx.row(sql`
    select from rules where id = ${rule.id} and removed_at is null
       and (${advance.kind} = 'hand' or paused_at is null)
       and (${advance.kind} <> 'instant' or advanced_to = ${advance.kind === "instant" ? advance.seen : null}::timestamptz)
       and (${advance.kind} = 'hand' or ${outcome} <> 'took' or coalesce(fired < (spec ->> 'times')::integer, true))
       and (${outcome} <> 'skipped' or skips > 0)
     for no key update`)) !== undefined;

/** False: it has been fired before. The rule comes on all the same: a clock that went back meets its instants again. */
async function noteDown(tx: Db, firing: NewFiring, actor: string, now: Date): Promise<boolean> {
  const { rule, key, at, outcome, articleId, reason, advance } = firing;
  const fresh = await tx.changed(sql`
    insert into firings (rule_id, key, at, fired_at, actor, outcome, article_id, reason)
    values (${rule.id}, ${key}, ${at}, ${now}, ${actor}, ${outcome}, ${articleId}, ${reason}) on conflict do nothing`);
  if (!fresh && advance.kind === "instant")
    await tx.run(sql`update rules set advanced_to = ${advance.to}, next_at = ${advance.nextAt} where id = ${rule.id}`);
  return fresh;
}

const noteTakings = (tx: Db, { rule, key, made, refused }: NewFiring, lost: ReadonlySet<string>): Promise<void> => {
  const gone = "the account was removed";
  const all = [
    ...made.map(({ id, articleId, accountId }) => {
      const there = !lost.has(accountId);
      return { articleId, accountId, publicationId: there ? id : null, reason: there ? null : gone };
    }),
    ...refused.map((one) => ({ ...one, publicationId: null })),
  ];
  return tx.run(sql`
    insert into takings (rule_id, firing, article_id, account_id, publication_id, reason)
    select ${rule.id}::text, ${key}::text, t."articleId", t."accountId", t."publicationId", t.reason
      from jsonb_to_recordset(${JSON.stringify(all)}::jsonb) as t ("articleId" text, "accountId" text, "publicationId" text, reason text)
    on conflict do nothing`);
};

/** True: with this firing it begins to starve. */
async function comeOn(tx: Db, { rule, outcome, advance }: NewFiring, now: Date): Promise<boolean> {
  const took = outcome === "took";
  const empty = outcome === "nothing" && advance.kind === "instant";
  const row = await tx.row<{ starves: boolean }>(sql`
    with before as (select id, starved_at, empty_in_a_row, fed_at from rules where id = ${rule.id})
    update rules r set
           advanced_to = coalesce(${advance.kind === "instant" ? advance.to : null}::timestamptz, r.advanced_to),
           next_at = case when ${took && advance.kind !== "hand"} and r.fired + 1 >= (r.spec ->> 'times')::integer then null
                          when ${advance.kind === "instant"} then ${advance.kind === "instant" ? advance.nextAt : null}::timestamptz else r.next_at end,
           last_fired_at = ${now}::timestamptz,
           fired = r.fired + case when ${took && advance.kind !== "hand"} then 1 else 0 end,
           skips = greatest(0, r.skips - case when ${outcome === "skipped"} then 1 else 0 end),
           fed_at = case when ${took} then ${now}::timestamptz else r.fed_at end,
           empty_in_a_row = case when ${took} then 0 when ${empty} then r.empty_in_a_row + 1 else r.empty_in_a_row end,
           starved_at = case when ${took} then null
                             when ${empty} and (before.empty_in_a_row + 1 >= ${emptyMost} or before.fed_at <= ${now}::timestamptz - ${starvesAfterMs} * interval '1 ms')
                             then coalesce(r.starved_at, ${now}::timestamptz) else r.starved_at end
      from before where r.id = before.id
    returning before.starved_at is null and r.starved_at is not null as starves`);
  return row?.starves ?? false;
}
