/** Rules: what they are, who paused them, and how far each has come. What a firing did is in firings.ts. */

import { AppError } from "../base/errors.ts";
import type { RuleLimits, RuleSpec } from "../schedule/rule.ts";
import { type Db, isUniqueViolation, sql } from "./db.ts";

/** What a rule names, for who looks. */
export interface Named {
  readonly id: string;
  readonly name: string;
  /** Removed since the rule was made. */
  readonly gone: boolean;
}

export interface Rule extends RuleLimits {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  /** Whose day and hours its limits mean; null: each account's own. */
  readonly limitsZone: string | null;
  readonly spec: RuleSpec;
  readonly sources: readonly Named[];
  readonly accounts: readonly Named[];
  readonly pausedAt: Date | null;
  readonly pausedBy: string | null;
  readonly pausedReason: string | null;
  /** Every instant up to this one is dealt with. */
  readonly advancedTo: Date;
  /** As it was known when it last advanced; null: none is left, or it fires on arrival. */
  readonly nextAt: Date | null;
  readonly skips: number;
  readonly fired: number;
  readonly lastFiredAt: Date | null;
  readonly arrivalsAfter: number;
  readonly fedAt: Date;
  readonly starvedAt: Date | null;
  readonly createdBy: string;
  readonly createdAt: Date;
}

export interface NewRule extends RuleLimits {
  readonly id: string;
  readonly name: string;
  readonly zone: string;
  /** Whose day and hours its limits mean; null: each account's own. */
  readonly limitsZone: string | null;
  readonly spec: RuleSpec;
  readonly nextAt: Date | null;
}

/** `anew`: its instants, or the articles that it waits for, are others from now on. */
export type RuleChange = Omit<NewRule, "id" | "name"> & { readonly anew: boolean };

const columns = sql`r.id, r.name, r.zone, r.spec, r.paused_at, r.paused_by, r.paused_reason, r.advanced_to, r.next_at, r.skips, r.fired, r.last_fired_at,
  r.arrivals_after, r.fed_at, r.starved_at, r.max_per_day, r.min_gap_ms, r.limits_zone, to_char(r.quiet_from, 'HH24:MI') as quiet_from, to_char(r.quiet_to, 'HH24:MI') as quiet_to,
  r.created_by, r.created_at,
  (select coalesce(jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name, 'gone', s.removed_at is not null) order by named.place), '[]')
     from jsonb_array_elements_text(r.spec -> 'sources') with ordinality as named (id, place) join sources s on s.id = named.id) as sources,
  (select coalesce(jsonb_agg(jsonb_build_object('id', a.id, 'name', a.handle, 'gone', a.removed_at is not null) order by named.place), '[]')
     from jsonb_array_elements_text(r.spec -> 'accounts') with ordinality as named (id, place) join accounts a on a.id = named.id) as accounts`;

/** Neither removed nor paused, and nothing is halted everywhere. */
const goesOn = (now: Date) => sql`
  r.removed_at is null and r.paused_at is null
  and not exists (select from brakes b where b.scope = 'everywhere' and coalesce(b.until > ${now}, true))`;

/** A clock that shows less than this before what it has shown has not gone back: two processes read it differently. */
const backMs = 60_000;

