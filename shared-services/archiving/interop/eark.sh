#!/bin/sh
# Has the E-ARK validator at hand (eark-validator on PyPI, in an environment of its own below node_modules/.cache), then runs what follows.
# Needs python3 with venv, and the package index the first time.
set -eu
environment="$PWD/node_modules/.cache/eark-validator"
if [ ! -x "$environment/bin/eark-validator" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet eark-validator==1.1.3
fi
EARK_PYTHON="$environment/bin/python" exec "$@"
