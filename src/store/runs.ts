/** What a worker's run writes: the claim, each post before and after it leaves, and how the run ends. Every write names the claim, so a run that was overtaken writes nothing. */

import type { Closing, Handles, RemotePost, SendOutcome, Sent } from "../platforms/platform.ts";
import type { DeliveryState, Move, State } from "../publication/moves.ts";
import type { AccountEffect, Ending } from "../publication/outcome.ts";
import type { Bell } from "../publication/publication.ts";
import { type Db, isUniqueViolation, often, sql } from "./db.ts";
import { closeDoors, leaving, type Purse } from "./doors.ts";
import { type PublicationRow, publicationColumns } from "./rows.ts";
import { affect, type Key, type Run, readRun } from "./run.ts";
import { accountIsFree, isBraked, isDue, mayGo, turnOrder } from "./turns.ts";

export interface Settled {
  readonly state: State;
  readonly move: Move;
  readonly bell: number;
  readonly retryAt: Date | null;
  readonly dueAt: Date | null;
}

/** What becomes of the post that the run ends at. */
export interface LastPost {
  readonly position: number;
  readonly state: Extract<DeliveryState, "prepared" | "absent" | "sent" | "sending">;
  readonly remote?: RemotePost;
  /** A new key, after a definite error. */
  readonly key?: string;
  readonly refusedAsDuplicate?: boolean;
  readonly attempt?: { readonly outcome: SendOutcome["kind"]; readonly reason: string };
}

export interface EndOfRun {
  readonly ending: Ending;
  readonly effect: AccountEffect;
  /** One, or all that were in the air together. */
  readonly lasts?: readonly LastPost[];
  readonly actor: string;
  readonly now: Date;
  /** The credentials that the run signed in with, as they are kept. */
  readonly sealed?: string | null;
}

/** `zone`: the newsroom's, where a rule and an account have none. */
export const openRuns = (db: Db, zone: string) => ({
  /**
   * Takes, for the account of the publication that a bell named, whichever is next: those wished `now` first, then by the promised minute,
   * then by making. Null: nothing is due or may go, the account is busy, stopped or its window closed, a brake is on, or somebody was first.
   */
  async claim(bell: Pick<Bell, "id">, now: Date, leaseUntil: Date, actor: string): Promise<Run | null> {
    const taken = await db
      .row<PublicationRow>(
        often(sql`
        with turn as (
          select p.id, p.revision from publications p join accounts a on a.id = p.account_id
           where p.account_id = (select account_id from publications where id = ${bell.id})
             and ${isDue(now)} and ${accountIsFree(now)} and ${mayGo(now, zone)}
           order by ${turnOrder} limit 1),
        p as (
          update publications set state = 'sending', claim = claim + 1, bell = bell + 1, lease_until = ${leaseUntil}, retry_at = null, reason = null
            from turn where publications.id = turn.id and publications.revision = turn.revision and publications.state = 'scheduled'
          returning publications.*),
        told as (
          insert into moves (publication_id, move, actor, at) select id, 'claim', ${actor}::text, ${now}::timestamptz from p)
        select ${publicationColumns} from p`),
      )
      .catch((error) => {
        if (isUniqueViolation(error)) return undefined;
        throw error;
      });
    return taken ? readRun(db, taken) : null;
  },

  /** Writes down what was uploaded for a post, and that the window for uploads is used up if the network said so. False: this run was overtaken. */
  prepared: (
    { id, claim }: Key,
    position: number,
    { handles, closedUntil = null, app }: { readonly handles: Handles } & Partial<Closing>,
    leaseUntil: Date,
  ): Promise<boolean> =>
    db.changed(sql`
      with mine as (
        update publications set lease_until = ${leaseUntil} where id = ${id} and claim = ${claim} and state = 'sending' returning id, account_id),
      ${closeDoors("upload", { closedUntil, ...(app && { app }) })}
      update deliveries set state = 'prepared', handles = ${JSON.stringify(handles)}
        from mine where publication_id = mine.id and position = ${position}`),

  /** Keeps the lease while a run waits between posts. False: this run was overtaken, somebody wishes it to stop, or a brake is on. */
  keep: ({ id, claim }: Key, now: Date, leaseUntil: Date): Promise<boolean> =>
    db.changed(sql`
      update publications p set lease_until = ${leaseUntil}
       where id = ${id} and claim = ${claim} and state = 'sending' and stop_wish is null
         and not exists (select from accounts a where a.id = p.account_id and ${isBraked(now)})`),

  /** Writes down that a post is about to leave, and renews the lease. False: this run was overtaken, held or cancelled, its account stopped, its window closed or a brake is on; send nothing. It draws from `purses`. */
  begin: (
    { id, claim }: Key,
    position: number,
    now: Date,
    leaseUntil: Date,
    purses: readonly Purse[] = [],
  ): Promise<boolean> =>
    db.changed(
      often(sql`
      with ${leaving({ id, claim }, 1, now, leaseUntil, purses)},
      begun as (
        update deliveries set state = 'sending', started_at = ${now}, first_started_at = coalesce(first_started_at, ${now})
          from mine where publication_id = mine.id and position = ${position}
        returning publication_id, position)
      insert into attempts (publication_id, position, number, started_at)
      select publication_id, position, 1 + (select count(*) from attempts a where a.publication_id = begun.publication_id and a.position = begun.position), ${now}::timestamptz
        from begun`),
    ),

  /** Writes down that a post is out, and that the window is used up if the network said so. False: this run was overtaken; whoever took over will look it up. */
  sent: (
    { id, claim }: Key,
    position: number,
    { remote, ...closing }: Pick<Sent, "remote" | "closedUntil" | "app">,
    now: Date,
    leaseUntil: Date,
  ): Promise<boolean> =>
    db.changed(
      often(sql`
      with mine as (
        update publications set lease_until = ${leaseUntil}, tries = 0, begun_at = coalesce(begun_at, ${now})
         where id = ${id} and claim = ${claim} and state = 'sending' returning id, account_id),
      out as (
        update deliveries set state = 'sent', sent_at = ${now}, remote_id = ${remote.id}, remote_url = ${remote.url}, remote_ref = ${remote.ref}
          from mine where publication_id = mine.id and position = ${position} returning publication_id, position),
      ${closeDoors("create", closing)}
      update attempts set ended_at = ${now}, outcome = 'sent' from out
       where attempts.publication_id = out.publication_id and attempts.position = out.position and ended_at is null`),
    ),

  /** Ends a run with one guarded move, or with the stop that somebody wished for. Null: this run was overtaken. */
  settle: ({ id, claim }: Key, from: "sending" | "uncertain", end: EndOfRun): Promise<Settled | null> => {
    const { lasts = [] } = end;
    if (lasts.length === 0 && Object.keys(end.effect).length === 0) return moveTo(db, { id, claim }, from, end);
    return db.transaction(async (db) => {
      const settled = await moveTo(db, { id, claim }, from, end);
      if (!settled) return null;
      for (const last of lasts) await writeLast(db, id, last, end.now);
      await affect(db, id, end.effect, end.sealed);
      return settled;
    });
  },
});

