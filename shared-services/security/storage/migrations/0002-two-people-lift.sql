-- What two people have brought into force, two people lift: one says so, another agrees by saying the same.
alter table response add column lift_proposed_by text;
alter table response add column lift_proposed_at timestamptz;
-- Not of what was lifted before it was so.
alter table response add constraint response_lifted_by_two check (
  state <> 'lifted' or decided_by is null
    or (lift_proposed_by is not null and lifted_by is not null and lift_proposed_by <> lifted_by)
) not valid;
