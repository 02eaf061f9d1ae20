create table mandate (
  -- UUID version 7: the newest has the greatest.
  mandate_id text primary key,
  mandator text not null,
  reference text not null,
  mandatary text not null,
  principal text not null,
  kind text not null check (kind in ('directRepresentation', 'indirectRepresentation', 'transmission')),
  profile text not null,
  -- `entry`, `entry.fileIE3F32`
  scope text[] not null check (cardinality(scope) > 0),
  valid_from date not null,
  valid_to date check (valid_to >= valid_from),
  may_sub_delegate boolean not null check (not may_sub_delegate or kind = 'transmission'),
  based_on text references mandate,
  replaces text references mandate,
  replaced_by text references mandate,
  state text not null check (state in ('proposed', 'inForce', 'declined', 'revoked', 'replaced')),
  -- As it was said, to recognise a repetition.
  proposal text not null,
  proposed_at timestamptz not null,
  changed_at timestamptz not null,
  unique (mandator, reference),
  check (mandator <> mandatary and principal <> mandatary),
  check ((principal = mandator) = (based_on is null))
);
-- The question of every message that speaks for another.
create index mandate_by_right on mandate (mandatary, principal);
create index mandate_by_principal on mandate (principal);

-- Everything that ever happened to a mandate, in order.
create table mandate_change (
  mandate_id text not null references mandate,
  number integer not null,
  at timestamptz not null,
  change text not null check (change in ('proposed', 'accepted', 'declined', 'revoked', 'replaced')),
  party text not null,
  person text not null,
  reason text,
  related text references mandate,
  conversation_id text not null,
  primary key (mandate_id, number)
);

create function refuse_mandate_change() returns trigger language plpgsql as $$
begin
  raise exception 'the history of a mandate is only added to';
end $$;
create trigger mandate_change_append_only before update or delete or truncate on mandate_change
  for each statement execute function refuse_mandate_change();
