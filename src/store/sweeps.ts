/** What the beat looks for: bells of the horizon, leases that lapsed, publications that wait to be looked up or removed. */

import type { Bell } from "../publication/publication.ts";
import { type Db, sql } from "./db.ts";

/** A bell and when it is to ring. */
export interface Due extends Bell {
  readonly at: Date;
}

export interface TakenUp extends Bell {
  readonly state: "uncertain" | "scheduled" | "held" | "cancelled" | "retracting" | "published";
}

export const openSweeps = (db: Db) => ({
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

  /** The bells of everything that falls due within the horizon and is not overdue. */
  horizon: (now: Date, until: Date): Promise<Due[]> =>
    db.rows<Due>(sql`
      select * from (
        select p.id, p.bell, greatest(p.due_at, p.retry_at, w.closed_until) as at
          from publications p join accounts a on a.id = p.account_id
          left join windows w on w.account_id = a.id and w.route = 'create'
         where p.state = 'scheduled' and p.due_at <= ${until} and a.state = 'ready') due
       where at > ${now} and at <= ${until}`),

  /** A new ring for the next overdue publication of every account (or one) that is free to send. */
  ringOverdue: (now: Date, accountId: string | null = null): Promise<Due[]> =>
    db.rows<Due>(sql`
      with turn as (
        select turn.id from accounts a cross join lateral (
          select p.id from publications p
           where p.account_id = a.id and p.state = 'scheduled' and p.due_at <= ${now} and coalesce(p.retry_at <= ${now}, true)
           order by p.first desc, p.due_at, p.seq limit 1) turn
         where a.state = 'ready' and a.removed_at is null and (${accountId}::text is null or a.id = ${accountId})
           and not exists (select from windows w where w.account_id = a.id and w.route = 'create' and w.closed_until > ${now})
           and not exists (select from publications s where s.account_id = a.id and s.state = 'sending'))
      update publications p set bell = bell + 1 from turn where p.id = turn.id and p.state = 'scheduled'
      returning p.id, p.bell, ${now}::timestamptz as at`),

  /** Publications of unknown fate that are to be looked up, and when. */
  doubts: (now: Date, until: Date): Promise<Due[]> =>
    db.rows<Due>(sql`
      select * from (
        select p.id, p.bell, greatest(p.next_ask_at, p.lease_until, w.closed_until, ${now}::timestamptz) as at
          from publications p join accounts a on a.id = p.account_id
          left join windows w on w.account_id = p.account_id and w.route = 'find'
         where p.state = 'uncertain' and p.next_ask_at is not null and a.state = 'ready') due
       where at <= ${until}`),

  retractions: (now: Date, until: Date): Promise<Due[]> =>
    db.rows<Due>(sql`
      select p.id, p.bell, greatest(p.retry_at, p.lease_until, w.closed_until, ${now}::timestamptz) as at
        from publications p join accounts a on a.id = p.account_id
        left join windows w on w.account_id = p.account_id and w.route = 'remove'
       where p.state = 'retracting' and a.state = 'ready'
         and coalesce(greatest(p.retry_at, p.lease_until, w.closed_until) <= ${until}, true)`),
});

export type Sweeps = ReturnType<typeof openSweeps>;
