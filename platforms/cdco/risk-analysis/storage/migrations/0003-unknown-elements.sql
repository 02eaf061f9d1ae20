-- JSON: pointers to what the declaration said that no criterion can ask of. Assessments from before did not look.
alter table assessment add column unknown_elements text not null default '[]';
