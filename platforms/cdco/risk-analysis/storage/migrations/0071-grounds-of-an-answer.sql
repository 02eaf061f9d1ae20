-- Which versions of watch lists were asked together; assessments name the set.
create table watch_list_set (
  id text primary key,
  -- JSON: [{"listId": ..., "version": ...}]
  versions text not null,
  first_used_at timestamptz not null default now()
);

-- The declaration that was controlled, as its assessment names it, and what had selected it then: profiles, watchLists,
-- credibility, statistics, random; none: nothing had; unknown: it is not said, or was not assessed here.
alter table control_result add column reference text;
alter table control_result add column selected_by text[] not null default '{unknown}';
create index control_result_by_day on control_result (controlled_on);
