-- Risk experts look for what was hit: by profile, area, office, time.
alter table assessment add column office text;

-- What hit a declaration and in which areas, each once. Of JSON that was written here.
create function hit_keys(hits text) returns text[] language sql immutable strict parallel safe
return array(
  select distinct key from json_array_elements(hits::json) hit,
    lateral (values (hit ->> 'profileId'), ('area:' || (hit ->> 'riskAreaCode'))) keys (key)
  where key is not null
);

create index assessment_by_time on assessment (assessed_at desc, reference desc);
-- Most declarations are hit by nothing, and cost nothing here.
create index assessment_by_hit on assessment using gin (hit_keys(hits)) where highest_level <> 'none';
create index assessment_by_office on assessment (office text_pattern_ops, assessed_at desc) where office is not null;
