-- What accounts share at their network, and how many calls are left of what a network documents.

-- The app, key or server whose windows all its accounts share; null: not known, or none.
alter table accounts add column app text;
create index accounts_app on accounts (app) where removed_at is null;

-- Doors that a network has closed for every account of an app.
create table app_windows (
  app text not null,
  -- `all`: whatever is asked.
  route text not null check (route in ('create', 'find', 'remove', 'all')),
  closed_until timestamptz not null,
  primary key (app, route)
);

-- Every door of every account, whoever closed it. `app_closed_until`: the part that the app's other accounts share.
create view doors as
  select account_id, route, max(closed_until) as closed_until, max(closed_until) filter (where of_app) as app_closed_until
    from (select account_id, route, closed_until, false as of_app from windows
          union all
          select a.id, each.route, w.closed_until, true
            from app_windows w join accounts a on a.app = w.app
           cross join unnest(case w.route when 'all' then array['create', 'find', 'remove'] else array[w.route] end) as each (route)) known
   group by account_id, route;

-- What was used of a documented budget since it opened.
create table budgets (
  -- An account, or the app of several.
  subject text not null,
  within_ms bigint not null check (within_ms > 0),
  -- As it is documented, or set for the account.
  most integer not null check (most > 0),
  opened_at timestamptz not null,
  used integer not null check (used >= 0),
  primary key (subject, within_ms)
);
