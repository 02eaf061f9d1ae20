-- Sign-ins that were sent to a national provider and have not come back. A state is good for one return. The id of a row
-- is the SHA-256 of the state; verifier and nonce are made from the state, so that reading the table signs nobody in.
create table national_sign_in (
  state_hash text primary key,
  alias text not null,
  interaction text not null,
  expires_at timestamptz not null
);
create index national_sign_in_by_expiry on national_sign_in (expires_at);

-- Which account a national subject signs in to, since its first sign-in. The subject is kept as SHA-256: it is the
-- national provider's name of a person.
create table national_link (
  alias text not null,
  subject_hash text not null,
  account text not null,
  linked_at timestamptz not null,
  used_at timestamptz not null,
  primary key (alias, subject_hash),
  unique (alias, account)
);

-- Sessions that stand on a national one: when either ends, so does the other. `session_uid` is known once the
-- application has been answered.
create table national_session (
  interaction text primary key,
  session_uid text,
  alias text not null,
  subject_hash text not null,
  sid_hash text,
  expires_at timestamptz not null
);
create index national_session_by_session on national_session (session_uid);
create index national_session_by_subject on national_session (alias, subject_hash);
create index national_session_by_expiry on national_session (expires_at);
