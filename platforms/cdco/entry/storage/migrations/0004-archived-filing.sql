-- A closed filing that is in the archive leaves its row here, as a tombstone: where it stands is still told, and where the rest is.
alter table filing add column archived_at timestamptz;
alter table filing add column archive_package uuid;
-- Of the message, which is no longer here: who else may ask.
alter table filing add column representative text;
-- Neither column changes with the state of a filing: such updates stay within their page.
create index filing_unarchived on filing (registered_at) where archived_at is null;
