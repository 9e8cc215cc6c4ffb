/** What stops everything, one network or one account, by whose hand and why. A brake moves nothing: it only lets nothing leave. */

import { type Db, sql } from "./db.ts";
import { brakeHolds, isOn } from "./turns.ts";

export type BrakeScope = "everywhere" | "platform" | "account";

export interface Brake {
  readonly scope: BrakeScope;
  /** The platform's or the account's id; empty: everywhere. */
  readonly subject: string;
  readonly reason: string;
  readonly actor: string;
  readonly since: Date;
  /** Lifts itself then; null: until somebody lifts it. */
  readonly until: Date | null;
}

export const openBrakes = (db: Db) => ({
  /** Put on again, its reason, name and end are the newer ones. False: its account was removed meanwhile. */
  put: ({ scope, subject, reason, actor, since, until }: Brake): Promise<boolean> =>
    db.changed(sql`
      insert into brakes (scope, subject, reason, actor, since, until)
      select ${scope}::text, ${subject}::text, ${reason}::text, ${actor}::text, ${since}::timestamptz, ${until}::timestamptz
       where ${scope}::text <> 'account' or exists (select from accounts where id = ${subject} and removed_at is null)
      on conflict (scope, subject) do update set reason = excluded.reason, actor = excluded.actor, until = excluded.until,
         since = case when coalesce(brakes.until > excluded.since, true) then brakes.since else excluded.since end`),

  /** The brake that was on; undefined: there was none. */
  lift: (scope: BrakeScope, subject: string, now: Date): Promise<Brake | undefined> =>
    db.row<Brake>(sql`
      with gone as (delete from brakes where scope = ${scope} and subject = ${subject} returning *)
      select scope, subject, reason, actor, since, until from gone where coalesce(until > ${now}, true)`),

  /** All that are on, the widest first; not those of accounts that are gone. */
  list: (now: Date): Promise<Brake[]> =>
    db.rows<Brake>(sql`
      select scope, subject, reason, actor, since, until from brakes b where ${isOn(now)}
       order by array_position(array['everywhere', 'platform', 'account'], scope), since`),

  /** The widest one that holds this publication back. */
  holding: (publicationId: string, now: Date): Promise<Brake | undefined> =>
    db.row<Brake>(sql`
      select b.scope, b.subject, b.reason, b.actor, b.since, b.until
        from brakes b, publications p join accounts a on a.id = p.account_id
       where p.id = ${publicationId} and ${brakeHolds(now)}
       order by array_position(array['everywhere', 'platform', 'account'], b.scope) limit 1`),
});

export type Brakes = ReturnType<typeof openBrakes>;
