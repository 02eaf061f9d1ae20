-- Every component may add records; none but the audit component itself may read them.
grant usage on schema portorium_audit to portorium_component;
grant insert on portorium_audit.record to portorium_component;
