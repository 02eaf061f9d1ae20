-- Messages for Member States. One waits until it is acknowledged, by pull or by a push that was answered; after its
-- expiry it is a dead letter. Of each MRN only the oldest waiting message is offered: that keeps the order.
create table exchange_message (
  -- The order in which they came.
  id bigint generated always as identity,
  message_id text primary key,
  member_state text not null,
  name text not null,
  ordering_key text not null,
  priority smallint not null,
  conversation_id text not null,
  traceparent text not null,
  content text not null,
  queued_at timestamptz not null default now(),
  expires_at timestamptz not null,
  attempts integer not null default 0,
  available_at timestamptz not null default now(),
  last_error text,
  acknowledged_at timestamptz,
  acknowledged_by text check (acknowledged_by in ('push', 'pull')),
  dead_at timestamptz
);
alter table exchange_message alter column content set storage external;
create index exchange_waiting on exchange_message (member_state, priority, id) where acknowledged_at is null and dead_at is null;
create index exchange_waiting_key on exchange_message (member_state, ordering_key, id) where acknowledged_at is null and dead_at is null;
create index exchange_expiring on exchange_message (expires_at) where acknowledged_at is null and dead_at is null;
