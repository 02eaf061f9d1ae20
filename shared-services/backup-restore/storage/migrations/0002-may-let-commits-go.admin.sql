-- When the keeper is silent, commits must not wait for it: this component alone may then take the waiting back.
-- An administrator who is no superuser may be unable to grant it; the keeper's own guard is then the only one.
do $$
begin
  for attempt in 1 .. 20 loop
    begin
      execute format('grant alter system on parameter synchronous_standby_names to %I', current_schema);
      execute format('grant execute on function pg_catalog.pg_reload_conf() to %I', current_schema);
      return;
    exception
      when insufficient_privilege then
        raise notice 'the guard of waiting commits cannot be given its right: %', sqlerrm;
        return;
      when internal_error then
        -- Another database of the same server grants at this moment.
        perform pg_sleep(0.05);
    end;
  end loop;
end $$;
