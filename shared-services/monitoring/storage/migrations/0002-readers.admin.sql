-- Every component may give the readings of its process; none but monitoring itself may read them.
revoke all on function portorium_monitoring.take_readings(jsonb, jsonb) from public;
grant usage on schema portorium_monitoring to portorium_component;
grant execute on function portorium_monitoring.take_readings(jsonb, jsonb) to portorium_component;
