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
root=$(cd "$here/../../.." && pwd)
port=${1:-8280}
version=${KEYCLOAK_VERSION:-26.7.3}
folder=${KEYCLOAK_FOLDER:-$root/data/keycloak}
home=$folder/keycloak-$version

newest_java() {
  for java in /usr/lib/jvm/*/bin/java; do
    [ -x "$java" ] || continue
    number=$("$java" -version 2>&1 | sed -n 's/.* version "\([0-9]*\).*/\1/p;q')
    echo "${number:-0} ${java%/bin/java}"
  done | sort -n | tail -1 | cut -d' ' -f2
}

if [ -z "${JAVA_HOME:-}" ]; then
  JAVA_HOME=$(newest_java)
  [ -n "$JAVA_HOME" ] || JAVA_HOME=$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")
fi
export JAVA_HOME

if [ ! -x "$home/bin/kc.sh" ]; then
  command -v mvn >/dev/null || { echo "Maven is needed, once, to fetch Keycloak." >&2; exit 1; }
  mkdir -p "$folder"
  echo "fetching Keycloak $version"
  mvn -q -B dependency:copy -Dartifact="org.keycloak:keycloak-quarkus-dist:$version:zip" -DoutputDirectory="$folder"
  (cd "$folder" && "$JAVA_HOME/bin/jar" xf "keycloak-quarkus-dist-$version.zip")
  chmod +x "$home/bin/kc.sh"
  rm "$folder/keycloak-quarkus-dist-$version.zip"
fi

mkdir -p "$home/data/import"
cp "$here/portorium-realm.json" "$home/data/import/portorium-realm.json"

password=${KEYCLOAK_ADMIN_PASSWORD:-$(od -An -N18 -tx1 /dev/urandom | tr -d ' \n')}
export KC_BOOTSTRAP_ADMIN_USERNAME=admin
export KC_BOOTSTRAP_ADMIN_PASSWORD="$password"
export JAVA_OPTS="-Xms64m -Xmx512m -XX:MaxMetaspaceSize=256m -Djava.net.preferIPv4Stack=true"

echo "Keycloak $version, realm http://127.0.0.1:$port/realms/portorium"
if [ -z "${KEYCLOAK_ADMIN_PASSWORD:-}" ]; then echo "administrator: admin, $password"; fi
exec "$home/bin/kc.sh" start-dev --db=dev-mem --cache=local --http-host=127.0.0.1 --http-port="$port" --import-realm
