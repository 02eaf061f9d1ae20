-- Priority control areas: campaigns for a time, with profiles of their own.
create table campaign (
  campaign_id text primary key,
  name text not null,
  purpose text not null,
  risk_area text not null,
  starts_on date not null,
  -- Brought forward by an adjustment or the end; never put off.
  ends_on date not null check (ends_on >= starts_on),
  -- JSON: countries of departure and transit, offices, modes of transport.
  routes text not null,
  member_states text[] not null,
  ended_at timestamptz,
  -- JSON as it was asked for: a repetition is known by it.
  created_as text not null
);

-- What happened to it, by whom and why. Only added to.
create table campaign_step (
  campaign_id text not null references campaign,
  number integer not null check (number > 0),
  -- The caller's own name for a review: a repetition changes nothing.
  reference text,
  what text not null check (what in ('created', 'reviewed', 'ended')),
  decision text check (decision in ('goOn', 'adjust', 'end')),
  subject text not null,
  official text,
  member_state text not null,
  happened_at timestamptz not null,
  said text not null,
  -- JSON: what an adjustment changed.
  changes text,
  primary key (campaign_id, number),
  unique (campaign_id, reference)
);
create trigger campaign_step_append_only before update or delete on campaign_step
  for each row execute function refuse_life_edit();

-- Declarations that its profiles hit, with the Member State responsible; and what controls of them found.
create table campaign_selection (
  campaign_id text not null,
  reference text not null,
  member_state text not null,
  selected_on date not null,
  primary key (campaign_id, reference)
);
create index campaign_selection_by_reference on campaign_selection (reference);
create table campaign_control (
  campaign_id text not null,
  reference text not null,
  reported_by text not null,
  control_id text not null,
  found boolean not null,
  controlled_on date not null,
  primary key (campaign_id, reference, reported_by, control_id)
);
