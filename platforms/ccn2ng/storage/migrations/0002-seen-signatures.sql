-- Signed messages, and assertions, that were taken: each counts once. Forgotten when nobody would take them for fresh.
create table seen_signature (
  -- SHA-256, base64.
  digest text primary key,
  expires_at timestamptz not null
);
create index seen_signature_expiry on seen_signature (expires_at);
