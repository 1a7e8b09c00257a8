#!/usr/bin/env bash
# pytest with the arguments given on the other Pythons that Sosik runs on, each in an environment of its own. One that
# is neither here nor brought by uv is skipped with a notice.
set -euo pipefail
cd "$(dirname "$0")/.."
environments=$(mktemp -d)
trap 'rm -rf "$environments"' EXIT

. tests/interpreter.sh

for version in 3.12 3.13; do
    if ! python=$(interpreter "$version"); then
        echo "skipped: no Python $version here, and uv cannot bring it"
        continue
    fi
    echo "Python $version"
    "$python" -m venv "$environments/$version"
    "$environments/$version/bin/pip" install -q --require-hashes -r requirements-dev.lock
    "$environments/$version/bin/pip" install -q --no-deps -e .
    "$environments/$version/bin/python" -m pytest -n 2 -p no:cacheprovider "$@"
done
