-- Proofs of possession (DPoP) that were taken: each counts once, whichever process of the platform takes it. Forgotten when
-- nobody would take them for fresh.
create table used_proof (
  -- SHA-256 over the key's thumbprint and the proof's `jti`, base64url.
  name text primary key,
  expires_at timestamptz not null
);
create index used_proof_expiry on used_proof (expires_at);
