-- Risk profiles: each change is a new version. A version is never edited; only its validity may be closed.
create table profile (
  id text not null,
  version integer not null check (version > 0),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  state text not null check (state in ('draft', 'active', 'withdrawn')),
  -- JSON as it was given, so that its hash stays the same; read by the engine, never searched.
  definition text not null,
  -- Why the version exists.
  reason text not null,
  created_at timestamptz not null default now(),
  primary key (id, version)
);

create function refuse_profile_edit() returns trigger language plpgsql as $$
begin
  if to_jsonb(new) - 'valid_to' is distinct from to_jsonb(old) - 'valid_to' then
    raise exception 'a profile version is never edited: write a new version, or close the validity of this one';
  end if;
  if new.valid_to is null or new.valid_to > old.valid_to then
    raise exception 'the validity of a profile version can be closed, not opened again';
  end if;
  return new;
end $$;
create trigger profile_append_only before update on profile for each row execute function refuse_profile_edit();

-- Counts the changes: who holds compiled profiles looks here to see whether they are still the newest.
create table profile_revision (revision bigint not null);
insert into profile_revision values (0);

create function count_profile_change() returns trigger language plpgsql as $$
begin
  update profile_revision set revision = revision + 1;
  return null;
end $$;
create trigger profile_changed after insert or update or delete on profile for each statement execute function count_profile_change();

-- Which profile versions an engine was made of; assessments refer to it.
create table profile_set (
  id text not null,
  engine_version text not null,
  -- JSON: [{"id": ..., "version": ...}]
  versions text not null,
  first_used_at timestamptz not null default now(),
  primary key (id, engine_version)
);

-- One row per reference, whatever happens: a repetition finds the row that is there.
create table assessment (
  reference text primary key,
  assessment_id uuid not null,
  procedure text not null,
  specific_circumstance text not null,
  on_date date not null,
  engine_version text not null,
  profile_set text not null,
  assessed_at timestamptz not null,
  highest_level text not null,
  recommendation text not null,
  -- JSON
  areas text not null,
  hits text not null
);
