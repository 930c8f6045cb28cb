#!/bin/sh
# One file of requirements/ into .venv, each package checked against its hash: sh scripts/install_packages.sh bench
set -eu
cd "$(dirname "$0")/.."
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

if command -v uv >/dev/null 2>&1; then
  [ -w "${HOME:-/nonexistent}" ] || export UV_NO_CACHE=1
  uv pip install --quiet --python .venv/bin/python --require-hashes -r "requirements/$1.txt"
else
  .venv/bin/python -m pip --version >/dev/null 2>&1 || .venv/bin/python -m ensurepip >/dev/null
  .venv/bin/python -m pip install --quiet --require-hashes -r "requirements/$1.txt"
fi