export const openRules = (db: Db) => ({
  /** It sees the articles that arrive from now on. Throws `rule-exists`. */
  async add(rule: NewRule, actor: string, now: Date): Promise<void> {
    try {
      await db.run(sql`
        insert into rules (id, name, zone, spec, max_per_day, min_gap_ms, limits_zone, quiet_from, quiet_to, advanced_to, next_at, fed_at, arrivals_after, created_by, created_at)
        select ${rule.id}::text, ${rule.name}::text, ${rule.zone}::text, ${JSON.stringify(rule.spec)}::jsonb, ${rule.maxPerDay}::integer, ${rule.minGapMs}::bigint, ${rule.limitsZone}::text,
               ${rule.quietFrom}::time, ${rule.quietTo}::time, ${now}::timestamptz, ${rule.nextAt}::timestamptz, ${now}::timestamptz,
               coalesce((select max(seq) from arrivals), 0), ${actor}::text, ${now}::timestamptz`);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new AppError("rule-exists", { name: rule.name }, { cause: error });
    }
  },

  /** By name. */
  list: (): Promise<Rule[]> =>
    db.rows<Rule>(sql`select ${columns} from rules r where r.removed_at is null order by lower(r.name)`),

  /** By name or id. Throws `rule-unknown`. */
  async get(name: string): Promise<Rule> {
    const found = await db.row<Rule>(sql`
      select ${columns} from rules r where r.removed_at is null and (r.id = ${name} or lower(r.name) = lower(${name}))
       order by (r.id = ${name}) desc limit 1`);
    if (found) return found;
    const names = (await this.list()).map((rule) => rule.name);
    const known =
      names.length === 0 ? 'There is none yet; "utas rules add" makes one.' : `There are: ${names.join(", ")}.`;
    throw new AppError("rule-unknown", { name, known });
  },

  /** Of one that was removed, too. */
  nameOf: async (id: string): Promise<string> =>
    (await db.row<{ name: string }>(sql`select name from rules where id = ${id}`))?.name ?? id,

  /** The id of the newest of this name or id; one that was removed counts where none is left. */
  async everNamed(name: string): Promise<string> {
    const found = await db.row<{ id: string }>(sql`
      select r.id from rules r where r.id = ${name} or lower(r.name) = lower(${name})
       order by (r.id = ${name}) desc, (r.removed_at is null) desc, r.created_at desc limit 1`);
    return found?.id ?? (await this.get(name)).id;
  },

  /**
   * What its filters have left is looked at again. Fires it anew, what was due and had not fired yet is left out, and the history says so.
   * False: it fired, was changed or removed meanwhile.
   */
  change: (
    { id, advancedTo, spec: seen }: Pick<Rule, "id" | "advancedTo" | "spec">,
    { zone, limitsZone, spec, maxPerDay, minGapMs, quietFrom, quietTo, nextAt, anew }: RuleChange,
    actor: string,
    now: Date,
  ): Promise<boolean> =>
    db.changed(sql`
      with before as (
        select * from rules where id = ${id} and removed_at is null and advanced_to = ${advancedTo} and spec = ${JSON.stringify(seen)}::jsonb for update),
      waiting as (
        select count(distinct a.article_id) as count from before b join arrivals a on a.seq > b.arrivals_after
         where b.spec -> 'when' ->> 'kind' = 'arrival' and a.source_id in (select jsonb_array_elements_text(b.spec -> 'sources'))
           and not exists (select from firings f where f.rule_id = b.id and f.key = a.article_id)),
      told as (
        insert into firings (rule_id, key, at, fired_at, actor, outcome, reason)
        select b.id, 'change:' || to_char(${now}::timestamptz at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), coalesce(b.next_at, ${now}::timestamptz), ${now}::timestamptz,
               ${actor}::text, 'missed', 'changed by ' || ${actor}::text || ' before it fired'
                 || case when waiting.count > 0 then '; ' || waiting.count || ' article(s) had arrived and were left' else '' end
          from before b, waiting
         where ${anew}::boolean and b.paused_at is null and (b.next_at <= ${now} or waiting.count > 0) on conflict do nothing),
      forgotten as (delete from left_articles l using before where l.rule_id = before.id)
      update rules r set zone = ${zone}, limits_zone = ${limitsZone}, spec = ${JSON.stringify(spec)}::jsonb, max_per_day = ${maxPerDay}::integer,
             min_gap_ms = ${minGapMs}::bigint, quiet_from = ${quietFrom}::time, quiet_to = ${quietTo}::time, next_at = ${nextAt}::timestamptz,
             advanced_to = case when ${anew}::boolean then ${now}::timestamptz else r.advanced_to end,
             arrivals_after = case when ${anew}::boolean then greatest(r.arrivals_after, (select max(seq) from arrivals)) else r.arrivals_after end,
             fed_at = ${now}, empty_in_a_row = 0, starved_at = null
        from before where r.id = before.id`),

  /** False: it is paused already. */
  pause: (id: string, actor: string, reason: string | null, now: Date): Promise<boolean> =>
    db.changed(sql`
      update rules set paused_at = ${now}, paused_by = ${actor}, paused_reason = ${reason}
       where id = ${id} and paused_at is null and removed_at is null`),

  /** What fell into the pause is left out, and the history says so: nothing floods out. False: it is not paused. */
  resume: (id: string, nextAt: Date | null, actor: string, now: Date): Promise<boolean> =>
    db.changed(sql`
      with before as (select * from rules where id = ${id} and paused_at is not null and removed_at is null for update),
      told as (
        insert into firings (rule_id, key, at, fired_at, actor, outcome, reason)
        select b.id, 'pause:' || to_char(b.paused_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS'), b.paused_at, ${now}::timestamptz, ${actor}::text, 'missed',
               'paused from then until ' || to_char(${now}::timestamptz at time zone b.zone, 'YYYY-MM-DD HH24:MI') || ' (' || b.zone || ') by ' || b.paused_by
                 || coalesce(': ' || b.paused_reason, '') || case when b.spec -> 'when' ->> 'kind' = 'arrival' then
                 '; ' || (select count(distinct a.article_id) from arrivals a where a.seq > b.arrivals_after and a.at >= b.paused_at
                            and a.source_id in (select jsonb_array_elements_text(b.spec -> 'sources'))) || ' article(s) arrived meanwhile and were left' else '' end
          from before b on conflict do nothing)
      update rules r set paused_at = null, paused_by = null, paused_reason = null, advanced_to = ${now}, next_at = ${nextAt}, fed_at = ${now}, empty_in_a_row = 0,
             starved_at = null, arrivals_after = greatest(r.arrivals_after, (select max(seq) from arrivals))
        from before where r.id = before.id`),

  /** One more firing to come is left out. */
  skip: (id: string): Promise<boolean> =>
    db.changed(sql`update rules set skips = skips + 1 where id = ${id} and removed_at is null`),

  /** What it has made goes on; its history stays. */
  remove: (id: string, now: Date): Promise<boolean> =>
    db.changed(sql`update rules set removed_at = ${now} where id = ${id} and removed_at is null`),

  /** How many of its publications may still go. */
  unfinished: async (id: string): Promise<number> =>
    (
      await db.row<{ count: number }>(sql`
        select count(*) from publications where rule_id = ${id} and state in ('waiting', 'scheduled', 'sending', 'uncertain', 'held')`)
    )?.count ?? 0,

  /** Those to look at: an instant of theirs is over, or they go by slots or arrivals, which change without them. */
  due: (now: Date): Promise<Rule[]> =>
    db.rows<Rule>(sql`
      select ${columns} from rules r
       where ${goesOn(now)} and (r.next_at <= ${now} or r.spec -> 'when' ->> 'kind' = 'slots'
          or r.spec -> 'when' ->> 'kind' = 'arrival' and coalesce(r.fired < (r.spec ->> 'times')::integer, true))
       order by r.next_at, r.created_at`),

  /** The next instant of any rule after this one. */
  nextDue: async (after: Date): Promise<Date | null> =>
    (
      await db.row<{ at: Date | null }>(
        sql`select min(r.next_at) as at from rules r where ${goesOn(after)} and r.next_at > ${after}`,
      )
    )?.at ?? null,

  /** No instant was due. */
  advance: ({ id, advancedTo }: Pick<Rule, "id" | "advancedTo">, to: Date, nextAt: Date | null): Promise<boolean> =>
    db.changed(
      sql`update rules set advanced_to = ${to}, next_at = ${nextAt} where id = ${id} and advanced_to = ${advancedTo}`,
    ),

  /**
   * The clock went back: instants that it had passed come again, and those that fired are remembered and do not fire twice. What was only
   * noted as missed, or found nothing, is forgotten.
   */
  comeBack: (now: Date): Promise<boolean> =>
    db.changed(sql`
      with back as (
        update rules set advanced_to = ${now}, next_at = case when spec -> 'when' ->> 'kind' = 'arrival' then null else ${now}::timestamptz end,
               fed_at = least(fed_at, ${now}::timestamptz)
         where advanced_to > ${now}::timestamptz + ${backMs} * interval '1 ms' and removed_at is null returning id)
      delete from firings f using back where f.rule_id = back.id and f.at > ${now} and f.outcome in ('missed', 'nothing')
         and not exists (select from takings t where t.rule_id = f.rule_id and t.firing = f.key)`),

  /** Those that fire on arrival and have taken nothing for so long; each is told once. */
  starving: (now: Date, forMs: number): Promise<{ name: string; fedAt: Date }[]> =>
    db.rows(sql`
      update rules r set starved_at = ${now}
       where ${goesOn(now)} and r.spec -> 'when' ->> 'kind' = 'arrival' and r.starved_at is null
         and r.fed_at < ${now}::timestamptz - ${forMs} * interval '1 ms' and coalesce(r.fired < (r.spec ->> 'times')::integer, true)
         and coalesce((r.spec ->> 'until')::timestamptz > ${now}, true)
      returning r.name, r.fed_at`),

  /** Articles that arrived after the rule was made and that it has not dealt with, first come first. */
  arrivals: (
    { id, spec, arrivalsAfter }: Pick<Rule, "id" | "spec" | "arrivalsAfter">,
    limit: number,
  ): Promise<Arrival[]> =>
    db.rows<Arrival>(sql`
      select a.article_id, min(a.at) as at, min(a.seq) as seq from arrivals a
       where a.seq > ${arrivalsAfter} and a.source_id = any (${spec.sources}::text[])
         and not exists (select from firings f where f.rule_id = ${id} and f.key = a.article_id)
       group by a.article_id order by seq limit ${limit}`),

  /** Arrivals that are all dealt with, and old enough that none before them is still being written, need not be looked through again. */
  forgetArrivals: (
    { id, spec, arrivalsAfter }: Pick<Rule, "id" | "spec" | "arrivalsAfter">,
    before: Date,
  ): Promise<boolean> =>
    db.changed(sql`
      with done as (
        select max(seq) as seq from arrivals where seq > ${arrivalsAfter} and at < ${before}
           and seq < coalesce((select min(a.seq) from arrivals a where a.seq > ${arrivalsAfter} and a.source_id = any (${spec.sources}::text[])
                                 and not exists (select from firings f where f.rule_id = ${id} and f.key = a.article_id)), 9223372036854775807)
           and not exists (select from arrivals y where y.seq > ${arrivalsAfter} and y.seq < arrivals.seq and y.at >= ${before}))
      update rules set arrivals_after = done.seq from done where id = ${id} and arrivals_after = ${arrivalsAfter} and done.seq >= ${arrivalsAfter} + 500`),
});

export interface Arrival {
  readonly articleId: string;
  readonly at: Date;
  readonly seq: number;
}

export type Rules = ReturnType<typeof openRules>;
