/** What a run writes whose posts leave in one call: all of them are in the air, and all of them out, in one statement. It names the claim, as every write of a run does. */

import type { Closing, RemotePost } from "../platforms/platform.ts";
import { type Db, sql } from "./db.ts";
import { closeDoors, leaving, type Purse } from "./doors.ts";
import type { Key } from "./run.ts";

export const openTogether = (db: Db) => ({
  /** Writes down that these posts are about to leave, and renews the lease. False: none may, for the reasons of `runs.begin`. */
  begin: (
    { id, claim }: Key,
    positions: readonly number[],
    now: Date,
    leaseUntil: Date,
    purses: readonly Purse[] = [],
  ): Promise<boolean> =>
    db.changed(sql`
      with ${leaving({ id, claim }, positions.length, now, leaseUntil, purses)},
      begun as (
        update deliveries set state = 'sending', started_at = ${now}, first_started_at = coalesce(first_started_at, ${now})
          from mine where publication_id = mine.id and position = any (${positions}::integer[])
        returning publication_id, position)
      insert into attempts (publication_id, position, number, started_at)
      select publication_id, position, 1 + (select count(*) from attempts a where a.publication_id = begun.publication_id and a.position = begun.position), ${now}::timestamptz
        from begun`),

  /** Writes down that they are out. False: this run was overtaken; whoever took over will look them up. */
  sent: (
    { id, claim }: Key,
    posts: readonly { readonly position: number; readonly remote: RemotePost }[],
    closing: Closing,
    now: Date,
    leaseUntil: Date,
  ): Promise<boolean> =>
    db.changed(sql`
      with mine as (
        update publications set lease_until = ${leaseUntil}, tries = 0, begun_at = coalesce(begun_at, ${now})
         where id = ${id} and claim = ${claim} and state = 'sending' returning id, account_id),
      told as (
        select * from jsonb_to_recordset(${JSON.stringify(posts.map(({ position, remote }) => ({ position, ...remote })))}::jsonb)
          as t (position integer, id text, url text, ref text)),
      out as (
        update deliveries d set state = 'sent', sent_at = ${now}, remote_id = told.id, remote_url = told.url, remote_ref = told.ref
          from mine, told where d.publication_id = mine.id and d.position = told.position returning d.publication_id, d.position),
      ${closeDoors("create", closing)}
      update attempts set ended_at = ${now}, outcome = 'sent' from out
       where attempts.publication_id = out.publication_id and attempts.position = out.position and ended_at is null`),
});

export type Together = ReturnType<typeof openTogether>;
