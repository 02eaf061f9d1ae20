# Sourced by the scripts beside it: where Keycloak's released distribution is, and with which Java it runs. Sets home, folder,
# version and JAVA_HOME; `fetch_keycloak` puts the distribution and the realm of this folder in their place.

root=$(cd "$here/../../.." && pwd)
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
export JAVA_OPTS="${JAVA_OPTS:--Xms64m -Xmx512m -XX:MaxMetaspaceSize=256m -Djava.net.preferIPv4Stack=true}"

fetch_keycloak() {
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
  if [ -z "${KEYCLOAK_ADMIN_PASSWORD:-}" ]; then echo "administrator: admin, $password"; fi
}
