-- Which change a version was last part of: who holds compiled profiles fetches what has changed, not all there is.
alter table profile add column revision bigint not null default 0;
create index profile_by_revision on profile (revision);

-- Counted before the rows are written, so that they can bear the number; writers wait for each other at the counter, so that
-- no number is seen before a smaller one.
drop trigger profile_changed on profile;
create trigger profile_change_counted before insert or update or delete on profile
  for each statement execute function count_profile_change();

create function mark_profile_change() returns trigger language plpgsql as $$
begin
  new.revision := (select revision from profile_revision);
  return new;
end $$;
-- After profile_append_only, by name: nobody sets the mark but this.
create trigger profile_marked before insert or update on profile for each row execute function mark_profile_change();

create function refuse_profile_removal() returns trigger language plpgsql as $$
begin
  raise exception 'a profile version is never removed: past assessments refer to it';
end $$;
create trigger profile_kept before delete on profile for each row execute function refuse_profile_removal();
