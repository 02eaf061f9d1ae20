-- How much each party, credential and address has sent, and how often proof has failed: over all processes of the gateway, for
-- the minutes that it matters. Written by rate-limiter-flexible, which wants these columns; not worth a place in the log: after a
-- crash all begin anew.
create unlogged table throttle (
  key varchar(255) primary key,
  points integer not null default 0,
  expire bigint
);
