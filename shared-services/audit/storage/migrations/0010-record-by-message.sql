-- Receipts are made again from the record of their message. A hash index takes the place of the long names, and has those
-- of commands alone: refusals and failures have no receipt.
create index record_by_message on record using hash (message_id) where outcome in ('accepted', 'done');
