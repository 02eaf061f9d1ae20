-- One role alone may call the functions of lost messages. It is made here where that component is not installed (yet).
do $$ begin
  if not exists (select from pg_roles where rolname = 'portorium_dead_letters') then
    create role portorium_dead_letters nologin;
  end if;
exception when duplicate_object or unique_violation then null; -- another process was quicker
end $$;
do $$ begin
  execute format('grant usage on schema %I to portorium_dead_letters', current_schema());
end $$;
grant execute on function lost_messages(), replay_lost_messages(bigint[]), close_lost_messages(bigint[], text, text) to portorium_dead_letters;
