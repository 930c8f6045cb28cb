"""Which Chromium the browser tests use, and how it's started. As a program it says which."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
LIBRARIES = ("playwright", "axe_playwright_python")


@cache
def missing() -> str:
    """What the browser tests lack on this machine, in a sentence; empty when they can run."""
    absent = [name for name in LIBRARIES if find_spec(name) is None]
    if absent:
        return f"The browser tests need {' and '.join(absent)}: run `make browser`."
    return "" if program() else "The browser tests need a Chromium: run `make browser`."


@cache
def program() -> str:
    """The browser's path; empty when there is none."""
    return next((found for found in map(shutil.which, _candidates()) if found and _answers(found)), "")


def switches() -> list[str]:
    """Chromium can't build its sandbox as root, which is who runs tests in a container."""
    return ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []


def _candidates() -> Iterator[str]:
    chosen = os.environ.get("CHROMIUM_BIN")
    if chosen:
        yield chosen
        return
    yield from NAMES
    yield _playwrights_own()


def _answers(path: str) -> bool:
    """A package may hold nothing but the advice to install something else."""
    return subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0


def _playwrights_own() -> str:
    """Where `playwright install chromium` puts one, which only playwright can tell."""
    if find_spec("playwright") is None:
        return ""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  a bare machine hasn't got it

    with sync_playwright() as playwright:
        path: str = playwright.chromium.executable_path
    return path


if __name__ == "__main__":
    sys.stdout.write(f"{program()}\n")
    sys.exit(not program())
