-- Figures of every process over time. Each reading is added to intervals of three lengths at once, so that there is nothing
-- to be made smaller later: 10 seconds are kept for 2 hours, a minute for 1 day, 15 minutes for 90 days.
create table series (
  id integer generated always as identity primary key,
  metric text not null,
  kind text not null check (kind in ('gauge', 'counter', 'histogram')),
  -- Sorted by name; the platform among them.
  labels jsonb not null,
  -- Upper bounds of the buckets of a histogram, without the infinite one.
  bounds double precision[],
  unique (metric, labels)
);

create table sample (
  step integer not null,
  series integer not null references series,
  at timestamptz not null,
  -- Of a gauge, the last reading; of a counter, and of the observations of a histogram, how many more there were.
  value double precision not null,
  -- Of a gauge, the highest reading; of a histogram, what the observations add up to.
  extra double precision not null,
  -- Observations in each bucket, not added up; the last is that of the infinite bound.
  buckets double precision[],
  primary key (step, series, at)
);
create index sample_by_age on sample (step, at);
alter table sample set (autovacuum_vacuum_scale_factor = 0.05, fillfactor = 80);

-- Who reads its own figures in here.
create table process (
  instance text primary key,
  platforms text[] not null,
  version text not null,
  node_version text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  event_loop_lag double precision not null,
  resident_bytes double precision not null,
  heap_bytes double precision not null,
  cpu_ratio double precision not null
);

-- Alerts, as they were found at the last judging. One that was resolved is forgotten after a week.
create table alert (
  id text primary key,
  rule text not null,
  labels jsonb not null,
  state text not null check (state in ('pending', 'firing', 'resolved')),
  value double precision,
  since timestamptz not null,
  firing_since timestamptz,
  resolved_at timestamptz,
  acknowledged_by text,
  acknowledged_at timestamptz,
  note text,
  silenced_until timestamptz,
  silenced_by text,
  silence_reason text
);

create function add_buckets(one double precision[], other double precision[]) returns double precision[]
language sql immutable as $$
  select case when one is null then other when other is null then one else
    (select array_agg(coalesce(a, 0) + coalesce(b, 0) order by position) from unnest(one, other) with ordinality as both_of(a, b, position)) end
$$;

-- Takes the readings of one process. Its callers see nothing of what others gave, and can add only what a reading is: this
-- function alone is open to them. More than 20,000 series are not taken: labels that nobody bounds must not fill the disk.
create function take_readings(process_facts jsonb, readings jsonb) returns void
language plpgsql security definer set search_path = portorium_monitoring, pg_temp as $$
declare
  read_at timestamptz := now();
begin
  insert into process as known (instance, platforms, version, node_version, started_at, seen_at, event_loop_lag, resident_bytes, heap_bytes, cpu_ratio)
  select f.instance, f.platforms, f.version, f.node_version, to_timestamp(f.started_at_ms / 1000), read_at, f.event_loop_lag, f.resident_bytes, f.heap_bytes, f.cpu_ratio
  from jsonb_to_record(process_facts) as f(instance text, platforms text[], version text, node_version text, started_at_ms double precision,
    event_loop_lag double precision, resident_bytes double precision, heap_bytes double precision, cpu_ratio double precision)
  on conflict (instance) do update set seen_at = excluded.seen_at, event_loop_lag = excluded.event_loop_lag,
    resident_bytes = excluded.resident_bytes, heap_bytes = excluded.heap_bytes, cpu_ratio = excluded.cpu_ratio;

  insert into series (metric, kind, labels, bounds)
  select r.metric, r.kind, r.labels, r.bounds
  from jsonb_to_recordset(readings) as r(metric text, kind text, labels jsonb, bounds double precision[])
  where not exists (select from series as s where s.metric = r.metric and s.labels = r.labels)
    and (select count(*) from series) < 20000
  on conflict do nothing;

  insert into sample as known (step, series, at, value, extra, buckets)
  select steps.step, s.id, date_bin(make_interval(secs => steps.step), read_at, timestamptz 'epoch'), r.value, r.extra, r.buckets
  from jsonb_to_recordset(readings) as r(metric text, labels jsonb, value double precision, extra double precision, buckets double precision[])
  join series as s on s.metric = r.metric and s.labels = r.labels
  cross join (values (10), (60), (900)) as steps(step)
  order by 1, 2
  on conflict (step, series, at) do update set
    value = case (select kind from series where id = known.series) when 'gauge' then excluded.value else known.value + excluded.value end,
    extra = case (select kind from series where id = known.series) when 'gauge' then greatest(known.extra, excluded.extra) else known.extra + excluded.extra end,
    buckets = add_buckets(known.buckets, excluded.buckets);
end $$;
