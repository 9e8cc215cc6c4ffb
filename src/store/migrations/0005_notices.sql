-- Where notices go, and every notice that is on its way: an outbox that nothing is lost from.

create table channels (
  id text primary key,
  kind text not null check (kind in ('email', 'webhook', 'slack', 'discord', 'telegram')),
  -- What may be shown of where it leads.
  label text not null,
  options jsonb not null default '{}',
  sealed text,
  removed_at timestamptz,
  created_at timestamptz not null
);
