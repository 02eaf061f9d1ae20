#!/bin/sh
# Starts Keycloak as an administration would: TLS, PostgreSQL, optimised build, two servers that share one database and
# their caches, each asking for client certificates. On this machine only; everything it makes is below one folder.
# Needs what start-keycloak.sh needs, and Debian's PostgreSQL (apt-get install postgresql) and openssl.
#
#   platforms/uumds/keycloak/start-like-production.sh [port]   servers at port and port + 1 (8280); Ctrl-C ends all
#
# The first server's address is the issuer of both; whatever asks needs NODE_EXTRA_CA_CERTS=<folder>/tls/authority.pem.
# KEYCLOAK_SERVERS   1 or 2 (2)
# KEYCLOAK_ADDRESS   of what stands before both and passes TLS on, https://localhost:8285: the issuer, instead of the first server
# The other variables are those of start-keycloak.sh.
set -eu

here=$(cd "$(dirname "$0")" && pwd)
. "$here/distribution.sh"
port=${1:-8280}
servers=${KEYCLOAK_SERVERS:-2}
address=${KEYCLOAK_ADDRESS:-https://localhost:$port}
management=$((port + 10))
cluster=$((port + 20))
database=$((port + 30))
fetch_keycloak

tls=$folder/tls
postgres=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -1)
[ -n "$postgres" ] || { echo "PostgreSQL is needed: apt-get install postgresql" >&2; exit 1; }

# An authority for servers, and one whose client certificates the door of mutual TLS takes.
make_certificates() {
  mkdir -p "$tls" && cd "$tls"
  [ -f server.pem ] && return
  for name in authority clients; do
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 30 -subj "/CN=Try-out $name" \
      -addext basicConstraints=critical,CA:true -addext keyUsage=critical,keyCertSign,cRLSign \
      -keyout "$name.key" -out "$name.pem" 2>/dev/null
  done
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj /CN=localhost -keyout server.key -out server.csr 2>/dev/null
  printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n' > server.ext
  openssl x509 -req -in server.csr -CA authority.pem -CAkey authority.key -CAcreateserial -days 30 -extfile server.ext \
    -out server.pem 2>/dev/null
  chmod 0600 ./*.key
}

# PostgreSQL does not run as root.
as_owner() { if [ "$(id -u)" = 0 ]; then su postgres -s /bin/sh -c "$1"; else sh -c "$1"; fi; }

start_database() {
  data=$folder/database
  if [ ! -d "$data/base" ]; then
    mkdir -p "$data"
    od -An -N18 -tx1 /dev/urandom | tr -d ' \n' > "$folder/database-password"
    chmod 0644 "$folder/database-password"
    [ "$(id -u)" = 0 ] && chown postgres "$data"
    as_owner "$postgres/initdb --auth=scram-sha-256 --username=keycloak --pwfile=$folder/database-password -D $data" >/dev/null
    chmod 0600 "$folder/database-password"
  fi
  as_owner "$postgres/pg_ctl -w -D $data -l $data/log -o '-p $database -k $data -c listen_addresses=127.0.0.1' start" >/dev/null
  PGPASSWORD=$(cat "$folder/database-password") psql -qAt -h 127.0.0.1 -p "$database" -U keycloak postgres \
    -c 'create database keycloak' 2>/dev/null || true
}

end_all() {
  for one in $pids; do kill "$one" 2>/dev/null || true; done
  wait
  as_owner "$postgres/pg_ctl -w -m fast -D $folder/database stop" >/dev/null
}

start_server() {
  "$home/bin/kc.sh" start --optimized --import-realm --hostname="$address" \
    --http-host=127.0.0.1 --https-port=$((port + $1)) --http-management-port=$((management + $1)) \
    --https-certificate-file="$tls/server.pem" --https-certificate-key-file="$tls/server.key" \
    --truststore-paths="$tls/clients.pem" --cache-embedded-network-bind-address=127.0.0.1 \
    --cache-embedded-network-bind-port=$((cluster + $1)) &
  pids="$pids $!"
  until curl -sf --cacert "$tls/authority.pem" "https://localhost:$((management + $1))/health/ready" >/dev/null; do
    kill -0 $! 2>/dev/null || { echo "server $1 has ended" >&2; exit 1; }
    sleep 1
  done
}

make_certificates
start_database
pids=
trap end_all EXIT
trap 'exit 130' INT TERM
export KC_DB_URL="jdbc:postgresql://127.0.0.1:$database/keycloak" KC_DB_USERNAME=keycloak
KC_DB_PASSWORD=$(cat "$folder/database-password")
export KC_DB_PASSWORD
"$home/bin/kc.sh" build --db=postgres --health-enabled=true --metrics-enabled=true --https-client-auth=request >/dev/null
number=0
while [ "$number" -lt "$servers" ]; do
  start_server "$number"
  number=$((number + 1))
done
echo "ready: $address/realms/portorium, $servers servers; NODE_EXTRA_CA_CERTS=$tls/authority.pem"
wait
