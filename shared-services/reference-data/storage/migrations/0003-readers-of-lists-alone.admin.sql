-- The lists, and which import is the newest; what is sent is the component's own.
revoke select on all tables in schema portorium_reference_data from portorium_component;
grant select on portorium_reference_data.code_list, portorium_reference_data.code, portorium_reference_data.code_import
  to portorium_component;
