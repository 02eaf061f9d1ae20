-- What is usual of commodities: each import is a new version, and none is ever changed. Assessments name the one they used.
create table value_band_set (
  version integer primary key check (version > 0),
  currency text not null,
  source text not null,
  -- Of what was imported: a repetition of the newest import makes no new version.
  content_sha256 text not null,
  -- JSON, read as a whole: [{"measure": ..., "code": ..., "origin": ..., "support": ..., "quantiles": {...}}]
  bands text not null,
  imported_at timestamptz not null default now()
);

create function refuse_value_band_edit() returns trigger language plpgsql as $$
begin
  raise exception 'value bands are never changed: import others';
end $$;
create trigger value_band_set_append_only before update or delete on value_band_set
  for each row execute function refuse_value_band_edit();

-- Which credibility checks were in use; assessments refer to it.
create table credibility_check_set (
  id text primary key,
  -- JSON: the checks as they were, with their versions.
  checks text not null,
  first_used_at timestamptz not null default now()
);

-- Confirmed finds of controls, by the operator whom the declaration named: what raises the scores of later declarations.
create table trader_find (
  -- Of the declaration that was controlled.
  reference text not null,
  eori text not null,
  risk_area text not null,
  found_on date not null,
  recorded_at timestamptz not null default now(),
  primary key (reference, eori, risk_area)
);
create index trader_find_by_operator on trader_find (eori, found_on);

-- What the stages beside the profiles said, as JSON: credibility checks, and history of operators.
alter table assessment add column stages text not null default '{}';
