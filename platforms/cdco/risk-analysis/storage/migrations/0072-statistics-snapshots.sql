-- What the statistics had learned of the results up to a number: so that a process begins there instead of with the first
-- result. Nothing depends on it: what is damaged, or made by other rules, is not used, and results are learned again.
create table statistics_snapshot (
  format text not null,
  last_number bigint not null,
  -- JSON: strengths and weights.
  small text not null,
  parts integer not null,
  -- Over `small` and all parts in their order.
  sha256 text not null,
  made_at timestamptz not null default now(),
  primary key (format, last_number)
);

create table statistics_snapshot_part (
  format text not null,
  last_number bigint not null,
  part integer not null,
  content bytea not null,
  primary key (format, last_number, part),
  foreign key (format, last_number) references statistics_snapshot on delete cascade
);
