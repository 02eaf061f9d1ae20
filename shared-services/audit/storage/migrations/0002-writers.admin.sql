-- Every component may add records; none but the audit component itself may read them.
grant usage on schema audit to portorium_component;
grant insert on audit.record to portorium_component;
