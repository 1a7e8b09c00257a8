#!/usr/bin/env bash
# Builds sdist and wheel into dist/ and tries both in empty environments on every Python that Sosik runs on. A Python
# that is neither here nor brought by uv is skipped with a notice.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -rf dist build
uv build -q --sdist --wheel --out-dir dist # the wheel is made of the sdist, as who installs that makes it
environments=$(mktemp -d)
trap 'rm -rf "$environments"' EXIT

try() { # a Python, what is installed there
    local place="$environments/$1-${2##*.}"
    uv venv -q --python "$1" "$place"
    uv pip install -q --python "$place/bin/python" "$2"
    (
        cd "$environments" # not beside the sources
        "$place/bin/sosik" --version
        "$place/bin/sosik" --version | grep -q "with its kernel in C"
        "$place/bin/sosik" search 버스파업 2>/dev/null | grep -q 시내버스
        "$place/bin/sosik" ask "여울강 방수벽 높이는 몇 m야?" 2>/dev/null | grep -q 3.2m
        printf '/search 버스파업\n' | "$place/bin/sosik" chat 2>/dev/null | grep -q 시내버스
    )
    echo "Python $1: ${2##*/} works"
}

for version in 3.11 3.12 3.13; do
    if ! uv python find -q --no-project "$version" >/dev/null 2>&1 && ! uv python install -q "$version" 2>/dev/null; then
        echo "skipped: no Python $version here, and uv cannot bring it"
        continue
    fi
    try "$version" "$PWD"/dist/sosik-*.whl
done
try 3.11 "$PWD"/dist/sosik-*.tar.gz
"${PYTHON:-.venv/bin/python}" -m tests.release_walk "$environments/3.11-whl/bin/sosik"
(cd "$environments" && printf '/search 버스파업\n' | uvx -q --from "$OLDPWD"/dist/sosik-*.whl sosik chat 2>/dev/null | grep -q 시내버스)
echo "uvx --from the wheel: sosik chat works"
