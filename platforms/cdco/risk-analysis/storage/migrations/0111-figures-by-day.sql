-- The list of profiles tells what each did in the last 30 days.
create index profile_day_by_day on profile_day (day);
