-- Rules that publish while everybody sleeps, and what each firing did.

create table rules (
  id text primary key,
  name text not null check (name <> ''),
  zone text not null,
  -- What it publishes, to whom and how: schedule/rule.ts.
  spec jsonb not null,
  paused boolean not null default false,
  -- Advances by one guarded statement, so that a firing is one firing however many processes beat.
  next_at timestamptz,
  last_fired_at timestamptz,
  fired integer not null default 0,
  -- Limits that bind its publications when they are claimed, and count all of the account's.
  max_per_day integer check (max_per_day >= 1),
  min_gap_ms bigint check (min_gap_ms >= 1),
  quiet_from time,
  quiet_to time,
  removed_at timestamptz,
  created_at timestamptz not null,
  check ((quiet_from is null) = (quiet_to is null))
);
create unique index rules_name on rules (lower(name)) where removed_at is null;

alter table publications add column rule_id text references rules;
create index publications_rule on publications (rule_id, seq) where rule_id is not null;
