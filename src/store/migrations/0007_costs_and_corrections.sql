-- What sending costs, and what was corrected after it was out.

-- In millionths of a dollar, for a month of UTC; null: no cap.
alter table accounts add column monthly_cap_micros bigint check (monthly_cap_micros >= 0);
-- What the network takes for this post, by the prices that were set when it was planned.
alter table deliveries add column price_micros bigint not null default 0 check (price_micros >= 0);

-- A correction of a post that is out: made in place, or as a reply, which is a publication of its own under the thread's last post.
create table corrections (
  id bigint generated always as identity primary key,
  publication_id text not null,
  position integer not null,
  old_text text not null,
  new_text text not null,
  actor text not null,
  at timestamptz not null,
  -- Asked for; shown by the network; refused by it.
  state text not null check (state in ('asked', 'made', 'refused')),
  reason text,
  -- The publication that carries it as a reply; null: the post itself is edited.
  reply_id text unique references publications,
  foreign key (publication_id, position) references deliveries
);
create index corrections_publication on corrections (publication_id, position, id);
-- One at a time for a post.
create unique index corrections_asked on corrections (publication_id, position) where state = 'asked' and reply_id is null;

-- The post out there that a publication's first post replies to.
alter table publications add column reply_to jsonb check (reply_to is null or jsonb_typeof(reply_to) = 'object');