export type Runs = ReturnType<typeof openRuns>;

const endStates = {
  finish: "published",
  defer: "scheduled",
  doubt: "uncertain",
  fail: "failed",
} as const satisfies Record<Ending["move"], State>;

async function moveTo(
  db: Db,
  { id, claim }: Key,
  from: State,
  { ending, actor, now }: EndOfRun,
): Promise<Settled | null> {
  // A stop takes the place of a deferral. To be taken back is more than a stop: it holds for what is out, too.
  const stops = ending.move === "defer" ? ["hold", "cancel", "retract"] : ending.move === "doubt" ? [] : ["retract"];
  const reason = ending.move === "finish" ? null : ending.reason;
  const row = await db.row<Settled>(
    often(sql`
    with before as (
      select id, case when stop_wish = any (${stops}::text[]) then stop_wish end as wish, stop_actor, stop_reason from publications
       where id = ${id} and claim = ${claim} and state = ${from} for update),
    moved as (
      update publications p set
             state = case before.wish when 'hold' then 'held' when 'cancel' then 'cancelled' when 'retract' then 'retracting' else ${endStates[ending.move]} end,
             lease_until = null, bell = bell + 1,
             reason = coalesce(case when before.wish is not null then before.stop_reason end, ${reason}::text),
             retry_at = case when before.wish is null then ${ending.move === "defer" ? ending.retryAt : null}::timestamptz end,
             tries = case when before.wish is not null then 0 when ${ending.move === "doubt"} then tries else ${ending.move === "defer" ? ending.tries : 0}::integer end,
             next_ask_at = ${ending.move === "doubt" ? ending.nextAskAt : null}::timestamptz, asks = 0,
             published_at = ${ending.move === "finish" ? now : null}::timestamptz,
             stop_wish = case when ${ending.move === "doubt"} then p.stop_wish end,
             stop_actor = case when ${ending.move === "doubt"} then p.stop_actor end,
             stop_reason = case when ${ending.move === "doubt"} then p.stop_reason end
        from before where p.id = before.id
      returning p.id, p.state, p.bell, p.retry_at, p.due_at, coalesce(before.wish, ${ending.move}) as move, before.wish, before.stop_actor, before.stop_reason),
    told as (
      insert into moves (publication_id, move, actor, reason, at)
      select id, move, case when wish is null then ${actor}::text else coalesce(stop_actor, ${actor}::text) end,
             case when wish is null then ${reason}::text else stop_reason end, ${now}::timestamptz from moved)
    select state, move, bell, retry_at, due_at from moved`),
  );
  return row ?? null;
}

async function writeLast(db: Db, id: string, last: LastPost, now: Date): Promise<void> {
  if (last.state !== "sending")
    await db.changed(sql`
      update deliveries set state = ${last.state}, key = coalesce(${last.key ?? null}::text, key),
             sent_at = ${last.remote ? now : null}::timestamptz, remote_id = ${last.remote?.id ?? null}::text,
             remote_url = ${last.remote?.url ?? null}::text, remote_ref = ${last.remote?.ref ?? null}::text
       where publication_id = ${id} and position = ${last.position}`);
  if (last.remote)
    await db.changed(sql`
      update publications p set begun_at = coalesce(p.begun_at, d.first_started_at, ${now}) from deliveries d
       where p.id = ${id} and d.publication_id = p.id and d.position = ${last.position}`);
  if (last.refusedAsDuplicate)
    await db.changed(
      sql`update deliveries set refused_as_duplicate = true where publication_id = ${id} and position = ${last.position}`,
    );
  if (last.attempt)
    await db.changed(sql`
      update attempts set ended_at = ${now}, outcome = ${last.attempt.outcome}, reason = ${last.attempt.reason}
       where publication_id = ${id} and position = ${last.position} and ended_at is null`);
}
