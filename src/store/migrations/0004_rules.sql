-- Rules that publish while everybody sleeps, what each firing did, and which articles a rule has dealt with.

create table rules (
  id text primary key,
  name text not null check (name <> ''),
  zone text not null,
  -- What it publishes, to whom and how: schedule/rule.ts.
  spec jsonb not null,
  -- Set by a person, with the name and the reason; null: it is not paused.
  paused_at timestamptz,
  paused_by text,
  paused_reason text,
  -- Every instant up to this one is dealt with. It advances by one guarded statement, so that a firing is one firing however many processes beat.
  advanced_to timestamptz not null,
  -- The next instant as it was known then; null: none is left, or it fires when articles arrive.
  next_at timestamptz,
  -- So many firings to come are left out, by a person's wish.
  skips integer not null default 0 check (skips >= 0),
  -- How many of its times have taken an article.
  fired integer not null default 0,
  last_fired_at timestamptz,
  -- Fires on arrivals behind this one.
  arrivals_after bigint not null default 0,
  -- When it last took an article, was made or was resumed; and how often in a row it has found none since.
  fed_at timestamptz not null,
  empty_in_a_row integer not null default 0,
  -- Since when it is known to find nothing; null: it is not starving.
  starved_at timestamptz,
  -- Limits that bind its publications when they are claimed, and count all of the account's.
  max_per_day integer check (max_per_day >= 1),
  min_gap_ms bigint check (min_gap_ms >= 1),
  -- Whose day and hours its limits mean; null: each account's own.
  limits_zone text,
  quiet_from time,
  quiet_to time,
  removed_at timestamptz,
  created_by text not null,
  created_at timestamptz not null,
  check ((quiet_from is null) = (quiet_to is null)),
  check ((paused_at is null) = (paused_by is null))
);
create unique index rules_name on rules (lower(name)) where removed_at is null;
create index rules_due on rules (next_at) where removed_at is null;

create table firings (
  seq bigint generated always as identity primary key,
  rule_id text not null references rules,
  -- The instant; on arrival the article: one of each, whatever happens.
  key text not null,
  -- When it should have been (on arrival: when the article came), and when it was.
  at timestamptz not null,
  fired_at timestamptz not null,
  actor text not null,
  outcome text not null check (outcome in ('took', 'nothing', 'missed', 'skipped')),
  article_id text references articles,
  -- Why nothing, or what else is worth knowing.
  reason text,
  unique (rule_id, key),
  check ((article_id is not null) or outcome <> 'took')
);
create index firings_rule on firings (rule_id, at);

-- What a rule has done with an article for an account. Once is enough: cancelled or rejected, it does not come again.
create table takings (
  rule_id text not null references rules,
  article_id text not null references articles,
  account_id text not null references accounts,
  firing text not null,
  publication_id text references publications,
  -- Why there is no publication.
  reason text,
  primary key (rule_id, article_id, account_id),
  foreign key (rule_id, firing) references firings (rule_id, key),
  check ((publication_id is null) <> (reason is null))
);

-- Articles that a rule's filters leave: neither changes, so each is looked at once.
create table left_articles (
  rule_id text not null references rules,
  article_id text not null references articles,
  filter text not null,
  reason text not null,
  primary key (rule_id, article_id)
);

alter table publications add column rule_id text references rules;
create index publications_rule on publications (rule_id, seq) where rule_id is not null;
create index publications_article on publications (article_id, account_id) where article_id is not null;
