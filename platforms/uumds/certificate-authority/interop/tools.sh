#!/bin/sh
# Has pkilint (PyPI) and zlint (Go module proxy) at hand below node_modules/.cache, as far as python3 and go are there, then
# runs what follows. What cannot be had is left out, and the suite says so.
set -eu
cache="$PWD/node_modules/.cache/pki"
if [ ! -x "$cache/pkilint/bin/lint_crl" ] && command -v python3 >/dev/null; then
  python3 -m venv "$cache/pkilint" && "$cache/pkilint/bin/pip" install --quiet pkilint==0.13.3 || rm -rf "$cache/pkilint"
fi
if [ ! -x "$cache/bin/zlint" ] && command -v go >/dev/null; then
  GOBIN="$cache/bin" go install github.com/zmap/zlint/v3/cmd/zlint@v3.6.8 || true
fi
PATH="$cache/pkilint/bin:$cache/bin:$PATH" exec "$@"
