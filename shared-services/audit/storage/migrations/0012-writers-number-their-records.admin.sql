-- Each run of a component numbers its records, so that a record that is missing leaves a gap.
grant insert (origin, origin_sequence, voided) on portorium_audit.record to portorium_component;
