-- What the doors have noted. The same within a second or so is one row; bounded by age and by number.
create table event (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  taken_at timestamptz not null default now(),
  platform text not null,
  kind text not null,
  code text not null,
  severity smallint not null,
  count integer not null,
  partner text,
  credential text,
  -- Personal data: shown to those who may see it, and in no log.
  address text,
  country text,
  protocol text,
  operation text,
  conversation_id text,
  detail text,
  -- What its incident is found by.
  source_kind text not null,
  source text not null
);
create index event_by_source on event (kind, source_kind, source, at);
create index event_by_time on event using brin (at);
create index event_by_taking on event using brin (taken_at);
create index event_by_partner on event (partner, id) where partner is not null;
create index event_by_address on event (address, id) where address is not null;
create index event_by_conversation on event (conversation_id) where conversation_id is not null;
create index event_grave on event (severity, id) where severity >= 2;

-- What each process had to throw away: the gaps must be seen.
create table reporter (
  platform text not null,
  instance text not null,
  events bigint not null,
  dropped bigint not null,
  -- A batch that comes again has been taken.
  last_batch bigint not null,
  last_seen_at timestamptz not null,
  primary key (platform, instance)
);

-- One takes in at a time: what several processes report of one source is one incident.
create table intake (
  only_one boolean primary key default true check (only_one)
);
insert into intake default values;

-- Up to which event the stream was sent on.
create table forwarded (
  only_one boolean primary key default true check (only_one),
  cursor bigint not null
);
insert into forwarded (cursor) values (0);

create table incident (
  id uuid primary key,
  kind text not null,
  source_kind text not null,
  source text not null,
  severity smallint not null,
  state text not null check (state in ('open', 'acknowledged', 'closed')),
  opened_at timestamptz not null,
  last_seen_at timestamptz not null,
  events bigint not null,
  partners integer not null,
  credentials integer not null,
  addresses integer not null,
  acknowledged_by text,
  closed_by text,
  closed_at timestamptz
);
create unique index incident_going_on on incident (kind, source_kind, source) where state <> 'closed';
create index incident_by_time on incident (last_seen_at);

create table incident_step (
  entry bigint generated always as identity primary key,
  incident_id uuid not null references incident on delete cascade,
  at timestamptz not null,
  step text not null,
  by_subject text,
  note text
);
create index incident_step_by_incident on incident_step (incident_id, entry);

-- What is done against a partner or a credential, by two people.
create table response (
  id uuid primary key,
  action text not null,
  kind text not null check (kind in ('party', 'client', 'certificate', 'account')),
  target text not null,
  reason text not null,
  incident_id uuid,
  until timestamptz,
  emergency_until timestamptz,
  state text not null check (state in ('proposed', 'emergency', 'in-force', 'rejected', 'lapsed', 'lifted', 'over')),
  proposed_by text not null,
  proposed_at timestamptz not null,
  decided_by text,
  decided_at timestamptz,
  decision_reason text,
  lifted_by text,
  lifted_at timestamptz,
  check (decided_by is null or decided_by <> proposed_by or state in ('rejected', 'lifted')),
  check (state <> 'in-force' or decided_by is not null)
);
create index response_by_target on response (kind, target);
create index response_standing on response (state) where state in ('proposed', 'emergency', 'in-force');

create table response_step (
  entry bigint generated always as identity primary key,
  response_id uuid not null references response,
  at timestamptz not null,
  step text not null,
  by_subject text,
  note text
);
create index response_step_by_response on response_step (response_id, entry);

-- Whoever changes what is in force against a target holds its row: each change has a number, and the later one counts.
create table target (
  kind text not null,
  id text not null,
  version bigint not null,
  primary key (kind, id)
);

-- How much each partner sends: minutes for two hours, the fullest minute of each hour for eight weeks.
create table traffic_minute (
  partner text not null,
  minute timestamptz not null,
  count bigint not null,
  primary key (partner, minute)
);
create index traffic_minute_by_time on traffic_minute (minute);
create table traffic_hour (
  partner text not null,
  hour timestamptz not null,
  peak bigint not null,
  primary key (partner, hour)
);
create index traffic_hour_by_time on traffic_hour (hour);

-- From where each partner has come: a country where a table says it, else a network.
create table place (
  partner text not null,
  place text not null,
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  primary key (partner, place)
);
create index place_by_time on place (last_seen_at);
