#!/bin/sh
# Installs a lock file into .venv, which it makes where it is missing or broken.
#
# usage: tools/venv.sh LOCK-FILE
#
# PYTHON names the interpreter to use; without it the first fit one on PATH is taken.
# Only what goes wrong is printed, and one line that says what is going on.
set -eu

lock=$1
venv=.venv

fail() {
    printf 'error: %s\n' "$1" >&2
    exit 1
}

# A pyenv shim or a stub may be on PATH and yet not start, so each candidate is run.
is_fit() { # INTERPRETER LATEST-MINOR-VERSION
    "$1" -c "import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, $2))" 2>/dev/null
}

# Debian splits ensurepip off into a package of its own.
can_make_venv() {
    "$1" -c 'import ensurepip, venv' 2>/dev/null
}

find_python() {
    if [ -n "${PYTHON:-}" ]; then
        is_fit "$PYTHON" 999 || fail "PYTHON=$PYTHON is not Python 3.11 or later"
        can_make_venv "$PYTHON" || fail "PYTHON=$PYTHON has no venv module (Debian: apt-get install python3-venv)"
        return
    fi
    halfway=
    for name in python3 python3.13 python3.12 python3.11 python; do
        is_fit "$name" 13 || continue
        PYTHON=$name
        can_make_venv "$name" && return
        halfway=$name
    done
    [ -z "$halfway" ] || fail "$halfway has no venv module (Debian: apt-get install python3-venv)"
    fail "no Python 3.11, 3.12 or 3.13 on PATH; install one, or name it: make PYTHON=/path/to/python3.12"
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
trap 'exit 1' HUP INT TERM

# The output of a tool that ends well is noise; that of one that fails is all there is to go by.
quietly() {
    "$@" >"$log" 2>&1 || {
        cat "$log" >&2
        fail "could not set up $venv from $lock (see above)"
    }
}

if ! { is_fit "$venv/bin/python" 999 && "$venv/bin/python" -m pip --version; } >/dev/null 2>&1; then
    find_python
    printf 'Making %s with %s\n' "$venv" "$("$PYTHON" --version)"
    quietly "$PYTHON" -m venv --clear "$venv"
fi
printf 'Installing %s\n' "$lock"
quietly "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --require-hashes -r "$lock"
