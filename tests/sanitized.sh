#!/usr/bin/env bash
# The kernel built anew with every warning an error and gcc's address and undefined-behaviour sanitizers, in a copy of
# the package, and pytest run on it with the arguments given. Skips with a notice where there is no gcc.
set -euo pipefail
cd "$(dirname "$0")/.."
if ! command -v gcc >/dev/null || [ ! -e "$(gcc -print-file-name=libasan.so)" ]; then
    echo "skipped: no gcc with its sanitizers here"
    exit 0
fi
python=$PWD/.venv/bin/python
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r bot corpus tests pyproject.toml "$copy"
gcc -std=c11 -g -O1 -Wall -Wextra -Wno-unused-parameter -Werror -fno-omit-frame-pointer -fsanitize=address,undefined \
    -fno-sanitize-recover=undefined -shared -fPIC \
    -I"$("$python" -c 'import sysconfig; print(sysconfig.get_paths()["include"])')" \
    bot/kernel/*.c -o "$copy/bot/kernel/_kernel.abi3.so"
cd "$copy"
# the interpreter itself is not built with them: they are loaded before it, and it keeps what it never frees
ASAN_OPTIONS=detect_leaks=0 PYTHONMALLOC=malloc \
    LD_PRELOAD="$(gcc -print-file-name=libasan.so) $(gcc -print-file-name=libubsan.so)" \
    "$python" -m pytest -p no:cacheprovider "$@"
