create table operator (
  eori text primary key,
  name text not null,
  country text not null,
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  aeo_type text check (aeo_type in ('AEOC', 'AEOS', 'AEOF')),
  aeo_status text check (aeo_status in ('valid', 'suspended', 'revoked')),
  aeo_valid_from date,
  check (num_nulls(aeo_type, aeo_status, aeo_valid_from) in (0, 3))
);

-- Counts the changes: who holds operators in memory looks here to see whether they are still the newest.
create table operator_revision (revision bigint not null);
insert into operator_revision values (0);

create function count_operator_change() returns trigger language plpgsql as $$
begin
  update operator_revision set revision = revision + 1;
  return null;
end $$;
create trigger operator_changed after insert or update or delete or truncate on operator
  for each statement execute function count_operator_change();
