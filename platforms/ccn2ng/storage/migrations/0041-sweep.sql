-- What is done with goes when its retention is over: rows come in the order of time, so the smallest of indexes finds them.
create index exchange_by_time on exchange_message using brin (queued_at);
