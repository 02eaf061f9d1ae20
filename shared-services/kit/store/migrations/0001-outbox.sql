-- Messages to other components, written in the transaction that causes them and removed when their subscriber has
-- committed what follows from them.
create table outbox (
  id bigint generated always as identity primary key,
  name text not null,
  subscriber text not null,
  ordering_key text not null,
  priority smallint not null,
  recipient text,
  message_id text not null,
  conversation_id text not null,
  traceparent text not null,
  content text not null,
  attempts integer not null default 0,
  available_at timestamptz not null default now(),
  sent_at timestamptz not null default now(),
  last_error text
);
alter table outbox alter column content set storage external;
create index outbox_by_subscriber on outbox (subscriber, id);
-- A message that failed holds back the later ones of its key; there are few of them at any time.
create index outbox_held on outbox (subscriber, ordering_key, id) where attempts > 0;
alter table outbox set (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);

-- What could not be delivered after all attempts, with the reason; an operator sends it again or closes it.
create table dead_letter (
  id bigint primary key,
  name text not null,
  subscriber text not null,
  ordering_key text not null,
  priority smallint not null,
  recipient text,
  message_id text not null,
  conversation_id text not null,
  traceparent text not null,
  content text not null,
  attempts integer not null,
  sent_at timestamptz not null,
  last_error text,
  buried_at timestamptz not null default now()
);
