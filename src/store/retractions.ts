/** What a run writes that removes posts: its claim, each post that is gone, and how it ends. */

import type { AccountEffect } from "../publication/outcome.ts";
import { type Db, sql } from "./db.ts";
import { type PublicationRow, publicationColumns } from "./rows.ts";
import { affect, type Key, type Run, readRun } from "./run.ts";

export const openRetractions = (db: Db) => ({
  /** Takes a publication whose posts are to be removed. Null: not its time, or somebody else is removing. */
  async claim(id: string, now: Date, leaseUntil: Date): Promise<Run | null> {
    const taken = await db.row<PublicationRow>(sql`
      update publications p set claim = claim + 1, bell = bell + 1, lease_until = ${leaseUntil}
       where id = ${id} and state = 'retracting' and coalesce(lease_until <= ${now}, true) and coalesce(retry_at <= ${now}, true)
         and exists (select from accounts a where a.id = p.account_id and a.state = 'ready' and a.removed_at is null)
         and not exists (select from doors w where w.account_id = p.account_id and w.route = 'remove' and w.closed_until > ${now})
      returning ${publicationColumns}`);
    return taken ? readRun(db, taken) : null;
  },

  /** Writes down that a post is gone again. False: this run was overtaken. */
  removed: ({ id, claim }: Key, position: number, leaseUntil: Date): Promise<boolean> =>
    db.changed(sql`
      with mine as (
        update publications set lease_until = ${leaseUntil}, tries = 0 where id = ${id} and claim = ${claim} and state = 'retracting' returning id)
      update deliveries set state = 'removed' from mine where publication_id = mine.id and position = ${position}`),

  /** Ends a retraction, or puts it off. False: this run was overtaken. */
  settle: (
    { id, claim }: Key,
    end:
      | { readonly move: "gone" }
      | { readonly move: "left"; readonly reason: string }
      | { readonly move: "later"; readonly retryAt: Date | null; readonly tries: number; readonly reason: string },
    effect: AccountEffect,
    actor: string,
    now: Date,
    sealed?: string | null,
  ): Promise<boolean> =>
    db.transaction(async (db) => {
      const mine =
        end.move === "later"
          ? await db.changed(sql`
              update publications set lease_until = null, retry_at = ${end.retryAt}, tries = ${end.tries}, reason = ${end.reason}, bell = bell + 1
               where id = ${id} and claim = ${claim} and state = 'retracting'`)
          : await db.changed(sql`
              with moved as (
                update publications set state = ${end.move === "gone" ? "retracted" : "failed"}, lease_until = null, retry_at = null, tries = 0,
                       reason = ${end.move === "left" ? end.reason : null}
                 where id = ${id} and claim = ${claim} and state = 'retracting' returning id)
              insert into moves (publication_id, move, actor, reason, at)
              select id, ${end.move}::text, ${actor}::text, ${end.move === "left" ? end.reason : null}::text, ${now}::timestamptz from moved`);
      if (mine) await affect(db, id, effect, sealed);
      return mine;
    }),
});

export type Retractions = ReturnType<typeof openRetractions>;
