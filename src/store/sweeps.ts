/** What the beat looks for: bells of the horizon, leases that lapsed, publications that wait to be looked up or removed. */

import { later } from "../base/clock.ts";
import type { Bell } from "../publication/publication.ts";
import { type Db, sql } from "./db.ts";
import { accountIsFree, isBraked, isDue, isNear, isOverNumber, isTooLate, mayGo, turnOrder } from "./turns.ts";

/** A bell and when it is to ring. */
export interface Due extends Bell {
  readonly at: Date;
}

export interface TakenUp extends Bell {
  readonly state: "uncertain" | "scheduled" | "held" | "cancelled" | "retracting" | "published";
}

/** What the late policy has held or cancelled. */
export interface Late {
  readonly id: string;
  readonly state: "held" | "cancelled";
  readonly account: string;
  readonly dueAt: Date;
  readonly reason: string;
}

/** `zone`: the newsroom's, where a rule and an account have none. */
export const openSweeps = (db: Db, zone: string) => ({
  /** A clock that was set back leaves leases that end far in the future; who lives renews its own, and nobody waits for the dead till then. */
  shortenLeases: (now: Date, leaseMs: number): Promise<boolean> =>
    db.changed(sql`
      update publications set lease_until = ${later(now, leaseMs)}
       where state in ('sending', 'uncertain', 'retracting') and lease_until > ${later(now, 2 * leaseMs)}`),

  /**
   * Leases that lapsed: with a post in the air nobody knows its fate (`doubt`); with all of them out it is `finish`ed; else the rest
   * goes on (`defer`, or the stop that was wished for).
   */
  takeUpLapsed: (now: Date, actor: string): Promise<TakenUp[]> =>
    db.rows<TakenUp>(sql`
      with before as (
        select p.id, p.claim, stop_wish, stop_actor, stop_reason,
               exists (select from deliveries d where d.publication_id = p.id and d.state = 'sending') as in_the_air,
               not exists (select from deliveries d where d.publication_id = p.id and d.state <> 'sent') as all_out
          from publications p where state = 'sending' and lease_until <= ${now} for update skip locked),
      named as (
        select *, case when in_the_air then 'doubt' when stop_wish = 'retract' then 'retract' when all_out then 'finish' else coalesce(stop_wish, 'defer') end as move
          from before),
      p as (
        update publications p set
               state = case move when 'doubt' then 'uncertain' when 'finish' then 'published' when 'hold' then 'held' when 'cancel' then 'cancelled'
                                 when 'retract' then 'retracting' else 'scheduled' end,
               claim = p.claim + 1, bell = bell + 1, lease_until = null, asks = 0,
               next_ask_at = case when in_the_air then ${now}::timestamptz end,
               published_at = case when move = 'finish' then ${now}::timestamptz end,
               reason = case when in_the_air then 'the worker was gone while a post was in the air' when move = 'finish' then null
                             else coalesce(named.stop_reason, p.reason) end,
               stop_wish = case when in_the_air then p.stop_wish end,
               stop_actor = case when in_the_air then p.stop_actor end,
               stop_reason = case when in_the_air then p.stop_reason end
          from named where p.id = named.id and p.claim = named.claim and p.state = 'sending'
        returning p.id, p.bell, p.state, move, named.stop_actor, named.stop_reason),
      told as (
        insert into moves (publication_id, move, actor, reason, at)
        select id, move, case when move in ('hold', 'cancel', 'retract') then coalesce(stop_actor, ${actor}::text) else ${actor}::text end,
               case when move in ('hold', 'cancel', 'retract') then stop_reason else 'the lease lapsed' end, ${now}::timestamptz from p),
      closed as (
        update attempts set ended_at = ${now}, outcome = 'unknown', reason = 'the worker was gone before the answer was written down'
          from p where attempts.publication_id = p.id and ended_at is null)
      select id, bell, state from p`),

  /**
   * The bells of what falls due within the horizon and is not overdue: the first of each instant on each account, since whoever hears it
   * goes on with the rest.
   */
  horizon: (now: Date, until: Date): Promise<Due[]> =>
    db.rows<Due>(sql`
      select distinct on (account_id, at) id, bell, at from (
        select p.id, p.bell, p.account_id, p.seq, greatest(p.due_at, p.retry_at, w.closed_until) as at
          from publications p join accounts a on a.id = p.account_id
          left join doors w on w.account_id = a.id and w.route = 'create'
         where p.state = 'scheduled' and p.due_at <= ${until} and a.state = 'ready') due
       where at > ${now} and at <= ${until} order by account_id, at, seq`),

  /** A new ring for the next overdue publication of every account (or one) that is free to send. */
  ringOverdue: (now: Date, accountId: string | null = null): Promise<Due[]> =>
    db.rows<Due>(sql`
      with turn as (
        select turn.id from accounts a cross join lateral (
          select p.id from publications p
           where p.account_id = a.id and ${isDue(now)} and ${mayGo(now, zone)}
           order by ${turnOrder} limit 1) turn
         where (${accountId}::text is null or a.id = ${accountId}) and ${accountIsFree(now)})
      update publications p set bell = bell + 1 from turn where p.id = turn.id and p.state = 'scheduled'
      returning p.id, p.bell, ${now}::timestamptz as at`),

  /** When the first distance ends that holds back what is due by `until`; null: none does before. */
  nextApart: async (now: Date, until: Date): Promise<Date | null> =>
    (
      await db.row<{ at: Date | null }>(sql`
        select min(near.ends) as at
          from (select distinct p.account_id, p.rule_id from publications p
                 where p.state = 'scheduled' and p.due_at <= ${until} and p.rule_id is not null and not p.first and p.begun_at is null) waiting
          join rules r on r.id = waiting.rule_id and r.min_gap_ms is not null
         cross join lateral (
           select max(q.begun_at) + r.min_gap_ms * interval '1 ms' as ends from publications q where q.account_id = waiting.account_id and ${isNear(now)}) near
         where near.ends > ${now} and near.ends <= ${until}`)
    )?.at ?? null,

  /** Lateness does not run while the daily number or the distance of its rule holds a publication back: that wait was asked for. */
  forgiveNumber: (now: Date): Promise<boolean> =>
    db.changed(sql`
      update publications p set late_from = ${now} from accounts a
       where a.id = p.account_id and p.rule_id is not null and ${isDue(now)} and ${isOverNumber(now, zone)} and not ${isTooLate(now)}`),

  /**
   * Holds or cancels what has not begun and is later than it may be. A broken account and a brake are waited for:
   * what they made too late is judged when they are over.
   */
  takeLate: (now: Date): Promise<Late[]> =>
    db.rows<Late>(sql`
      with late as (
        select p.id, p.late_policy, case when p.late_ms % 3600000 = 0 then p.late_ms / 3600000 || ' h' when p.late_ms % 60000 = 0 then p.late_ms / 60000 || ' min'
                                         else p.late_ms / 1000 || ' s' end as most
          from publications p join accounts a on a.id = p.account_id
         where p.state = 'scheduled' and p.due_at <= ${now} and ${isTooLate(now)}
           and a.state = 'ready' and a.removed_at is null and not ${isBraked(now)}
         for update of p skip locked),
      p as (
        update publications p set state = case late.late_policy when 'skip' then 'cancelled' else 'held' end, held_late = late.late_policy = 'hold',
               bell = bell + 1, revision = revision + 1, retry_at = null, reason = 'late: it could not go within ' || late.most || ' of its time'
          from late where p.id = late.id and p.state = 'scheduled'
        returning p.id, p.state, p.account_id, p.due_at, p.reason),
      told as (
        insert into moves (publication_id, move, actor, reason, at)
        select id, case state when 'held' then 'hold' else 'cancel' end, 'late policy', reason, ${now}::timestamptz from p)
      select p.id, p.state, a.handle as account, p.due_at, p.reason from p join accounts a on a.id = p.account_id`),

  /** Publications of unknown fate that are to be looked up, and when. */
  doubts: (now: Date, until: Date): Promise<Due[]> =>
    db.rows<Due>(sql`
      select * from (
        select p.id, p.bell, greatest(p.next_ask_at, p.lease_until, w.closed_until, ${now}::timestamptz) as at
          from publications p join accounts a on a.id = p.account_id
          left join doors w on w.account_id = p.account_id and w.route = 'find'
         where p.state = 'uncertain' and p.next_ask_at is not null and a.state = 'ready') due
       where at <= ${until}`),

  retractions: (now: Date, until: Date): Promise<Due[]> =>
    db.rows<Due>(sql`
      select p.id, p.bell, greatest(p.retry_at, p.lease_until, w.closed_until, ${now}::timestamptz) as at
        from publications p join accounts a on a.id = p.account_id
        left join doors w on w.account_id = p.account_id and w.route = 'remove'
       where p.state = 'retracting' and a.state = 'ready'
         and coalesce(greatest(p.retry_at, p.lease_until, w.closed_until) <= ${until}, true)`),
});

export type Sweeps = ReturnType<typeof openSweeps>;
