-- The instant, beside the day. Null: from the start of the day, and to its end.
alter table profile add column active_at timestamptz;
alter table profile add column inactive_at timestamptz;

-- As before, and for the instant of the end as for its day: both can be closed, and brought forward.
create or replace function refuse_profile_edit() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'valid_to' - 'inactive_at' is distinct from to_jsonb(old) - 'valid_to' - 'inactive_at' then
    raise exception 'a profile version is never edited: write a new version, or close the validity of this one';
  end if;
  if (new.valid_to is null and (old.valid_to is not null or new.inactive_at is null)) or new.valid_to > old.valid_to
    or (new.inactive_at is null and old.inactive_at is not null) or new.inactive_at > old.inactive_at then
    raise exception 'the validity of a profile version can be closed, not opened again';
  end if;
  return new;
end $$;

-- What is proposed; what becomes of it stands in the steps.
create table profile_draft (
  draft_id uuid primary key,
  -- Country of a Member State that drafted it, and its own name for it: a repetition finds the row that is there.
  drafted_for text not null,
  reference text not null,
  profile_id text not null,
  -- The newest version when it was drafted; 0: there was none.
  base_version integer not null check (base_version >= 0),
  definition text not null,
  reason text not null,
  warnings text not null,
  -- When it was put in, in the order of the table.
  number bigint generated always as identity unique,
  unique (drafted_for, reference)
);

-- Who did what to it, when and why. Nothing here is ever changed.
create table profile_draft_step (
  draft_id uuid not null references profile_draft,
  number integer not null check (number > 0),
  what text not null check (what in ('drafted', 'checked', 'approved', 'rejected')),
  subject text not null,
  official text,
  happened_at timestamptz not null,
  why text not null,
  -- Of an approval alone: the version that was made.
  version integer,
  primary key (draft_id, number),
  check ((version is not null) = (what = 'approved'))
);

-- Who ended a profile, when and why: all versions that it had, from an instant on.
create table profile_retirement (
  profile_id text not null,
  number integer not null check (number > 0),
  subject text not null,
  official text,
  happened_at timestamptz not null,
  why text not null,
  inactive_at timestamptz not null,
  primary key (profile_id, number)
);

create function refuse_life_edit() returns trigger language plpgsql as $$
begin
  raise exception 'what happened to a risk profile is never changed';
end $$;
create trigger profile_draft_append_only before update or delete on profile_draft
  for each row execute function refuse_life_edit();
create trigger profile_draft_step_append_only before update or delete on profile_draft_step
  for each row execute function refuse_life_edit();
create trigger profile_retirement_append_only before update or delete on profile_retirement
  for each row execute function refuse_life_edit();
