-- What places a record in the chain (transaction, sequence, time) is the database's to say: a writer that could say it
-- would put a record among those that are sealed already, and break the chain for everybody.
revoke insert on portorium_audit.record from portorium_component;
grant insert (id, component, event, outcome, reference, refusal_code, conversation_id, message_id, traceparent, circle,
  party, subject, protocol, content_sha256, personal_data) on portorium_audit.record to portorium_component;

-- A component writes in its own name. Its role is called after it; the administrator may write for any (restoring).
create function portorium_audit.refuse_other_name() returns trigger language plpgsql set search_path = pg_catalog as $$
begin
  if starts_with(session_user, 'portorium_') and session_user <> 'portorium_' || replace(new.component, '-', '_') then
    raise exception '% writes audit records in the name of %', session_user, new.component;
  end if;
  return new;
end $$;
create trigger record_own_name before insert on portorium_audit.record
  for each row execute function portorium_audit.refuse_other_name();
