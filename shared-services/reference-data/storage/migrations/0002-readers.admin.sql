-- Every platform looks codes up in its own memory, and so reads the lists; only the component itself changes them.
grant usage on schema portorium_reference_data to portorium_component;
grant select on all tables in schema portorium_reference_data to portorium_component;
