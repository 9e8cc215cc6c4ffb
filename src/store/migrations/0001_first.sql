-- Articles, accounts, publications and their deliveries; the law of their moves stands here as well as in publication/moves.ts.

create table articles (
  id text primary key,
  title text not null,
  blocks jsonb not null,
  language text not null,
  link text,
  hashtags text[] not null,
  media jsonb not null,
  author text,
  dateline text,
  removed jsonb not null,
  title_from text not null check (title_from in ('given', 'heading', 'sentence')),
  -- The same content twice is the same article.
  fingerprint text not null unique,
  received_at timestamptz not null
);

create table accounts (
  id text primary key,
  platform text not null,
  -- Unique on its platform among the accounts that are connected.
  handle text not null check (handle <> ''),
  zone text,
  state text not null check (state in ('ready', 'paused', 'unauthorized')),
  reason text,
  options jsonb not null,
  limits_override jsonb,
  identity jsonb,
  -- Sealed by account/vault.ts; null for a network without credentials, and after removal.
  sealed text,
  removed_at timestamptz,
  created_at timestamptz not null
);
create unique index accounts_handle on accounts (platform, lower(handle)) where removed_at is null;
-- One account there is one account here: its windows and its order are kept by account.
create unique index accounts_identity on accounts (platform, (identity ->> 'id')) where removed_at is null;

-- Doors that a network has closed: no call of that kind for that account before.
create table windows (
  account_id text not null references accounts,
  route text not null check (route in ('create', 'find', 'remove')),
  closed_until timestamptz not null,
  primary key (account_id, route)
);

create table publications (
  id text primary key,
  -- The order of making.
  seq bigint generated always as identity unique,
  article_id text references articles,
  account_id text not null references accounts,
  options jsonb not null,
  state text not null check (state in ('draft', 'waiting', 'scheduled', 'sending', 'uncertain', 'published', 'failed', 'held', 'cancelled', 'retracting', 'retracted')),
  due_at timestamptz check (due_at is not null or state not in ('scheduled', 'sending')),
  retry_at timestamptz,
  -- Wished `now`: goes next on its account.
  first boolean not null default false,
  revision integer not null default 1,
  -- The fence: every write of a run names the claim that it holds.
  claim integer not null default 0,
  bell integer not null default 1,
  lease_until timestamptz,
  stop_wish text check (stop_wish in ('hold', 'cancel', 'retract')),
  stop_actor text,
  stop_reason text,
  tries integer not null default 0,
  next_ask_at timestamptz,
  asks integer not null default 0,
  published_at timestamptz check ((published_at is not null) or state <> 'published'),
  reason text,
  created_at timestamptz not null,
  check ((lease_until is not null) or state <> 'sending'),
  check ((stop_wish is null) or state in ('sending', 'uncertain'))
);
-- One publication of an account at a time.
create unique index publications_sending on publications (account_id) where state = 'sending';
create index publications_due on publications (account_id, first desc, due_at, seq) where state = 'scheduled';
create index publications_horizon on publications (due_at) where state = 'scheduled';
create index publications_unsettled on publications (state) where state in ('sending', 'uncertain', 'retracting');
create index publications_state on publications (state, seq);

create table deliveries (
  publication_id text not null references publications,
  position integer not null check (position >= 1),
  account_id text not null references accounts,
  key text not null unique,
  text text not null,
  language text not null,
  state text not null check (state in ('planned', 'prepared', 'sending', 'sent', 'absent', 'removed')),
  handles jsonb not null default '{}',
  first_started_at timestamptz,
  started_at timestamptz,
  sent_at timestamptz,
  -- The network said that it has this post already: then "not there" proves nothing any more.
  refused_as_duplicate boolean not null default false,
  remote_id text,
  remote_url text,
  remote_ref text,
  primary key (publication_id, position),
  check ((remote_id is not null and sent_at is not null) = (state in ('sent', 'removed'))),
  check (started_at is not null or state in ('planned', 'prepared'))
);
-- No two posts of ours are the same post out there.
create unique index deliveries_remote on deliveries (account_id, remote_id);

create table attempts (
  publication_id text not null,
  position integer not null,
  number integer not null check (number >= 1),
  started_at timestamptz not null,
  ended_at timestamptz,
  outcome text check (outcome in ('sent', 'deferred', 'rejected', 'unauthorized', 'unknown')),
  reason text,
  primary key (publication_id, position, number),
  foreign key (publication_id, position) references deliveries
);

create table moves (
  id bigint generated always as identity primary key,
  publication_id text not null references publications,
  move text not null,
  actor text not null,
  reason text,
  at timestamptz not null
);
create index moves_publication on moves (publication_id, id);

