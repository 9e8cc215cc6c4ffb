/** What an account's sign-in at its network is worth for the time being: one sealed session an account, renewed by one process at a time. */

import { type Db, sql } from "./db.ts";
import { type Doors, openDoors } from "./doors.ts";

export interface KeptSession {
  readonly sealed: string;
  readonly expiresAt: Date | null;
  /** Greater with each writing. */
  readonly number: number;
}

type Row = { readonly sealed: string | null; readonly expiresAt: Date | null; readonly number: number };

const known = (row: Row | undefined): KeptSession | null =>
  row?.sealed ? { sealed: row.sealed, expiresAt: row.expiresAt, number: row.number } : null;

export const openAccountSessions = (db: Db) => ({
  find: async (accountId: string): Promise<KeptSession | null> =>
    known(
      await db.row<Row>(sql`select sealed, expires_at, number from account_sessions where account_id = ${accountId}`),
    ),

  /**
   * Renews under a lock on the account's row: `renew` gets what is kept by then, and what it gives back is stored before anybody uses it.
   * Others wait here meanwhile, and then get what it has made. `renew` gives null: nothing is written. What it draws, it draws in the same transaction.
   */
  renew: <T extends { readonly keep: Omit<KeptSession, "number"> | null }>(
    accountId: string,
    renew: (kept: KeptSession | null, doors: Doors) => Promise<T>,
  ): Promise<{ readonly made: T; readonly number: number }> =>
    db.transaction(async (tx) => {
      await tx.run(sql`insert into account_sessions (account_id) values (${accountId}) on conflict do nothing`);
      const row = await tx.row<Row>(
        sql`select sealed, expires_at, number from account_sessions where account_id = ${accountId} for update`,
      );
      const made = await renew(known(row), openDoors(tx));
      if (!made.keep) return { made, number: row?.number ?? 0 };
      const written = await tx.row<{ number: number }>(sql`
        update account_sessions set sealed = ${made.keep.sealed}, expires_at = ${made.keep.expiresAt}, number = number + 1
         where account_id = ${accountId} returning number`);
      return { made, number: written?.number ?? 0 };
    }),

  /** In place of any that there is: the account was connected anew. */
  put: (accountId: string, { sealed, expiresAt }: Omit<KeptSession, "number">): Promise<boolean> =>
    db.changed(sql`
      insert into account_sessions as s (account_id, sealed, expires_at, number) values (${accountId}, ${sealed}, ${expiresAt}, 1)
      on conflict (account_id) do update set sealed = excluded.sealed, expires_at = excluded.expires_at, number = s.number + 1`),
});

export type AccountSessions = ReturnType<typeof openAccountSessions>;
