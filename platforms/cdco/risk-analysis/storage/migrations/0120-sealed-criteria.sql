-- Criteria, drafts of them, what is tried, entries of watch lists and seeds of random selection are sealed by the application
-- (shared-services/kit/sealed). What queries look for stands beside them: kind, owner, campaign and procedures.
create table sealing_key (
  generation integer primary key check (generation > 0),
  -- Data key, wrapped with the sealing key of the installation.
  wrapped bytea not null,
  -- Which sealing key that is.
  key_id text not null,
  made_at timestamptz not null default now(),
  -- From when on it is written with: every process has read it by then.
  active_at timestamptz not null
);

create function procedures_of_profile(definition text) returns text[] language plpgsql immutable as $$
begin
  return array(select jsonb_array_elements_text(definition::jsonb -> 'procedures'));
exception when others then
  return null;
end $$;

alter table profile add column procedures text[];
alter table profile_draft add column kind text not null default 'securityAndSafety', add column member_state text,
  add column campaign_id text, add column procedures text[];
alter table rule_draft add column kind text not null default 'securityAndSafety', add column member_state text,
  add column campaign_id text, add column procedures text[];

-- Who writes sealed says it beside.
create or replace function note_what_profile_says() returns trigger language plpgsql as $$
begin
  if starts_with(new.definition, 'sealed:') then
    return new;
  end if;
  new.kind := kind_of_profile(new.definition);
  new.member_state := said_by_profile(new.definition, 'memberState');
  new.campaign_id := said_by_profile(new.definition, 'campaignId');
  new.procedures := procedures_of_profile(new.definition);
  return new;
end $$;
create trigger profile_draft_says before insert on profile_draft for each row execute function note_what_profile_says();
create trigger rule_draft_says before insert on rule_draft for each row execute function note_what_profile_says();

alter table profile disable trigger user;
update profile set procedures = procedures_of_profile(definition);
alter table profile enable trigger user;
do $$
declare
  one text;
begin
  foreach one in array array['profile_draft', 'rule_draft'] loop
    execute format('alter table %I disable trigger user', one);
    execute format('update %I set kind = kind_of_profile(definition), member_state = said_by_profile(definition, ''memberState''),
      campaign_id = said_by_profile(definition, ''campaignId''), procedures = procedures_of_profile(definition)', one);
    execute format('alter table %I enable trigger user', one);
  end loop;
end $$;

-- A value may be sealed, and sealed anew: nothing else of a version changes.
create or replace function refuse_profile_edit() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'definition' is not distinct from to_jsonb(old) - 'definition' and starts_with(new.definition, 'sealed:') then
    return new;
  end if;
  if to_jsonb(new) - 'valid_to' - 'inactive_at' is distinct from to_jsonb(old) - 'valid_to' - 'inactive_at' then
    raise exception 'a profile version is never edited: write a new version, or close the validity of this one';
  end if;
  if (new.valid_to is null and (old.valid_to is not null or new.inactive_at is null)) or new.valid_to > old.valid_to
    or (new.inactive_at is null and old.inactive_at is not null) or new.inactive_at > old.inactive_at then
    raise exception 'the validity of a profile version can be closed, not opened again';
  end if;
  return new;
end $$;

-- Of tables that are only added to: the column that the trigger names may be sealed.
create function refuse_all_but_sealing() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' or to_jsonb(new) - tg_argv[0] is distinct from to_jsonb(old) - tg_argv[0]
    or not starts_with(to_jsonb(new) ->> tg_argv[0], 'sealed:') then
    raise exception 'what was written here is never changed';
  end if;
  return new;
end $$;
drop trigger profile_draft_append_only on profile_draft;
create trigger profile_draft_append_only before update or delete on profile_draft
  for each row execute function refuse_all_but_sealing('definition');
drop trigger rule_draft_append_only on rule_draft;
create trigger rule_draft_append_only before update or delete on rule_draft
  for each row execute function refuse_all_but_sealing('definition');
drop trigger random_seed_append_only on random_seed;
create trigger random_seed_append_only before update or delete on random_seed
  for each row execute function refuse_all_but_sealing('seed');

create or replace function refuse_watch_list_edit() returns trigger language plpgsql as $$
begin
  if tg_table_name = 'watch_list_entry' and to_jsonb(new) - 'content' is not distinct from to_jsonb(old) - 'content'
    and starts_with(to_jsonb(new) ->> 'content', 'sealed:') then
    return new;
  end if;
  raise exception 'a version of a watch list is never edited: import a new one';
end $$;
