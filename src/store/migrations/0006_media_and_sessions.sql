-- Images that posts carry, and what an account's sign-in at its network is worth for the time being.

create table images (
  -- SHA-256 of the bytes, hexadecimal.
  id text primary key check (id ~ '^[0-9a-f]{64}$'),
  type text not null,
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  bytes bytea not null,
  created_at timestamptz not null
);

-- What a post carries beside its text: [{ id, alt, credit }], and { url, title, description, imageId }.
alter table deliveries add column images jsonb not null default '[]' check (jsonb_typeof(images) = 'array');
alter table deliveries add column card jsonb check (card is null or jsonb_typeof(card) = 'object');

-- Like its text, what goes out beside a post does not change once it was begun.
drop trigger deliveries_words on deliveries;
create trigger deliveries_words before update of text, language, images, card on deliveries
  for each row when (old.state in ('sending', 'sent', 'removed')
                     and (old.text, old.language, old.images, old.card) is distinct from (new.text, new.language, new.images, new.card))
  execute function refuse_changed_words();

-- The row is locked while one process renews the session; whoever waits for it reads the new one.
create table account_sessions (
  account_id text primary key references accounts,
  -- Sealed by account/vault.ts; null: none was begun yet, or the last one was given up.
  sealed text,
  expires_at timestamptz,
  -- How often a session was written: who holds an older number reads before it renews.
  number integer not null default 0
);
