#!/bin/sh
# Starts a Keycloak from its released distribution, with the realm of this folder, in memory, on this machine only. For trying
# and for `npm run test:keycloak`; never for production. Needs Java 17 or newer, Maven and its repository.
#
#   platforms/uumds/keycloak/start-keycloak.sh [port]     the port, 8280 unless told; Ctrl-C ends it
#
# KEYCLOAK_VERSION   another version than the one that was tried
# KEYCLOAK_FOLDER    where the distribution is kept (data/keycloak)
# KEYCLOAK_ADMIN_PASSWORD  of the user `admin`; drawn, and told, unless given
# JAVA_HOME          the Java to use; else the newest that the machine has
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/distribution.sh"
port=${1:-8280}
fetch_keycloak
echo "Keycloak $version, realm http://127.0.0.1:$port/realms/portorium"
exec "$home/bin/kc.sh" start-dev --db=dev-mem --cache=local --http-host=127.0.0.1 --http-port="$port" --import-realm
