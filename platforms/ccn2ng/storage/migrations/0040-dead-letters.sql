-- Dead letters are offered again, or closed with a reason; the row stays, and says what became of it.
alter table exchange_message
  add column replays integer not null default 0,
  add column discarded_at timestamptz,
  add column discarded_by text,
  add column discard_reason text;
create index exchange_dead on exchange_message (dead_at desc) where dead_at is not null;
-- What a partner has taken lately.
create index exchange_acknowledged on exchange_message (member_state, acknowledged_at) include (acknowledged_by)
  where acknowledged_at is not null;