create table legal_moves (
  move text not null,
  state_from text not null,
  state_to text not null,
  primary key (move, state_from, state_to)
);
insert into legal_moves (move, state_from, state_to) values
  ('schedule', 'draft', 'scheduled'), ('schedule', 'held', 'scheduled'), ('schedule', 'failed', 'scheduled'),
  ('await', 'draft', 'waiting'), ('await', 'scheduled', 'waiting'),
  ('approve', 'waiting', 'scheduled'),
  ('reject', 'waiting', 'held'),
  ('claim', 'scheduled', 'sending'),
  ('finish', 'sending', 'published'), ('finish', 'uncertain', 'published'),
  ('defer', 'sending', 'scheduled'), ('defer', 'uncertain', 'scheduled'),
  ('doubt', 'sending', 'uncertain'),
  ('fail', 'sending', 'failed'), ('fail', 'uncertain', 'failed'),
  ('hold', 'scheduled', 'held'), ('hold', 'waiting', 'held'), ('hold', 'sending', 'held'), ('hold', 'uncertain', 'held'),
  ('cancel', 'draft', 'cancelled'), ('cancel', 'waiting', 'cancelled'), ('cancel', 'scheduled', 'cancelled'), ('cancel', 'held', 'cancelled'),
  ('cancel', 'failed', 'cancelled'), ('cancel', 'sending', 'cancelled'), ('cancel', 'uncertain', 'cancelled'),
  ('retract', 'scheduled', 'retracting'), ('retract', 'sending', 'retracting'), ('retract', 'uncertain', 'retracting'),
  ('retract', 'published', 'retracting'), ('retract', 'failed', 'retracting'), ('retract', 'held', 'retracting'), ('retract', 'cancelled', 'retracting'),
  ('gone', 'retracting', 'retracted'),
  ('left', 'retracting', 'failed');

create function refuse_illegal_move() returns trigger language plpgsql as $$
begin
  if not exists (select from legal_moves where state_from = old.state and state_to = new.state) then
    raise exception 'publication % may not go from % to %', old.id, old.state, new.state using errcode = 'UT001';
  end if;
  return new;
end $$;
create trigger publications_moves before update on publications
  for each row when (old.state is distinct from new.state) execute function refuse_illegal_move();

-- `sending -> sending` changes no column that `is distinct from` would see, so this one fires on every write of the state.
create function refuse_illegal_delivery_move() returns trigger language plpgsql as $$
begin
  if not ((old.state, new.state) in (
    ('planned', 'prepared'), ('prepared', 'prepared'),
    ('prepared', 'sending'), ('absent', 'sending'),
    ('sending', 'sent'), ('sending', 'prepared'), ('sending', 'absent'),
    ('sent', 'removed'))) then
    raise exception 'post % of publication % may not go from % to %', old.position, old.publication_id, old.state, new.state using errcode = 'UT002';
  end if;
  return new;
end $$;
create trigger deliveries_moves before update of state on deliveries
  for each row execute function refuse_illegal_delivery_move();

-- What is out is what was planned: the text of a post that was ever begun does not change under it.
create function refuse_changed_words() returns trigger language plpgsql as $$
begin
  raise exception 'post % of publication % is on its way; its text may not change', old.position, old.publication_id using errcode = 'UT003';
end $$;
create trigger deliveries_words before update of text, language on deliveries
  for each row when (old.state in ('sending', 'sent', 'removed') and (old.text, old.language) is distinct from (new.text, new.language))
  execute function refuse_changed_words();

-- The rehearsal network's own memory: what a sandbox account's followers would see. Nothing else reads it.
create table rehearsal_posts (
  id text primary key,
  seq bigint generated always as identity,
  account_id text not null,
  text text not null,
  parent_id text,
  at timestamptz not null,
  removed_at timestamptz
);
create index rehearsal_posts_account on rehearsal_posts (account_id, seq);

-- A network takes a post in one step, whoever asks and however slowly: after `deadline` it takes nothing.
create function rehearse(account text, post_id text, words text, parent text, posted timestamptz, deadline timestamptz,
                         window_posts integer, window_ms bigint, gap_ms bigint)
returns table (kind text, until timestamptz) language plpgsql as $$
declare
  opens timestamptz;
begin
  perform pg_advisory_xact_lock(hashtextextended(account, 0));
  if clock_timestamp() >= deadline then
    return query select 'too-late', null::timestamptz; return;
  end if;
  if parent is not null and not exists (select from rehearsal_posts r where r.account_id = account and r.id = parent and r.removed_at is null) then
    return query select 'unknown-parent', null::timestamptz; return;
  end if;
  select r.at + window_ms * interval '1 ms' into opens from rehearsal_posts r
   where r.account_id = account order by r.seq desc offset window_posts - 1 limit 1;
  if window_posts is not null and opens > posted then
    return query select 'closed', opens; return;
  end if;
  select r.at + gap_ms * interval '1 ms' into opens from rehearsal_posts r where r.account_id = account order by r.seq desc limit 1;
  if gap_ms > 0 and opens > posted then
    return query select 'too-early', opens; return;
  end if;
  if exists (select from rehearsal_posts r where r.account_id = account and r.text = words and r.removed_at is null and r.at > posted - interval '24 hours') then
    return query select 'duplicate', null::timestamptz; return;
  end if;
  insert into rehearsal_posts (id, account_id, text, parent_id, at) values (post_id, account, words, parent, posted);
  select r.at + window_ms * interval '1 ms' into opens from rehearsal_posts r
   where window_posts is not null and r.account_id = account order by r.seq desc offset window_posts - 1 limit 1;
  return query select 'taken', case when opens > posted then opens end;
end $$;

create table sign_in_links (
  token_hash text primary key,
  made_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz
);
create table sessions (
  token_hash text primary key,
  made_at timestamptz not null,
  expires_at timestamptz not null
);
-- When each process of workers was last alive.
create table workers (
  id text primary key,
  started_at timestamptz not null,
  beat_at timestamptz not null
);
-- Where services listen, so that a sign-in link can name the address. One that was killed leaves its row behind; the newest counts.
create table services (
  origin text primary key,
  started_at timestamptz not null
);
