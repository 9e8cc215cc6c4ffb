-- What stops everything, one network or one account, by whose hand; and how late a publication may go.

create table brakes (
  scope text not null check (scope in ('everywhere', 'platform', 'account')),
  -- The platform's or the account's id; empty: everywhere.
  subject text not null check ((subject = '') = (scope = 'everywhere')),
  reason text not null,
  actor text not null,
  since timestamptz not null,
  -- Lifts itself then; null: until somebody lifts it.
  until timestamptz,
  primary key (scope, subject)
);

-- Later than `late_ms` after its time, a publication that has not begun is held or cancelled; `publish` goes however late.
alter table publications add column late_policy text not null default 'hold' check (late_policy in ('publish', 'hold', 'skip'));
alter table publications add column late_ms bigint not null default 1800000 check (late_ms >= 0);
-- From when lateness counts where a person let it go on after its time; null: from the promised time.
alter table publications add column late_from timestamptz;
-- When its first post left.
alter table publications add column begun_at timestamptz;
-- Goes although everything is halted.
alter table publications add column despite_halt boolean not null default false;
-- Held by the late policy and not by a person: what `release` lets go.
alter table publications add column held_late boolean not null default false;

-- A post for which nothing is made ready beforehand leaves as it was planned.
create or replace function refuse_illegal_delivery_move() returns trigger language plpgsql as $$
begin
  if not ((old.state, new.state) in (
    ('planned', 'prepared'), ('prepared', 'prepared'),
    ('planned', 'sending'), ('prepared', 'sending'), ('absent', 'sending'),
    ('sending', 'sent'), ('sending', 'prepared'), ('sending', 'absent'),
    ('sent', 'removed'))) then
    raise exception 'post % of publication % may not go from % to %', old.position, old.publication_id, old.state, new.state using errcode = 'UT002';
  end if;
  return new;
end $$;

-- Wished for one minute, the order of making counts.
create function minute_of(at timestamptz) returns timestamptz immutable parallel safe language sql
  return date_bin(interval '1 minute', at, timestamptz 'epoch');
drop index publications_due;
create index publications_due on publications (account_id, first desc, minute_of(due_at), seq) where state = 'scheduled';
-- What an account has sent lately, for its daily number and the distance between two.
create index publications_begun on publications (account_id, begun_at) where begun_at is not null;
create index publications_held_late on publications (account_id) where state = 'held' and held_late;
