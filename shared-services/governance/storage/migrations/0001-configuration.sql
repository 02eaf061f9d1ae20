-- What each platform runs with, as its processes said it last.
create table setting (
  platform text not null,
  name text not null,
  -- As it was given; of a secret a part of its hash.
  value text not null,
  dangerous boolean not null,
  since timestamptz not null default now(),
  primary key (platform, name)
);

-- Every change that was seen, for good.
create table setting_change (
  id bigint generated always as identity primary key,
  platform text not null,
  name text not null,
  before text,
  after text,
  dangerous boolean not null,
  -- The approval that covered it; null where it was not dangerous, or nobody had approved it.
  approval_id uuid,
  seen_at timestamptz not null default now()
);
create index setting_change_by_name on setting_change (name, id);

-- Names of the settings whose change needs four eyes, as processes say.
create table dangerous_setting (
  name text primary key
);

-- Values of dangerous settings that two people have agreed upon.
create table approval (
  id uuid primary key,
  name text not null,
  value text not null,
  reason text not null,
  proposed_by text not null,
  proposed_at timestamptz not null default now(),
  decided_by text,
  decided_at timestamptz,
  decision text check (decision in ('approved', 'rejected', 'withdrawn')),
  decision_reason text,
  check ((decision is null) = (decided_by is null))
);
create index approval_by_setting on approval (name, value);
create unique index approval_open on approval (name, value) where decision is null;
