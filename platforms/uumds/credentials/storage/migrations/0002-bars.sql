-- What operators have barred at every gateway: partners, certificates, clients, accounts. Rows of their own beside those of
-- the registers, so that neither takes the other back.
alter table standing drop constraint standing_kind_check;
alter table standing add constraint standing_kind_check
  check (kind in ('client', 'subject', 'session', 'seal', 'party', 'certificate', 'barred-client', 'barred-account'));
alter table standing add column until timestamptz;
-- Of two changes the later one counts.
alter table standing add column version bigint not null default 0;
