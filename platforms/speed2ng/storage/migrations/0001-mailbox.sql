-- What waits for traders. A message may go to several parties under one id: each has its own copy.
create table mailbox_message (
  recipient text not null,
  message_id text not null,
  notification text not null,
  type text not null,
  mrn text,
  priority smallint not null check (priority between 1 and 3),
  conversation_id text not null,
  traceparent text not null,
  content text not null,
  sent_at timestamptz not null,
  expires_at timestamptz not null,
  received_at timestamptz not null default now(),
  acknowledged_at timestamptz,
  -- Set when it expired unacknowledged, and its sender was told.
  expired_at timestamptz,
  primary key (recipient, message_id)
);
alter table mailbox_message alter column content set storage external;
create index mailbox_in_order on mailbox_message (recipient, priority, sent_at, message_id)
  where acknowledged_at is null and expired_at is null;
create index mailbox_expiry on mailbox_message (expires_at) where acknowledged_at is null and expired_at is null;
