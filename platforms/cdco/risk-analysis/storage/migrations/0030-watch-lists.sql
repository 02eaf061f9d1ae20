-- Watch lists: each import is a new version of the list, whole. A version is never edited.
create table watch_list (
  id text not null check (id ~ '^WL-[A-Z0-9-]{1,14}$'),
  version integer not null check (version > 0),
  title text not null,
  -- Who keeps the list, and where it comes from.
  source text not null,
  risk_area_code text not null,
  risk_level text not null check (risk_level in ('low', 'medium', 'high', 'critical')),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  -- Percent: names less alike give no hit.
  least_score integer not null check (least_score between 50 and 100),
  invented boolean not null,
  entry_count integer not null,
  -- Of all that was imported: a repetition is no new version.
  content_hash text not null,
  imported_by text not null,
  imported_at timestamptz not null,
  primary key (id, version)
);

create table watch_list_entry (
  list_id text not null,
  list_version integer not null,
  position integer not null,
  -- JSON; read as a whole when lists are loaded, never searched.
  content text not null,
  primary key (list_id, list_version, position),
  foreign key (list_id, list_version) references watch_list (id, version)
);

create function refuse_watch_list_edit() returns trigger language plpgsql as $$
begin
  raise exception 'a version of a watch list is never edited: import a new one';
end $$;
create trigger watch_list_append_only before update on watch_list for each row execute function refuse_watch_list_edit();
create trigger watch_list_entry_append_only before update on watch_list_entry for each row execute function refuse_watch_list_edit();

-- Counts the imports: who holds the lists looks here to see whether they are still the newest. Imports wait for its row.
create table watch_list_revision (revision bigint not null);
insert into watch_list_revision values (0);

create function count_watch_list_change() returns trigger language plpgsql as $$
begin
  update watch_list_revision set revision = revision + 1;
  return null;
end $$;
create trigger watch_list_changed after insert or delete on watch_list for each statement execute function count_watch_list_change();
