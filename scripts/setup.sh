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

install() {
  if command -v uv >/dev/null 2>&1; then
    uv pip install --quiet --python .venv/bin/python "$@"
  else
    # An environment that uv made has no pip.
    .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
    .venv/bin/python -m pip install --quiet "$@"
  fi
}

if ! .venv/bin/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
  make_with_uv || make_with_venv || stop "Debrief needs Python 3.11 or later with its venv module (or uv), and nothing here could provide it. Install one (Debian and Ubuntu: apt install python3 python3-venv; macOS: brew install python), then run make setup again."
fi
say "1/3  .venv uses $(.venv/bin/python --version)."

say "2/3  Installing $(grep -c '^[a-z].*==' requirements/dev.txt) packages, each checked against its hash. The first time takes about a minute."
install --require-hashes -r requirements/dev.txt ||
  stop "The packages could not be installed; the reason is above. Nothing outside .venv was touched: mend it and run make setup again."

say "3/3  Installing debrief itself."
install --no-deps --no-build-isolation --editable .
say "Ready: $(.venv/bin/debrief --version). Try 'make demo', or '.venv/bin/debrief --help'."
