-- What a definition says of its kind and of whose it is, beside it: so that lists can be narrowed to what a reader may see.
-- What cannot be read says nothing.
create function said_by_profile(definition text, name text) returns text language plpgsql immutable as $$
begin
  return nullif(definition, '')::jsonb ->> name;
exception when others then
  return null;
end $$;

-- Profiles from before there were kinds, and those that do not say theirs, have what is usual for their risk area.
create function kind_of_profile(definition text) returns text language sql immutable as $$
  select coalesce(
    said_by_profile(definition, 'kind'),
    case said_by_profile(definition, 'riskAreaCode')
      when 'DRG' then 'drugs'
      when 'CIT' then 'protectedSpecies'
      when 'IPR' then 'intellectualProperty'
      when 'CSH' then 'cash'
      when 'PSF' then 'productSafety'
      when 'UVL' then 'commonFinancialRisk'
      when 'DUU' then 'dualUse'
      else 'securityAndSafety'
    end)
$$;

alter table profile add column kind text not null default 'securityAndSafety';
-- Null: of the Union.
alter table profile add column member_state text;
alter table profile add column campaign_id text;

alter table profile disable trigger user;
update profile set kind = kind_of_profile(definition), member_state = said_by_profile(definition, 'memberState');
alter table profile enable trigger user;

create function note_what_profile_says() returns trigger language plpgsql as $$
begin
  new.kind := kind_of_profile(new.definition);
  new.member_state := said_by_profile(new.definition, 'memberState');
  new.campaign_id := said_by_profile(new.definition, 'campaignId');
  return new;
end $$;
create trigger profile_says before insert on profile for each row execute function note_what_profile_says();
create index profile_by_campaign on profile (campaign_id) where campaign_id is not null;

-- Member States that the declaration concerns, with spaces between: they may read its assessment. Of assessments from before, the one that gave the MRN.
alter table assessment add column member_states text not null default '';
update assessment set member_states = substr(reference, 3, 2) where reference ~ '^[0-9]{2}[A-Z]{2}';
