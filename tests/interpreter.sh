# Sourced by pythons.sh and release.sh.

interpreter() { # of that version: what uv finds or fetches, or pyenv has
    local found
    for found in "$(uv python find --no-project "$1" 2>/dev/null)" \
        "$(uv python install -q "$1" 2>/dev/null && uv python find --no-project --managed-python "$1" 2>/dev/null)" \
        "$(pyenv prefix "$(pyenv latest "$1" 2>/dev/null)" 2>/dev/null)/bin/python"; do
        if "$found" -c "import sys; sys.exit('%d.%d' % sys.version_info[:2] != '$1')" 2>/dev/null; then
            echo "$found"
            return
        fi
    done
    return 1
}
