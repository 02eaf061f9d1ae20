-- Rules beside the profiles (history of operators, credibility, statistics, random selection): versions with the same life as
-- profiles. Columns are named as there, for one code serves both: profile_id is the id of the rule.
create table rule (like profile including all);
create table rule_draft (like profile_draft including all);
create table rule_draft_step (like profile_draft_step including all);
alter table rule_draft_step add foreign key (draft_id) references rule_draft;
create table rule_retirement (like profile_retirement including all);

create table rule_revision (revision bigint not null);
insert into rule_revision values (0);

create function count_rule_change() returns trigger language plpgsql as $$
begin
  update rule_revision set revision = revision + 1;
  return null;
end $$;
create trigger rule_change_counted before insert or update or delete on rule
  for each statement execute function count_rule_change();

create trigger rule_append_only before update on rule for each row execute function refuse_profile_edit();
create trigger rule_kept before delete on rule for each row execute function refuse_profile_removal();
create trigger rule_draft_append_only before update or delete on rule_draft
  for each row execute function refuse_life_edit();
create trigger rule_draft_step_append_only before update or delete on rule_draft_step
  for each row execute function refuse_life_edit();
create trigger rule_retirement_append_only before update or delete on rule_retirement
  for each row execute function refuse_life_edit();

-- Which versions of rules were in force together; assessments name the set.
create table rule_set (
  id text primary key,
  -- JSON: [{"id": ..., "version": ...}]
  versions text not null,
  first_used_at timestamptz not null default now()
);

-- What decides whom a version of a random share selects. No operation tells it: who knows it can tell who is selected.
create table random_seed (
  rule_id text not null,
  version integer not null,
  seed text not null,
  primary key (rule_id, version)
);
create trigger random_seed_append_only before update or delete on random_seed
  for each row execute function refuse_life_edit();
