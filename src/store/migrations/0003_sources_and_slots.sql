-- Where articles come from, which came from where, and an account's weekly slots.

create table sources (
  id text primary key,
  name text not null check (name <> ''),
  kind text not null check (kind in ('folder')),
  -- A folder's absolute path.
  address text not null,
  options jsonb not null default '{}',
  -- Why the last look failed; null: it did not.
  broken_reason text,
  broken_since timestamptz,
  collected_at timestamptz,
  removed_at timestamptz,
  created_at timestamptz not null
);
create unique index sources_name on sources (lower(name)) where removed_at is null;

-- Which article a source has brought, in the order of coming.
create table arrivals (
  seq bigint generated always as identity primary key,
  source_id text not null references sources,
  article_id text not null references articles,
  at timestamptz not null,
  unique (source_id, article_id)
);

-- Times of the week, by the clocks of the account's zone. 1 is Monday.
create table slots (
  account_id text not null references accounts,
  weekday integer not null check (weekday between 1 and 7),
  at time not null,
  primary key (account_id, weekday, at)
);
