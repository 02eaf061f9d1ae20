-- Who two people have blocked and which certificates they have withdrawn, as UUM&DS told it last: a gateway that starts while
-- UUM&DS is away refuses them all the same.
create table told_bars (
  only_one boolean primary key default true check (only_one),
  -- Changes of standing: kind, id, and until, where they end by themselves.
  bars json not null,
  told_at timestamptz not null default now()
);
