#!/bin/sh
# What the browser tests need beside .venv's own packages: playwright, and a Chromium. `make browser` runs it.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*"; }
stop() {
  printf '%s\n' "$*" >&2
  exit 1
}

found() { .venv/bin/python -m tests.browser.chromium; }

install_chromium() { apt-get install -y -qq --no-install-recommends chromium >/dev/null; }

advice="Install Chromium or Google Chrome (Debian: apt install chromium; macOS: brew install --cask chromium; wherever Playwright knows the system: .venv/bin/playwright install --with-deps chromium), or set CHROMIUM_BIN to one. Then run make browser again."

say "1/2  Installing playwright and axe, each package checked against its hash. The first time takes about ten seconds."
sh scripts/install_packages.sh browser ||
  stop "The packages could not be installed; the reason is above. Nothing outside .venv was touched: mend it and run make browser again."

if ! found >/dev/null; then
  [ -z "${CHROMIUM_BIN:-}" ] || stop "CHROMIUM_BIN says $CHROMIUM_BIN, and no browser answers there. Correct it, or leave it out to let one be found."
  command -v apt-get >/dev/null 2>&1 || stop "There is no Chromium here, and nothing was changed. $advice"
  [ "$(id -u)" -eq 0 ] || stop "There is no Chromium here, and only root may install one; nothing was changed. $advice"
  say "2/2  Installing Chromium from this system's packages (about 400 MB). It takes a minute or two."
  export DEBIAN_FRONTEND=noninteractive
  # Lists that are missing, or older than what the mirror still keeps, are fetched again.
  install_chromium 2>/dev/null || { apt-get update -qq && install_chromium; } ||
    stop "Chromium could not be installed; the reason is above. $advice"
  found >/dev/null || stop "What this system calls chromium doesn't run here (some ship it as a snap only). $advice"
fi
say "2/2  The browser tests use $(found)."
