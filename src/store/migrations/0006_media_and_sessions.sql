-- Images that posts carry, and what an account's sign-in at its network is worth for the time being.

create table images (
  -- SHA-256 of the bytes, hexadecimal.
  id text primary key,
  type text not null,
  width integer not null check (width > 0),
  height integer not null check (height > 0),
  bytes bytea not null,
  created_at timestamptz not null
);
