#!/bin/sh
# Makes .venv: a Python, the pinned packages, then debrief itself. `make setup` runs it when one of these changed.
set -eu
cd "$(dirname "$0")/.."
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

say() { printf '%s\n' "$*"; }
stop() {
  printf '%s\n' "$*" >&2
  exit 1
}

usable() { "$1" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

make_with_uv() {
  command -v uv >/dev/null 2>&1 || return 1
  # A home that can't be written to has no place for uv's cache.
  [ -w "${HOME:-/nonexistent}" ] || export UV_NO_CACHE=1
  uv venv --quiet --clear --python '>=3.11' .venv
}

make_with_venv() {
  for python in ${PYTHON:-python3 python3.13 python3.12 python3.11 python3.14}; do
    if usable "$python"; then
      "$python" -m venv --clear .venv
      return
    fi
  done
  return 1
}

# What pip is at: in a terminal on one line that is written over, elsewhere a line for every twenty packages.
counted() {
  all=$1 n=0 shown=''
  while read -r word _; do
    case $word in
      Collecting) n=$((n + 1)) shown="fetching $n, of at most $all" ;;
      Installing) n=0 shown="unpacking them, about as long again" ;;
      *) continue ;;
    esac
    if [ -t 1 ]; then
      printf '\r     %-50s' "$shown"
    elif [ $((n % 20)) -eq 0 ]; then
      say "     $shown"
    fi
  done
  [ ! -t 1 ] || printf '\r%55s\r' ''
}

# A pipe hides how pip ended, so pip leaves word; what it complained of is shown if it failed.
pip_counted() {
  all=$1 word=$(mktemp) trouble=$(mktemp)
  shift
  { PYTHONUNBUFFERED=1 .venv/bin/python -m pip install "$@" 2>"$trouble" && echo well >"$word"; } | counted "$all"
  ended=$(cat "$word")
  [ "$ended" = well ] || cat "$trouble" >&2
  rm -f "$word" "$trouble"
  [ "$ended" = well ]
}

install_pinned() {
  if command -v uv >/dev/null 2>&1; then
    # uv draws its own progress, in a terminal only.
    uv pip install $([ -t 2 ] || echo --quiet) --python .venv/bin/python --require-hashes -r requirements/dev.txt
  else
    # An environment that uv made has no pip.
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
    pip_counted "$packages" --require-hashes -r requirements/dev.txt
  fi
}

install_debrief() {
  set -- --quiet --no-deps --no-build-isolation --editable .
  if command -v uv >/dev/null 2>&1; then
    uv pip install --python .venv/bin/python "$@"
  else
    .venv/bin/python -m pip install "$@"
  fi
}

if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
  say "1/3  Making .venv. A few seconds."
  make_with_uv || make_with_venv || stop "Debrief needs Python 3.11 or later with its venv module (or uv), and nothing here could provide it. Install one (Debian and Ubuntu: apt install python3 python3-venv; macOS: brew install python), then run make setup again."
fi
say "1/3  .venv uses $(.venv/bin/python --version)."

packages=$(grep -c '^[a-z].*==' requirements/dev.txt)
say "2/3  Installing $packages packages, each checked against its hash. Half a minute to two, the first time."
install_pinned ||
  stop "The packages could not be installed; the reason is above. Nothing outside .venv was touched: mend it and run make setup again."

say "3/3  Installing debrief itself. A few seconds."
install_debrief
say "Ready: $(.venv/bin/debrief --version). Try 'make demo', or '.venv/bin/debrief --help'."
