/** The moves that a person makes. Each is one statement, guarded by the states that it may leave; while a post is in the air, a stop is written down as a wish. */

import { type Move, moves, type State } from "../publication/moves.ts";
import type { Bell, StopWish } from "../publication/publication.ts";
import { type Db, sql } from "./db.ts";

export interface Wish {
  readonly id: string;
  readonly actor: string;
  readonly reason: string | null;
  readonly now: Date;
}

/** What came of a wish: the state that it is in now, and whether that is only wished for. Null: it was in none of the states that the move leaves. */
export interface Granted extends Bell {
  readonly state: State;
  readonly wished: boolean;
}

/** Its time may still be changed. */
export const movableStates: readonly State[] = ["draft", "waiting", "scheduled", "held", "failed"];

export const openWishes = (db: Db) => ({
  stop: (move: StopWish, { id, actor, reason, now }: Wish): Promise<Granted | undefined> =>
    db.row<Granted>(sql`
      with before as (
        select id, state, state in ('sending', 'uncertain') as busy from publications
         where id = ${id} and state = any (${moves[move].from}::text[]) for update),
      p as (
        update publications p set
               state = case when busy then p.state else ${moves[move].to} end,
               stop_wish = case when busy then ${move}::text end,
               stop_actor = case when busy then ${actor}::text end,
               stop_reason = case when busy then ${reason}::text end,
               reason = case when busy then p.reason else ${reason}::text end,
               retry_at = case when busy then p.retry_at end,
               tries = case when busy then p.tries else 0 end,
               held_late = false, revision = revision + 1, bell = case when busy then bell else bell + 1 end
          from before where p.id = before.id returning p.id, p.state, p.bell, busy),
      told as (
        insert into moves (publication_id, move, actor, reason, at)
        select id, ${move}::text, ${actor}::text, ${reason}::text, ${now}::timestamptz from p where not busy)
      select id, state, bell, busy as wished from p`),

  /**
   * Held or failed goes on, at its first post that is not out; not when some of it was taken back. `dueAt` null keeps the time that was
   * promised. Who lets it go on after its time does so knowingly: lateness counts from now.
   */
  schedule: (wish: Wish, dueAt: Date | null = null): Promise<Granted | undefined> =>
    move(
      db,
      "schedule",
      wish,
      sql`tries = 0, asks = 0, retry_at = null, held_late = false, late_from = ${wish.now}, due_at = coalesce(${dueAt}::timestamptz, due_at, ${wish.now}::timestamptz)`,
      sql`and not exists (select from deliveries d where d.publication_id = publications.id and d.state = 'removed')`,
    ),

  approve: (wish: Wish): Promise<Granted | undefined> =>
    move(db, "approve", wish, sql`late_from = ${wish.now}, due_at = coalesce(due_at, ${wish.now}::timestamptz)`),

  reject: (wish: Wish): Promise<Granted | undefined> => move(db, "reject", wish, sql`retry_at = null`),

  /** Another time for what has not left yet; it stays in its state. `first`: wished `now`. */
  moveTime: ({ id, actor, reason, now }: Wish, dueAt: Date, first: boolean): Promise<Granted | undefined> =>
    db.row<Granted>(sql`
      with p as (
        update publications set due_at = ${dueAt}, first = ${first}, late_from = null, bell = bell + 1, revision = revision + 1
         where id = ${id} and state = any (${movableStates}::text[]) returning id, state, bell),
      told as (
        insert into moves (publication_id, move, actor, reason, at)
        select id, 'edit', ${actor}::text, ${reason}::text, ${now}::timestamptz from p)
      select id, state, bell, false as wished from p`),
});

export type Wishes = ReturnType<typeof openWishes>;

const move = (
  db: Db,
  name: Move,
  { id, actor, reason, now }: Wish,
  changes: ReturnType<typeof sql>,
  only: ReturnType<typeof sql> = sql``,
): Promise<Granted | undefined> =>
  db.row<Granted>(sql`
    with p as (
      update publications set state = ${moves[name].to}, reason = ${reason}, bell = bell + 1, revision = revision + 1, ${changes}
       where id = ${id} and state = any (${moves[name].from}::text[]) ${only} returning id, state, bell),
    told as (
      insert into moves (publication_id, move, actor, reason, at)
      select id, ${name}::text, ${actor}::text, ${reason}::text, ${now}::timestamptz from p)
    select id, state, bell, false as wished from p`);
