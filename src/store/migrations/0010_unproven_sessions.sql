-- What credentials that are good once gave, until the account that they are for is connected: the same credentials given again find it.
create table unproven_sessions (
  -- A fingerprint of the credential. The row is locked while one process signs in with it.
  credential text primary key,
  -- Sealed by account/vault.ts; null: it has given nothing yet.
  sealed text,
  expires_at timestamptz,
  made_at timestamptz not null
);
