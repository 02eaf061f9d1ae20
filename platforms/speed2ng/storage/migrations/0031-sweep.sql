-- What is done with goes when its retention is over: rows come in the order of time, so the smallest of indexes finds them.
create index mailbox_by_time on mailbox_message using brin (sent_at);
