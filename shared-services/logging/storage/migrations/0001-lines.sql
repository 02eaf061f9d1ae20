-- Log lines in a ring of segments: when one is full the next is emptied and written to, so the space on disk has a bound.
create table line (
  segment smallint not null,
  id bigint generated always as identity,
  at timestamptz not null,
  platform text not null,
  level smallint not null,
  -- Which text is which kind of line: the same words each time, so people filter by it.
  message text not null,
  conversation_id text,
  reference text,
  partner text,
  operation text,
  -- The line as it was written, as JSON.
  content text not null
) partition by list (segment);

create table line_0 partition of line for values in (0);
create table line_1 partition of line for values in (1);
create table line_2 partition of line for values in (2);
create table line_3 partition of line for values in (3);
create table line_4 partition of line for values in (4);
create table line_5 partition of line for values in (5);
create table line_6 partition of line for values in (6);
create table line_7 partition of line for values in (7);

create index line_by_id on line (id);
create index line_by_time on line using brin (at);
create index line_by_conversation on line (conversation_id) where conversation_id is not null;
create index line_by_reference on line (reference) where reference is not null;

-- Where the ring stands; one row.
create table ring (
  only_one boolean primary key default true check (only_one),
  segment smallint not null,
  -- Characters of content in the segment.
  written bigint not null
);
insert into ring (segment, written) values (0, 0);

-- What each process had to throw away: the gaps must be seen.
create table source (
  platform text not null,
  instance text not null,
  lines bigint not null,
  dropped bigint not null,
  -- A batch that comes again has been taken.
  last_batch bigint not null,
  last_dropped_at timestamptz,
  last_seen_at timestamptz not null,
  primary key (platform, instance)
);
