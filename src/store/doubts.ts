/** What a look-up writes: it takes a publication of unknown fate with a claim and a lease of its own, and puts the next look off. What it settles, runs.ts writes. */

import type { AccountEffect } from "../publication/outcome.ts";
import { type Db, sql } from "./db.ts";
import { type PublicationRow, publicationColumns } from "./rows.ts";
import { affect, type Key, type Run, readRun } from "./run.ts";

export const openDoubts = (db: Db) => ({
  /** Takes a publication of unknown fate, to look what became of it. Null: not its time, or somebody else is looking. */
  async claim(id: string, now: Date, leaseUntil: Date): Promise<Run | null> {
    const taken = await db.row<PublicationRow>(sql`
      update publications p set claim = claim + 1, bell = bell + 1, lease_until = ${leaseUntil}, asks = asks + 1
       where id = ${id} and state = 'uncertain' and next_ask_at <= ${now} and coalesce(lease_until <= ${now}, true)
         and exists (select from accounts a where a.id = p.account_id and a.state = 'ready')
         and not exists (select from doors w where w.account_id = p.account_id and w.route = 'find' and w.closed_until > ${now})
      returning ${publicationColumns}`);
    return taken ? readRun(db, taken) : null;
  },

  /** The same for a person who has looked, whenever that is. Null: it is not uncertain, or being looked up this very moment. */
  async claimForPerson(id: string, now: Date, leaseUntil: Date): Promise<Run | null> {
    const taken = await db.row<PublicationRow>(sql`
      update publications p set claim = claim + 1, bell = bell + 1, lease_until = ${leaseUntil}
       where id = ${id} and state = 'uncertain' and coalesce(lease_until <= ${now}, true)
      returning ${publicationColumns}`);
    return taken ? readRun(db, taken) : null;
  },

  /** The look-up settled nothing yet. `nextAskAt` null: only a person can tell. False: this run was overtaken. */
  askAgain: (
    { id, claim }: Key,
    nextAskAt: Date | null,
    reason: string,
    effect: AccountEffect,
    sealed?: string | null,
  ): Promise<boolean> =>
    db.transaction(async (db) => {
      const mine = await db.changed(sql`
        update publications set next_ask_at = ${nextAskAt}, lease_until = null, reason = ${reason}
         where id = ${id} and claim = ${claim} and state = 'uncertain'`);
      if (mine) await affect(db, id, effect, sealed);
      return mine;
    }),

  /** Whether a post of this account owns the id. */
  isOwned: async (accountId: string, remoteId: string): Promise<boolean> =>
    (await db.row(sql`select from deliveries where account_id = ${accountId} and remote_id = ${remoteId}`)) !==
    undefined,

  /** Ids on the network that posts of this account own. */
  owned: async (accountId: string): Promise<ReadonlySet<string>> =>
    new Set(
      (
        await db.rows<{ remoteId: string }>(
          sql`select remote_id from deliveries where account_id = ${accountId} and remote_id is not null`,
        )
      ).map((row) => row.remoteId),
    ),
});

export type Doubts = ReturnType<typeof openDoubts>;
