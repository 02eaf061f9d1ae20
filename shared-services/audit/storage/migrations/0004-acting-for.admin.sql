-- Who acts for another is recorded with whom it acts for, and by which mandates (their identifiers, with spaces between).
alter table portorium_audit.record add column acting_for text, add column mandates text,
  add check ((acting_for is null) = (mandates is null));
grant insert (acting_for, mandates) on portorium_audit.record to portorium_component;
