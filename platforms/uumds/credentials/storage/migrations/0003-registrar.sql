-- What a Keycloak has been told of API clients. One row for each client, however often it changes: what is carried over is what
-- the register says then.
create table keycloak_client (
  client_id text primary key references api_client,
  -- Counted up with each change, in its transaction.
  wished bigint not null,
  -- The wish that Keycloak has.
  carried bigint not null,
  waiting_since timestamptz not null,
  -- The next attempt, or the next moment at which time itself changes the client: a key retires, a validity ends.
  due_at timestamptz not null,
  leased_until timestamptz,
  attempts integer not null default 0,
  fault text
);
create index keycloak_client_due on keycloak_client (due_at);
insert into keycloak_client (client_id, wished, carried, waiting_since, due_at)
  select client_id, 1, 0, now(), now() from api_client;

-- By which the clients of this register are known among those of a realm: never another's are touched.
create table registrar_mark (mark uuid not null default gen_random_uuid());
insert into registrar_mark default values;
