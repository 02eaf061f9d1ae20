-- A package for each case, from the moment at which it is begun: 'writing' (nothing counts yet), 'written' (its files are in the
-- store), 'kept' (its application knows), 'disposing' (two people have agreed to destroy it), 'disposed'.
create table package (
  id uuid primary key,
  application text not null,
  case_id text not null,
  state text not null default 'writing' check (state in ('writing', 'written', 'kept', 'disposing', 'disposed')),
  kind text,
  outcome text,
  revision text,
  retention text,
  opened_at timestamptz,
  closed_at timestamptz,
  retain_until timestamptz,
  archived_at timestamptz,
  conversations text[] not null default '{}',
  audit_records integer not null default 0,
  -- Of the last attempt, while it is not kept.
  attempts integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  fault text,
  -- A case is archived once.
  unique (application, case_id)
);
create index package_by_retention on package (retain_until) where state = 'kept';
create index package_by_closing on package (closed_at) where state in ('kept', 'disposing', 'disposed');
create index package_unfinished on package (next_attempt_at) where state in ('writing', 'written', 'disposing');

-- Its files in the store. What is restricted has one of its own.
create table package_file (
  package_id uuid not null references package,
  part text not null check (part in ('open', 'restricted')),
  object_name text not null,
  bytes bigint not null,
  sha256 text not null,
  checked_at timestamptz not null default now(),
  damage text,
  primary key (package_id, part)
);
create index package_file_by_check on package_file (checked_at);
create index package_file_damaged on package_file (package_id) where damage is not null;

-- By which it is found: MRN, LRN, EORI of parties (personal data), transport documents.
create table package_identifier (
  package_id uuid not null references package,
  scheme text not null,
  value text not null,
  primary key (scheme, value, package_id)
);
create index package_identifier_by_package on package_identifier (package_id);

-- Legal holds: at most one at a time, and each is remembered.
create table hold (
  id uuid primary key,
  package_id uuid not null references package,
  reason text not null,
  set_by text not null,
  set_at timestamptz not null default now(),
  lifted_by text,
  lifted_at timestamptz,
  lift_reason text
);
create unique index hold_open on hold (package_id) where lifted_at is null;
create index hold_by_package on hold (package_id);

create table disposal (
  id uuid primary key,
  package_id uuid not null references package,
  state text not null default 'proposed' check (state in ('proposed', 'approved', 'rejected', 'withdrawn', 'destroyed')),
  reason text not null,
  proposed_by text not null,
  proposed_at timestamptz not null default now(),
  decided_by text,
  decided_at timestamptz,
  decision_reason text,
  destroyed_at timestamptz,
  -- JSON, byte for byte what was hashed.
  proof text,
  proof_sha256 text
);
create unique index disposal_open on disposal (package_id) where state in ('proposed', 'approved', 'destroyed');

-- What was heard of each application that gives cases.
create table source (
  application text primary key,
  waiting integer not null,
  heard_at timestamptz,
  fault text
);
