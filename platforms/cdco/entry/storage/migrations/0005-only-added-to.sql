-- What is only added to stays as it was written: the component itself may not change it (see shared-services/kit/postgres).
revoke update on filing_document, filing_transport_document, decision, member_state_message
  from portorium_entry;
