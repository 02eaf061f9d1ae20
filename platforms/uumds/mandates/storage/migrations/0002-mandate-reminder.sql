-- Who was told that a mandate ends, and how long before: each lead once.
create table mandate_reminder (
  mandate_id text not null references mandate,
  lead_days integer not null,
  told_at timestamptz not null,
  primary key (mandate_id, lead_days)
);

-- What ends, in the order in which it does: few mandates have a last day that is near.
create index mandate_by_end on mandate (valid_to) where state = 'inForce' and valid_to is not null;
-- The pages of those whom an operator gave a mandate, or was given one by, with thousands of others.
create index mandate_by_mandator on mandate (mandator, mandate_id);
create index mandate_by_mandatary on mandate (mandatary, mandate_id);
