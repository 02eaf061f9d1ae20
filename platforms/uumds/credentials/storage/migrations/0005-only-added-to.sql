-- What is only added to stays as it was written: the component itself may not change it (see shared-services/kit/postgres).
revoke update, delete on history
  from portorium_credentials;
