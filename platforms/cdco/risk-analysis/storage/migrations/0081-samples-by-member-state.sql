-- Which Member States a sampled declaration concerns, parted by spaces: to others it is not shown.
alter table shadow_sample add column member_states text not null default '';
