-- Results of controls, numbered in the order in which they became known: what the statistics have learned, and can be
-- learned again from by every process, result by result, to the same rates.
create table control_result (
  number bigint primary key,
  -- Country of a Member State, or the application, that made the control or was told of it.
  reported_by text not null,
  control_id text not null,
  -- JSON: the elements of the goods item that combinations are made of.
  line text not null,
  found boolean not null,
  controlled_on date not null,
  recorded_at timestamptz not null default now(),
  unique (reported_by, control_id)
);

create function refuse_control_result_edit() returns trigger language plpgsql as $$
begin
  raise exception 'a result of a control is never changed: the statistics have learned it';
end $$;
create trigger control_result_append_only before update or delete on control_result
  for each row execute function refuse_control_result_edit();

-- The newest number. Who records a result locks it, so that no number becomes visible after a greater one.
create table control_result_revision (last_number bigint not null);
insert into control_result_revision values (0);
