-- What the identity provider must remember between two requests: sessions, grants, codes, refresh tokens. The id of a
-- row is the SHA-256 of the credential that its holder shows, so that reading the table signs nobody in.
create table provider_record (
  model text not null,
  id_hash text not null,
  content json not null,
  uid text,
  grant_hash text,
  consumed_at timestamptz,
  expires_at timestamptz,
  primary key (model, id_hash)
);
create index provider_record_by_uid on provider_record (model, uid) where uid is not null;
create index provider_record_by_grant on provider_record (grant_hash) where grant_hash is not null;
create index provider_record_by_expiry on provider_record (expires_at);

-- Attempts to sign in that have not succeeded, by account, in the current window.
create table sign_in_attempt (
  account text primary key,
  attempts integer not null,
  window_ends_at timestamptz not null
);
