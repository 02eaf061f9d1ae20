-- What an operator may do at most, and so its systems.
create table operator_profile (
  eori text not null,
  profile text not null,
  primary key (eori, profile)
);

-- Systems that ask for tokens in the name of an operator. Public keys and certificates only: nothing here signs anybody in.
create table api_client (
  client_id text primary key,
  eori text not null,
  name text not null,
  profiles text[] not null check (cardinality(profiles) > 0),
  authentication text not null check (authentication in ('private_key_jwt', 'self_signed_tls_client_auth')),
  dpop_required boolean not null,
  networks text[] not null,
  valid_until timestamptz not null,
  state text not null check (state in ('active', 'suspended', 'revoked')),
  state_since timestamptz not null,
  -- Tokens issued before are not believed, so none is issued before.
  tokens_since timestamptz,
  registered_at timestamptz not null,
  registered_by text not null,
  message_id text not null unique
);
create index api_client_by_operator on api_client (eori, registered_at desc);

create table api_client_key (
  client_id text not null references api_client,
  thumbprint text not null,
  kid text not null,
  kind text not null check (kind in ('key', 'certificate')),
  algorithm text not null,
  -- As the token endpoint takes it (RFC 7517); of a certificate with x5c.
  jwk json not null,
  added_at timestamptz not null,
  not_after timestamptz,
  retires_at timestamptz,
  primary key (client_id, thumbprint)
);

-- Certificates with which operators seal. One certificate, one operator; one key, one operator, for ever.
create table seal (
  fingerprint256 text primary key,
  key_sha256 text not null,
  eori text not null,
  certificate bytea not null,
  subject text not null,
  issuer text not null,
  serial_number text not null,
  key_algorithm text not null,
  not_before timestamptz not null,
  not_after timestamptz not null,
  usable_until timestamptz not null,
  state text not null check (state in ('registered', 'active', 'suspended', 'revoked')),
  state_since timestamptz not null,
  replaces text references seal,
  registered_at timestamptz not null,
  registered_by text not null
);
create index seal_by_operator on seal (eori, registered_at desc);
create index seal_by_key on seal (key_sha256);

create table seal_challenge (
  id uuid primary key,
  eori text not null,
  challenge text not null,
  certificate bytea not null,
  replaces text,
  expires_at timestamptz not null,
  failed_attempts integer not null default 0,
  completed_as text references seal,
  message_id text not null unique
);
create index seal_challenge_by_operator on seal_challenge (eori, expires_at);

create table history (
  entry bigint generated always as identity primary key,
  of_kind text not null check (of_kind in ('client', 'seal')),
  of_id text not null,
  at timestamptz not null,
  event text not null,
  by_subject text not null,
  reason text
);
create index history_by_subject on history (of_kind, of_id, entry);

-- Who may no longer be believed. The revision is counted up in the same transaction, under a lock: revisions become visible
-- in their order, so that whoever has seen one has seen all before it.
create table standing (
  kind text not null check (kind in ('client', 'subject', 'session', 'seal')),
  id text not null,
  believed boolean not null,
  issued_before timestamptz,
  revision bigint not null unique,
  at timestamptz not null,
  primary key (kind, id)
);
create index standing_by_time on standing (at);

create table standing_revision (
  revision bigint not null,
  -- Changes up to this revision may have been forgotten: who knows less is told everything anew.
  forgotten_revision bigint not null
);
insert into standing_revision values (0, 0);
