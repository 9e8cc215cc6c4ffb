/** Sessions of credentials that are good once and of which no account is proven yet: one sealed session a credential, named by a fingerprint. */

import type { KeptSession } from "./account-sessions.ts";
import { type Db, sql } from "./db.ts";

export type UnprovenSession = Omit<KeptSession, "number">;

type Row = { readonly sealed: string | null; readonly expiresAt: Date | null };

const known = (row: Row | undefined): UnprovenSession | null =>
  row?.sealed ? { sealed: row.sealed, expiresAt: row.expiresAt } : null;

export const openUnprovenSessions = (db: Db) => ({
  /**
   * Signs in under a lock on the credential's row: `begin` gets what is kept by then, and what it gives back to keep is stored before
   * anybody uses it. Others with the same credential wait here meanwhile. `keep` null: what is kept stays.
   */
  begin: <T extends { readonly keep: UnprovenSession | null }>(
    credential: string,
    now: Date,
    begin: (kept: UnprovenSession | null) => Promise<T>,
  ): Promise<T> =>
    db.transaction(async (tx) => {
      await tx.run(
        sql`insert into unproven_sessions (credential, made_at) values (${credential}, ${now}) on conflict do nothing`,
      );
      const row = await tx.row<Row>(
        sql`select sealed, expires_at from unproven_sessions where credential = ${credential} for update`,
      );
      const made = await begin(known(row));
      if (made.keep)
        await tx.run(sql`
          insert into unproven_sessions as u (credential, sealed, expires_at, made_at)
          values (${credential}, ${made.keep.sealed}, ${made.keep.expiresAt}, ${now})
          on conflict (credential) do update set sealed = excluded.sealed, expires_at = excluded.expires_at, made_at = excluded.made_at`);
      else await tx.run(sql`delete from unproven_sessions where credential = ${credential} and sealed is null`);
      return made;
    }),

  /** The account has a session of its own now. */
  forget: (credential: string): Promise<boolean> =>
    db.changed(sql`delete from unproven_sessions where credential = ${credential}`),

  forgetOld: (before: Date): Promise<boolean> =>
    db.changed(sql`delete from unproven_sessions where made_at < ${before}`),
});

export type UnprovenSessions = ReturnType<typeof openUnprovenSessions>;
