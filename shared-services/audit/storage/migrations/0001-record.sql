-- The audit chain. Records are written by every component in the transaction of their effect; blocks link them by hash
-- afterwards, in the order in which their transactions became final. Nothing here is ever changed or removed.
create table record (
  -- Position inside the transaction order: a record may be linked once every earlier transaction has ended.
  transaction_id xid8 not null default pg_current_xact_id(),
  sequence bigint generated always as identity,
  id uuid not null,
  recorded_at timestamptz not null default now(),
  component text not null,
  event text not null,
  outcome text not null,
  reference text,
  refusal_code text,
  conversation_id text not null,
  message_id text not null,
  traceparent text not null,
  circle text not null,
  party text not null,
  subject text not null,
  protocol text not null,
  content_sha256 text,
  personal_data boolean not null,
  primary key (transaction_id, sequence)
);
create index record_by_conversation on record (conversation_id);

create table block (
  position bigint primary key,
  first_transaction_id xid8 not null,
  first_sequence bigint not null,
  last_transaction_id xid8 not null,
  last_sequence bigint not null,
  records integer not null,
  previous_hash text not null,
  hash text not null,
  sealed_at timestamptz not null default now()
);

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit chain is append-only';
end $$;
create trigger record_append_only before update or delete or truncate on record for each statement execute function refuse_change();
create trigger block_append_only before update or delete or truncate on block for each statement execute function refuse_change();
