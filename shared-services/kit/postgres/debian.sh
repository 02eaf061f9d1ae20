#!/bin/bash
# Runs a command with TEST_DATABASE_URL set to a PostgreSQL of the operating system (Debian or Ubuntu), started for it alone:
#   shared-services/kit/postgres/debian.sh npx mocha shared-services/kit/postgres/components.test.ts
# Installs the server's package when there is none and the caller is root. The system's own clusters are not touched.
set -euo pipefail

say() { echo "debian.sh: $*" >&2; }

# The programs' folder of the newest server that is installed, if any.
newest() {
  local directory
  for directory in $(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -t/ -k5 -n -r); do
    if [ -x "$directory/initdb" ] && [ -x "$directory/postgres" ]; then echo "$directory"; return; fi
  done
}

install_server() {
  [ "$(id -u)" = 0 ] || { say 'PostgreSQL is not installed, and only root can install it: apt-get install postgresql'; exit 1; }
  command -v apt-get >/dev/null || { say 'this is not Debian: no apt-get. Set TEST_DATABASE_URL yourself.'; exit 1; }
  local policy=/usr/sbin/policy-rc.d made=''
  # The package would start a cluster of its own: not here.
  if [ ! -e $policy ]; then printf '#!/bin/sh\nexit 101\n' >$policy; chmod +x $policy; made=yes; fi
  export DEBIAN_FRONTEND=noninteractive
  local status=0
  { apt-get update -qq && { apt-get install -y -qq --no-install-recommends postgresql-15 ||
    apt-get install -y -qq --no-install-recommends postgresql; }; } >&2 || status=$?
  [ -z "$made" ] || rm -f $policy
  [ $status = 0 ] || { say 'apt-get could not install PostgreSQL'; exit 1; }
}

[ $# -gt 0 ] || { say 'which command?'; exit 2; }
bin=$(newest)
if [ -z "$bin" ]; then install_server; bin=$(newest); fi
[ -n "$bin" ] || { say 'no server below /usr/lib/postgresql'; exit 1; }

home=$(mktemp -d /tmp/portorium-debian-XXXXXX)
as_server() { "$@"; }
if [ "$(id -u)" = 0 ]; then
  chown postgres: "$home"
  as_server() { (cd / && exec setpriv --reuid=postgres --regid=postgres --init-groups -- "$@"); }
fi

stop() {
  trap '' INT TERM
  [ ! -e "$home/data/postmaster.pid" ] || as_server "$bin/pg_ctl" -D "$home/data" -m immediate -w stop >/dev/null 2>&1 || true
  rm -rf "$home"
}
trap stop EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
(umask 077 && printf '%s\n' "$password" >"$home/password")
[ "$(id -u)" != 0 ] || chown postgres: "$home/password"
as_server "$bin/initdb" -D "$home/data" -U postgres --auth=scram-sha-256 --pwfile="$home/password" --locale=C.UTF-8 --encoding=UTF8 \
  --no-sync >"$home/initdb.log" 2>&1 || { cat "$home/initdb.log" >&2; exit 1; }

started=''
for _ in 1 2 3 4 5; do
  port=$((20000 + RANDOM % 12000))
  options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$home -c fsync=off -c max_connections=200"
  if as_server "$bin/pg_ctl" -D "$home/data" -w -t 60 -l "$home/server.log" -o "$options" start >/dev/null; then started=yes; break; fi
done
[ -n "$started" ] || { cat "$home/server.log" >&2; exit 1; }

export TEST_DATABASE_URL="postgresql://postgres:$password@127.0.0.1:$port/postgres"
say "$("$bin/postgres" --version), TEST_DATABASE_URL=$TEST_DATABASE_URL"
status=0
"$@" || status=$?
exit $status
