-- Who is signed in at the workbench. The browser has an opaque id; here are its SHA-256 and, sealed with a key that only the id
-- gives, the tokens: whoever reads this table, or a copy of it, can sign in as nobody.
create table portal_session (
  id_hash text primary key,
  subject text not null,
  party text not null,
  sealed text not null,
  access_ends_at timestamptz not null,
  begun_at timestamptz not null,
  used_at timestamptz not null,
  -- Whatever is done meanwhile, the session is over then.
  ends_at timestamptz not null,
  -- One process renews the tokens, the others wait for it.
  renewing_until timestamptz,
  -- What the next page tells.
  news json
);
create index portal_session_by_end on portal_session (ends_at);
create index portal_session_by_use on portal_session (used_at);

-- Who has gone to the sign-in and not come back yet.
create table portal_sign_in (
  id_hash text primary key,
  sealed text not null,
  ends_at timestamptz not null
);
create index portal_sign_in_by_end on portal_sign_in (ends_at);
