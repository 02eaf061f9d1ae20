#!/bin/bash
# Runs a command with TEST_S3_ENDPOINT set to an S3 server that is started for it alone: moto (PyPI), in an environment of its own
# that is removed afterwards, or the one whose programs are in MOTO_HOME.
set -euo pipefail

[ $# -gt 0 ] || { echo 'moto.sh: which command?' >&2; exit 2; }
home=$(mktemp -d /tmp/portorium-moto-XXXXXX)
programs=${MOTO_HOME:-$home}
server=''
stop() {
  [ -z "$server" ] || kill "$server" 2>/dev/null || true
  rm -rf "$home"
}
trap stop EXIT

if [ ! -x "$programs/bin/moto_server" ]; then
  python3 -m venv "$programs"
  "$programs/bin/pip" install --quiet 'moto[s3,server]==5.2.5' >&2
fi
port=$((20000 + RANDOM % 12000))
"$programs/bin/moto_server" --host 127.0.0.1 --port "$port" >"$home/server.log" 2>&1 &
server=$!
export TEST_S3_ENDPOINT="http://127.0.0.1:$port"
for _ in $(seq 1 300); do
  if (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then break; fi
  kill -0 "$server" 2>/dev/null || { cat "$home/server.log" >&2; exit 1; }
  sleep 0.1
done
status=0
"$@" || status=$?
exit $status
