-- Declarations as they were assessed, on which profiles are tried: blocks of up to 256, written after the answers.
create table declaration_block (
  number bigint generated always as identity primary key,
  declarations integer not null check (declarations between 1 and 256),
  first_day date not null,
  last_day date not null,
  stored_at timestamptz not null default now(),
  -- zstd of JSON texts, one a line: reference, procedure, specific circumstance, day, declaration.
  content bytea not null
);
-- It is compressed already.
alter table declaration_block alter column content set storage external;

create function refuse_block_edit() returns trigger language plpgsql as $$
begin
  raise exception 'a block of declarations is never changed';
end $$;
create trigger declaration_block_append_only before update on declaration_block
  for each row execute function refuse_block_edit();


-- Trials know results by the declaration.
create index control_result_by_declaration on control_result (reference) where reference is not null;

create table backtest (
  backtest_id uuid primary key,
  -- Who it was started for, and that one's own name for it: a repetition finds the row that is there.
  started_for text not null,
  reference text not null,
  number bigint generated always as identity unique,
  -- JSON: the criteria that are tried, as they were.
  subjects text not null,
  draft_ids uuid[] not null,
  first_day date,
  last_day date,
  subject text not null,
  official text,
  why text not null,
  asked_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'running', 'done', 'cancelled', 'failed')),
  cancel_wished boolean not null default false,
  -- Fixed when it begins: the newest block that belongs to it, the declarations up to there, and the live profiles beside it.
  newest_block bigint,
  total integer,
  -- How far it is: the last block that is in the figures, and the figures until then, as JSON.
  block bigint not null default 0,
  done integer not null default 0,
  tallies text,
  began_at timestamptz,
  ended_at timestamptz,
  -- Whoever runs it says so every few seconds; another takes it over when nobody does.
  runner text,
  runner_seen_at timestamptz,
  attempts integer not null default 0,
  -- Of the attempt that is under way.
  attempt_began_at timestamptz,
  attempt_from integer not null default 0,
  trouble text,
  unique (started_for, reference)
);
create index backtest_by_draft on backtest using gin (draft_ids);
create index backtest_open on backtest (number) where state in ('waiting', 'running');

create table shadow_run (
  shadow_run_id uuid primary key,
  started_for text not null,
  reference text not null,
  number bigint generated always as identity unique,
  draft_id uuid not null references profile_draft,
  subject text not null,
  official text,
  why text not null,
  started_at timestamptz not null,
  -- It ends by itself.
  until_at timestamptz not null,
  stopped_at timestamptz,
  evaluated bigint not null default 0,
  hits bigint not null default 0,
  -- Hits that no live profile has beside it.
  alone bigint not null default 0,
  -- Declarations that were left out because others waited, and those on which the draft failed.
  dropped bigint not null default 0,
  failed bigint not null default 0,
  unique (started_for, reference)
);
create unique index shadow_run_open on shadow_run (draft_id) where stopped_at is null;

create table shadow_hour (
  shadow_run_id uuid not null references shadow_run,
  hour timestamptz not null,
  office text not null,
  evaluated bigint not null,
  hits bigint not null,
  primary key (shadow_run_id, hour, office)
);
create table shadow_overlap (
  shadow_run_id uuid not null references shadow_run,
  profile_id text not null,
  both_hit bigint not null,
  live_hit bigint not null,
  primary key (shadow_run_id, profile_id)
);
create table shadow_sample (
  shadow_run_id uuid not null references shadow_run,
  declaration_reference text not null,
  seen_at timestamptz not null,
  -- JSON: pointers of the elements that were hit.
  pointers text not null,
  primary key (shadow_run_id, declaration_reference)
);

-- What trials an approval needs: the newest row holds, the others say what held before.
create table trial_rule (
  number integer primary key check (number > 0),
  backtest_demanded boolean not null,
  least_declarations integer not null check (least_declarations >= 0),
  subject text not null,
  official text,
  why text not null,
  set_at timestamptz not null
);
-- Drafts that were approved without the trials that were demanded: in a crisis, and why.
create table trial_exemption (
  draft_id uuid primary key references profile_draft,
  why text not null
);
create trigger trial_rule_append_only before update or delete on trial_rule
  for each row execute function refuse_life_edit();
create trigger trial_exemption_append_only before update or delete on trial_exemption
  for each row execute function refuse_life_edit();

-- Figures of each version of a profile by day, added to every few seconds by every process.
create table profile_day (
  profile_id text not null,
  version integer not null,
  day date not null,
  hits bigint not null default 0,
  controlled bigint not null default 0,
  confirmed bigint not null default 0,
  primary key (profile_id, version, day)
);
-- How many declarations were held against a set of profiles; some of them timed.
create table assessed_day (
  profile_set text not null,
  procedure text not null,
  day date not null,
  declarations bigint not null,
  timed bigint not null,
  timed_microseconds bigint not null,
  primary key (day, profile_set, procedure)
);
