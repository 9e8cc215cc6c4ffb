/** Sign-in links, each good once, and the sessions that they open. Only hashes of their tokens are kept. */

import { type Db, sql } from "./db.ts";

export const openSessions = (db: Db) => ({
  makeLink: (tokenHash: string, now: Date, expiresAt: Date): Promise<boolean> =>
    db.changed(
      sql`insert into sign_in_links (token_hash, made_at, expires_at) values (${tokenHash}, ${now}, ${expiresAt})`,
    ),

  /** Uses a link up and opens a session. False: it was used already, or is too old. */
  begin: (linkHash: string, sessionHash: string, now: Date, expiresAt: Date): Promise<boolean> =>
    db.changed(sql`
      with used as (
        update sign_in_links set used_at = ${now} where token_hash = ${linkHash} and used_at is null and expires_at > ${now} returning token_hash)
      insert into sessions (token_hash, made_at, expires_at) select ${sessionHash}::text, ${now}::timestamptz, ${expiresAt}::timestamptz from used`),

  holds: async (sessionHash: string, now: Date): Promise<boolean> =>
    (await db.row(sql`select from sessions where token_hash = ${sessionHash} and expires_at > ${now}`)) !== undefined,

  end: (sessionHash: string): Promise<boolean> =>
    db.changed(sql`delete from sessions where token_hash = ${sessionHash}`),

  forgetOld: async (now: Date): Promise<void> => {
    await db.changed(sql`delete from sign_in_links where expires_at <= ${now}`);
    await db.changed(sql`delete from sessions where expires_at <= ${now}`);
  },
});

export type Sessions = ReturnType<typeof openSessions>;
