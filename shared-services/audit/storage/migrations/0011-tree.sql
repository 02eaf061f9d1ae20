-- Records become leaves of a Merkle tree (RFC 6962) in the order in which their transactions ended. A batch holds the hashes of
-- the leaves that were sealed together; nodes from level 8 on are kept, so that a proof reads little. The blocks of before
-- stay as they are: their records are the first leaves.
alter table record add column origin text, add column origin_sequence bigint, add column voided text;

-- What auditors search by. A search by time goes over the batches.
create index record_by_reference on record (reference, transaction_id, sequence) where reference is not null;
create index record_by_party on record (party, transaction_id, sequence);
create index record_by_refusal on record (refusal_code, transaction_id, sequence) where refusal_code is not null;

create table batch (
  -- Leaves of the tree with this batch.
  tree_size bigint primary key,
  records integer not null,
  first_transaction_id xid8 not null,
  first_sequence bigint not null,
  last_transaction_id xid8 not null,
  last_sequence bigint not null,
  earliest_at timestamptz not null,
  latest_at timestamptz not null,
  leaf_hashes bytea not null,
  -- The perfect subtrees of the tree, the largest first, and its root.
  frontier bytea not null,
  root bytea not null,
  sealed_at timestamptz not null default now(),
  unique (last_transaction_id, last_sequence)
);
alter table batch alter column leaf_hashes set storage external;
create index batch_by_latest on batch (latest_at);
create index batch_by_earliest on batch (earliest_at);

create table node (
  level smallint not null,
  place bigint not null,
  hash bytea not null,
  primary key (level, place)
);

create table checkpoint (
  tree_size bigint primary key,
  note text not null,
  key_id text not null,
  signed_at timestamptz not null default now()
);

create table cosignature (
  tree_size bigint not null,
  witness text not null,
  line text not null,
  seen_at timestamptz not null default now(),
  primary key (tree_size, witness)
);

-- What each witness is known to have; it changes, and proves nothing.
create table witness (
  name text primary key,
  state text not null,
  tree_size bigint not null default 0,
  seen_at timestamptz,
  reason text
);

create trigger batch_append_only before update or delete or truncate on batch for each statement execute function refuse_change();
create trigger node_append_only before update or delete or truncate on node for each statement execute function refuse_change();
create trigger checkpoint_append_only before update or delete or truncate on checkpoint for each statement execute function refuse_change();
create trigger cosignature_append_only before update or delete or truncate on cosignature for each statement execute function refuse_change();
