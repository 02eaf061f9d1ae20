-- Filings whose risk analysis was not there by its deadline: told once each, and when it came after all.
create table overdue_analysis (
  mrn text primary key references filing,
  noticed_at timestamptz not null,
  analysed_at timestamptz
);
create index overdue_analysis_open on overdue_analysis (mrn) where analysed_at is null;
