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

-- A look at a source belongs to whoever holds this lease; that two look at once would cost work, never a second arrival.
alter table sources add column collecting_until timestamptz;

-- Contents that a source has shown, taken or passed over: none of them is new again, whatever its file is called.
create table source_contents (
  source_id text not null references sources,
  fingerprint text not null,
  at timestamptz not null,
  primary key (source_id, fingerprint)
);

-- The files of a folder as they were last looked at, so that only what changed is read again.
create table source_files (
  source_id text not null references sources,
  name text not null,
  -- Size, times and place on the disk.
  stamp text not null,
  -- When it was first seen with this stamp.
  seen_at timestamptz not null,
  -- False: it may still be written, and is looked at again.
  settled boolean not null,
  -- Why it brings no article; null: nothing is wrong with it.
  trouble text,
  primary key (source_id, name)
);

-- The section that a page names for itself.
alter table articles add column category text;

-- Times of the week, by the clocks of the account's zone. 1 is Monday.
create table slots (
  account_id text not null references accounts,
  weekday integer not null check (weekday between 1 and 7),
  at time not null,
  primary key (account_id, weekday, at)
);

-- Which slots are taken.
create index publications_slots on publications (account_id, due_at)
  where state in ('draft', 'waiting', 'scheduled', 'sending', 'uncertain', 'held');
