-- How long what was kept beside the records is kept: the newest row of each kind holds, the others say what held before.
create table retention_rule (
  number integer generated always as identity primary key,
  -- declarationBlocks: declarations as they were assessed, on which profiles are tried. finds: confirmed finds, by operator.
  kept text not null check (kept in ('declarationBlocks', 'finds')),
  days_kept integer not null check (days_kept between 1 and 36600),
  why text not null,
  set_at timestamptz not null default now()
);
create trigger retention_rule_append_only before update or delete on retention_rule
  for each row execute function refuse_life_edit();

-- A year of seasons, and a month to try on it; the longest that a rule of history may look back.
insert into retention_rule (kept, days_kept, why) values
  ('declarationBlocks', 396, 'As shipped.'),
  ('finds', 3660, 'As shipped.');

create index declaration_block_by_age on declaration_block (stored_at);
create index trader_find_by_age on trader_find (found_on);
