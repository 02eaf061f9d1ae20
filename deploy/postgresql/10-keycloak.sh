#!/bin/bash
# Run once by the image of PostgreSQL, on an empty data folder: Keycloak has a database and a role of its own.
set -euo pipefail
psql --set ON_ERROR_STOP=1 --set password="$(cat /run/secrets/keycloak_database_password)" \
  --username "$POSTGRES_USER" --dbname postgres <<'SQL'
CREATE ROLE keycloak LOGIN PASSWORD :'password';
CREATE DATABASE keycloak OWNER keycloak;
REVOKE ALL ON DATABASE keycloak FROM PUBLIC;
SQL
