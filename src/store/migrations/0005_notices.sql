-- Where notices go, what is wrong, and every notice that is on its way: an outbox that nothing is lost from.

create table channels (
  id text primary key,
  kind text not null check (kind in ('email', 'webhook', 'slack', 'discord', 'telegram')),
  -- What may be shown of where it leads.
  label text not null,
  options jsonb not null default '{}',
  sealed text,
  -- The kinds of notices that go there; null: all.
  kinds text[],
  removed_at timestamptz,
  created_at timestamptz not null
);

create table notices (
  id text primary key,
  kind text not null,
  -- Troubles of one kind and one key belong together.
  gathers text not null,
  raised_at timestamptz not null,
  -- Until then it gathers what belongs to it; then it is sent.
  ready_at timestamptz not null,
  troubles integer not null check (troubles >= 1),
  -- What it says: frozen before it first leaves, so that every channel and every repeat says the same.
  words jsonb
);
create index notices_gathering on notices (kind, gathers, ready_at);

-- Everything that was ever wrong, once: a trouble that stands here has its notice.
create table troubles (
  kind text not null,
  subject text not null,
  -- Tells a trouble that was mended and came again from the first.
  occurrence text not null,
  notice_id text not null references notices on delete cascade,
  facts jsonb not null,
  at timestamptz not null,
  ended_at timestamptz,
  primary key (kind, subject, occurrence)
);
create index troubles_notice on troubles (notice_id);
create index troubles_standing on troubles (kind, subject) where ended_at is null;

-- One notice on its way to one channel.
create table letters (
  id text primary key,
  notice_id text not null references notices on delete cascade,
  channel_id text not null references channels,
  state text not null check (state in ('waiting', 'sent', 'failed', 'dropped')),
  -- The fence as well: every claim, every deferral and every overdue ring raises it, and every write names it.
  bell integer not null default 1,
  tries integer not null default 0,
  next_at timestamptz not null,
  lease_until timestamptz,
  -- Addresses that have it already, when a server took it for some only.
  taken text[] not null default '{}',
  settled_at timestamptz check ((settled_at is null) = (state = 'waiting')),
  reason text,
  unique (notice_id, channel_id)
);
create index letters_waiting on letters (next_at) where state = 'waiting';
create index letters_channel on letters (channel_id, state);

-- How often an account stopped being ready: a trouble of its own each time, however soon it was mended.
alter table accounts add column breaks integer not null default 0;
create function count_break() returns trigger language plpgsql as $$
begin
  new.breaks := old.breaks + 1;
  return new;
end $$;
create trigger accounts_breaks before update of state on accounts
  for each row when (old.state = 'ready' and new.state <> 'ready') execute function count_break();

-- So that what has failed is found by the index alone, however much has failed in the years.
create index publications_failed on publications (id, claim) where state = 'failed';
create index moves_late on moves (publication_id) where actor = 'late policy';
