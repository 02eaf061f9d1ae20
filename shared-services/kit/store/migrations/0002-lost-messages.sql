-- Lost messages can be listed, put back and closed by the component `dead-letters`, through these functions alone: they show
-- no content, and know nothing but this schema. Who may call them stands in the next migration.
alter table outbox add column replays smallint not null default 0;
alter table dead_letter add column replays smallint not null default 0, add column closed_at timestamptz,
  add column closed_by text, add column close_reason text,
  add check (num_nonnulls(closed_at, closed_by, close_reason) in (0, 3));

-- What the functions see, wherever they are called from.
select set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

create function lost_messages() returns table (id bigint, name text, subscriber text, ordering_key text, priority smallint,
  message_id text, conversation_id text, attempts integer, replays smallint, sent_at timestamptz, buried_at timestamptz,
  last_error text, closed_at timestamptz, closed_by text, close_reason text)
language sql stable security definer set search_path from current as $$
  select id, name, subscriber, ordering_key, priority, message_id, conversation_id, attempts, replays, sent_at, buried_at,
    last_error, closed_at, closed_by, close_reason from dead_letter
$$;

-- Each has its old number, and so its old place among the messages of its key.
create function replay_lost_messages(wanted bigint[]) returns table (id bigint, ordering_key text, conversation_id text)
language sql security definer set search_path from current as $$
  with gone as (delete from dead_letter where id = any(wanted) and closed_at is null returning *),
  back as (
    insert into outbox (id, name, subscriber, ordering_key, priority, recipient, message_id, conversation_id, traceparent, content, sent_at, last_error, replays)
    overriding system value
    select id, name, subscriber, ordering_key, priority, recipient, message_id, conversation_id, traceparent, content, sent_at, last_error, replays + 1 from gone
    returning id)
  select gone.id, gone.ordering_key, gone.conversation_id from gone order by gone.id
$$;

create function close_lost_messages(wanted bigint[], closer text, reason text) returns table (id bigint, ordering_key text, conversation_id text)
language sql security definer set search_path from current as $$
  update dead_letter set closed_at = now(), closed_by = closer, close_reason = reason
  where id = any(wanted) and closed_at is null returning id, ordering_key, conversation_id
$$;

revoke all on function lost_messages(), replay_lost_messages(bigint[]), close_lost_messages(bigint[], text, text) from public;
