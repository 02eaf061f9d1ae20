-- What operators see. The truth about backups is in the store, sealed: a restored database is told of newer ones by the keeper.
create table backup (
  id text primary key,
  started_at timestamptz not null,
  completed_at timestamptz not null,
  bytes bigint not null,
  files integer not null,
  postgres_version text not null,
  timeline bigint not null,
  begins_at text not null,
  ends_at text not null,
  verification text not null default 'none' check (verification in ('sound', 'damaged', 'none')),
  verified_at timestamptz,
  fault text
);
create index backup_by_start on backup (started_at);

create table task (
  id uuid primary key,
  -- The same message asks once.
  message_id text not null unique,
  kind text not null check (kind in ('backup', 'verify')),
  backup_id text,
  state text not null default 'requested' check (state in ('requested', 'running', 'done', 'failed')),
  requested_at timestamptz not null default now(),
  finished_at timestamptz,
  fault text
);
create index task_by_time on task (requested_at);
create index task_open on task (requested_at) where state = 'requested';

-- One row: the last word of the keeper. Written with local commits: it must be heard above all when commits wait for it.
create table keeper (
  single boolean primary key default true check (single),
  seen_at timestamptz not null,
  state text not null,
  synchronous boolean not null,
  wished_synchronous boolean not null,
  lag_bytes bigint,
  lag_since timestamptz,
  spool_bytes bigint not null default 0,
  place text not null,
  gap_since timestamptz,
  fault text
) with (fillfactor = 50);

create table drill (
  id text primary key,
  at timestamptz not null,
  rpo_seconds numeric not null,
  rto_seconds numeric not null,
  acknowledged integer not null,
  lost integer not null,
  audit_consistent boolean not null,
  synchronous boolean not null
);
