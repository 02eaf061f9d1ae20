-- One row per declaration, stage and facts: the same facts again find what was decided; new facts are decided anew.
create table decision (
  reference text not null,
  stage text not null,
  facts_sha256 text not null,
  -- JSON: what was decided on, so that the decision can be followed later.
  facts text not null,
  outcome text not null,
  reason_code text not null,
  reason text not null,
  -- JSON
  basis text not null,
  decided_at timestamptz not null,
  primary key (reference, stage, facts_sha256)
);
