-- Of what its operator was told that it ends, and how long before: each lead once for each end.
create table credential_reminder (
  kind text not null check (kind in ('seal', 'apiClient', 'apiClientCertificate')),
  -- Fingerprint of a seal, client_id; of a certificate of a client both, with a space.
  credential text not null,
  ends_at timestamptz not null,
  lead_days integer not null,
  told_at timestamptz not null,
  primary key (kind, credential, ends_at, lead_days)
);

create index seal_by_end on seal (usable_until) where state in ('registered', 'active');
create index api_client_by_end on api_client (valid_until) where state = 'active';
create index api_client_key_by_end on api_client_key (not_after) where retires_at is null and not_after is not null;
