/** Doors that a network has closed, for one account or for all that share its app, and what is used of a documented budget. */

import { later } from "../base/clock.ts";
import type { AppWindow, Closing } from "../platforms/platform.ts";
import type { Route } from "../publication/outcome.ts";
import type { Publication } from "../publication/publication.ts";
import { type Db, sql } from "./db.ts";
import { isBraked } from "./turns.ts";

type Key = Pick<Publication, "id" | "claim">;

/** A budget that calls of one kind draw from: an account's, or its app's. */
export interface Purse {
  readonly of: "account" | "app";
  readonly subject: string;
  /** Which of the subject's budgets of the same length it is. */
  readonly pool: string;
  readonly most: number;
  readonly withinMs: number;
  readonly cost: number;
}

/** A door that is closed now. `shared`: for every account of the same app. */
export interface ClosedDoor {
  readonly route: Route;
  readonly closedUntil: Date;
  readonly shared: boolean;
}

const widest = sql`closed_until = greatest(known.closed_until, excluded.closed_until)`;

/** Statements of a `with` after one that is called `mine` and gives one `account_id`: what the network said of its windows is written down. */
export const closeDoors = (route: Route, { closedUntil, app }: Closing) => sql`
  closed as (
    insert into windows as known (account_id, route, closed_until)
    select account_id, ${route}::text, ${closedUntil}::timestamptz from mine where ${closedUntil}::timestamptz is not null
    on conflict (account_id, route) do update set ${widest}),
  app_closed as (
    insert into app_windows as known (app, route, closed_until)
    select a.app, ${routeOf(route, app)}::text, ${app?.until ?? null}::timestamptz
      from mine join accounts a on a.id = mine.account_id where a.app is not null and ${app?.until ?? null}::timestamptz is not null
    on conflict (app, route) do update set ${widest})`;

const routeOf = (route: Route, app: AppWindow | undefined) => (app?.routes === "all" ? "all" : route);

/**
 * Statements of a `with`, the last of them called `mine`: the run of `key` renews its lease, as `count` posts of it are about to leave, if they
 * may: when each of its purses has room for them. A purse without room for one more post closes its door until it is full again; what was
 * drawn from another for posts that do not go is not given back, so that no budget is ever gone over.
 */
export const leaving = (
  { id, claim }: Key,
  count: number,
  now: Date,
  leaseUntil: Date,
  purses: readonly Purse[],
): ReturnType<typeof sql> => {
  const goes = sql`p.id = ${id} and p.claim = ${claim} and p.state = 'sending' and p.stop_wish is null
    and exists (select from accounts a where a.id = p.account_id and a.state = 'ready' and not ${isBraked(now)})
    and not exists (select from doors w where w.account_id = p.account_id and w.route = 'create' and w.closed_until > ${now})`;
  if (purses.length === 0)
    return sql`mine as (update publications p set lease_until = ${leaseUntil} where ${goes} returning id, account_id)`;
  return sql`
    may as (select p.account_id from publications p where ${goes}),
    ${drawing(purses, count, "create", now)},
    mine as (
      update publications p set lease_until = ${leaseUntil}
       where ${goes} and (select count(*) from drawn) = (select count(*) from purses) returning id, account_id)`;
};

/**
 * Statements of a `with` after one that is called `may` and gives the account that is to make `count` calls: `drawn` are the purses that had room
 * for them, `refused` those that had not, with the time when they are full again. A purse without room for one more call closes its door.
 */
const drawing = (
  purses: readonly Purse[],
  count: number,
  route: Route | null,
  now: Date,
): ReturnType<typeof sql> => sql`
    purses as (
      select may.account_id, p.* from may,
             jsonb_to_recordset(${JSON.stringify(purses)}::jsonb) as p ("of" text, subject text, pool text, most integer, "withinMs" bigint, cost integer)),
    drawn as (
      insert into budgets as known (subject, within_ms, most, opened_at, used)
      select pool, "withinMs", most, ${now}::timestamptz, cost * ${count}::integer from purses order by 1, 2
      on conflict (subject, within_ms) do update set
        most = excluded.most,
        opened_at = case when ${isOver(now)} then excluded.opened_at else known.opened_at end,
        used = excluded.used + case when ${isOver(now)} then 0 else known.used end
      where ${isOver(now)} or known.used + excluded.used <= excluded.most
      returning subject as pool, within_ms, opened_at, used),
    refused as (
      select p."of", p.subject, b.opened_at + b.within_ms * interval '1 ms' as full_at
        from purses p join budgets b on b.subject = p.pool and b.within_ms = p."withinMs"
       where not exists (select from drawn d where d.pool = p.pool and d.within_ms = p."withinMs")),
    empty as (
      select p."of", p.subject, d.opened_at + d.within_ms * interval '1 ms' as full_at
        from drawn d join purses p on p.pool = d.pool and p."withinMs" = d.within_ms where d.used + p.cost > p.most
      union all
      select * from refused),
    empty_account as (
      insert into windows as known (account_id, route, closed_until)
      select may.account_id, ${route}::text, max(full_at) from may, empty where "of" = 'account' and ${route}::text is not null group by 1
      on conflict (account_id, route) do update set ${widest}),
    empty_app as (
      insert into app_windows as known (app, route, closed_until)
      select subject, ${route}::text, max(full_at) from empty where "of" = 'app' and ${route}::text is not null group by 1
      on conflict (app, route) do update set ${widest})`;

/** Its time is over, or a clock that was set back would keep it for ever. */
const isOver = (now: Date) =>
  sql`(known.opened_at + known.within_ms * interval '1 ms' <= ${now}::timestamptz or known.opened_at > ${now}::timestamptz)`;

export const openDoors = (db: Db) => ({
  /** Of an account, by route: those that are closed now. */
  closed: (accountId: string, now: Date): Promise<ClosedDoor[]> =>
    db.rows<ClosedDoor>(sql`
      select route, closed_until, coalesce(app_closed_until > ${now}, false) as shared
        from doors where account_id = ${accountId} and closed_until > ${now} order by route`),

  /** Draws for `count` calls of an account that are about to be made, of the kind that `purses` are for. Null: they may be; else not before then. */
  async draw(
    accountId: string,
    purses: readonly Purse[],
    { count, route }: { readonly count: number; readonly route: Route | null },
    now: Date,
  ): Promise<Date | null> {
    const told = await db.row<{ isDrawn: boolean; fullAt: Date | null }>(sql`
      with may as (select ${accountId}::text as account_id),
      ${drawing(purses, count, route, now)}
      select (select count(*) from drawn) = (select count(*) from purses) as is_drawn, (select max(full_at) from refused) as full_at`);
    if (told?.isDrawn) return null;
    // Nobody saw when it opened: somebody drew all of it this very moment.
    return told?.fullAt ?? later(now, Math.max(...purses.map(({ withinMs }) => withinMs)));
  },
});

export type Doors = ReturnType<typeof openDoors>;
