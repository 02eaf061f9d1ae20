-- Messages of Member States about a filing that had their effect: sent again, even after a later one, they have none.
create table member_state_message (
  mrn text not null,
  member_state text not null,
  message_type text not null,
  message_id text not null,
  received_at timestamptz not null default now(),
  primary key (mrn, member_state, message_type, message_id)
);
