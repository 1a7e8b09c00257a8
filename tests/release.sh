#!/usr/bin/env bash
# Builds sdist and wheel into dist/ and tries both in empty environments on every Python that Sosik runs on. A Python
# that is neither here nor brought by uv is skipped with a notice.
set -euo pipefail
cd "$(dirname "$0")/.."
. tests/interpreter.sh
rm -rf dist build
uv build -q --out-dir dist # the wheel is made of the sdist, as who installs that makes it
environments=$(mktemp -d)
trap 'rm -rf "$environments"' EXIT

says() { # what, and the command that says it
    local found
    found=$("${@:2}" 2>/dev/null)
    [[ $found == *"$1"* ]] || { echo "no $1 in what this says: ${*:2}" && exit 1; }
}

try() { # a Python, what is installed there, in a place of its own
    place=$(mktemp -d -p "$environments")/env
    uv venv -q --python "$1" "$place"
    uv pip install -q --python "$place/bin/python" "$2"
    (
        cd "$environments" # not beside the sources
        says "with its kernel in C" "$place/bin/sosik" --version
        says 시내버스 "$place/bin/sosik" search 버스파업
        says 3.2m "$place/bin/sosik" ask "여울강 방수벽 높이는 몇 m야?"
        says 시내버스 "$place/bin/sosik" chat <<<"/search 버스파업"
    )
    echo "$("$1" --version): ${2##*/} works"
}

for version in 3.11 3.12 3.13; do
    if ! python=$(interpreter "$version"); then
        echo "skipped: no Python $version here, and uv cannot bring it"
        continue
    fi
    try "$python" "$PWD"/dist/sosik-*.whl
    "${PYTHON:-.venv/bin/python}" -m tests.release_walk "$place/bin/sosik"
done
try "$(interpreter 3.11)" "$PWD"/dist/sosik-*.tar.gz
cd "$environments"
says 시내버스 uvx -q --from "$OLDPWD"/dist/sosik-*.whl sosik chat <<<"/search 버스파업"
echo "uvx --from the wheel: sosik chat works"
