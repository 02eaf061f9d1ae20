-- A registered entry summary declaration: what is searched and what changes. The message itself stands apart, written
-- once, so that a change of state copies a small row.
create table filing (
  mrn text primary key,
  declarant text not null,
  lrn text not null,
  message_type text not null,
  submitted_by text not null,
  carrier text,
  office_of_first_entry text,
  responsible_member_state text not null,
  involved_member_states text[] not null,
  state text not null default 'registered',
  -- What our own risk analysis said, without its criteria: what the decision needs. Restricted: central circle only.
  assessment text,
  conversation_id text not null,
  traceparent text not null,
  registered_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  -- R3003: a declarant uses an LRN once.
  unique (declarant, lrn)
) with (fillfactor = 80);

-- The exact text that was received (audit and signatures need it), and the same as JSON where it came as XML.
create table filing_document (
  mrn text primary key,
  content_type text not null,
  received text not null,
  message text
) with (toast_tuple_target = 8160);
alter table filing_document alter column received set storage external;
alter table filing_document alter column message set storage external;

-- The tables below are written in the transaction of their filing, or of a row of it that is locked: a foreign key would
-- only check again, five times a filing, what cannot be otherwise.

-- Transport documents by which a filing is found, and on which partial filings are linked.
create table filing_transport_document (
  document_number text not null,
  mrn text not null,
  primary key (document_number, mrn)
);

-- MRN serials are taken in blocks, so that a filing needs no round trip for its number.
create sequence mrn_block;

-- What each Member State concerned was asked, and what it answered. Restricted: trusted circle only.
create table screening (
  mrn text not null,
  member_state text not null,
  request_reference text not null,
  requested_at timestamptz not null default now(),
  due_at timestamptz not null,
  hit_notified_at timestamptz,
  answer_message_id text,
  answer text,
  answered_at timestamptz,
  expired_at timestamptz,
  primary key (mrn, member_state)
);
create index screening_due on screening (due_at) where answered_at is null and expired_at is null;

-- The result of the Member State responsible (that of the office of first entry): IE4S02.
create table responsible_result (
  mrn text primary key references filing,
  member_state text not null,
  message_id text not null,
  result text not null,
  received_at timestamptz not null default now()
);

-- What was decided, with the reason; a referral may be followed by another decision.
create table decision (
  mrn text not null references filing,
  number integer not null,
  outcome text not null,
  reason_code text not null,
  reason text not null,
  decided_at timestamptz not null default now(),
  primary key (mrn, number)
);
