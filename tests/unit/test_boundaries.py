"""The contracts have to fail when a line is crossed; a linter that passes everything looks the same."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LINT = Path(sys.executable).parent / "lint-imports"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("bot", "adapters", "scripts"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def lint(checkout: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT, "--no-logo", "--no-cache"], cwd=checkout, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("module", "crossing", "broken"),
    [
        ("bot/ports.py", "import slack_sdk", "The core knows no adapter"),
        ("bot/errors.py", "import adapters.cli", "The core knows no adapter"),
        ("bot/domain/intruder.py", "import yaml", "The domain and the errors import only"),
        ("bot/domain/intruder.py", "import bot.ports", "The domain and the errors import only"),
        ("adapters/cli/intruder.py", "import sqlalchemy", "Only bot.store imports SQLAlchemy"),
        (
            "bot/practice/intruder.py",
            "from sqlalchemy.ext import asyncio",
            "Only bot.store imports SQLAlchemy",
        ),
        ("adapters/intruder/__init__.py", "import adapters.cli", "An adapter imports no other adapter"),
        ("bot/store/intruder.py", "import bot.practice", "Inside the core"),
        ("adapters/web/room/intruder.py", "import adapters.web.study", "The study stands on the room"),
        ("adapters/web/look/intruder.py", "import adapters.web.room", "The study stands on the room"),
        ("adapters/web/room/intruder.py", "import bot.store.work", "The room reaches the database through"),
    ],
)
def test_crossing_a_line_breaks_its_contract(copy: Path, module: str, crossing: str, broken: str) -> None:
    intruder = copy / module
    intruder.parent.mkdir(exist_ok=True)
    for package in (copy / "bot/practice", intruder.parent):
        package.mkdir(exist_ok=True)
        (package / "__init__.py").touch()
    with intruder.open("a") as file:
        file.write(f"\n{crossing}\n")

    result = lint(copy)

    assert result.returncode == 1, result.stdout + result.stderr
    broken_contracts = [line for line in result.stdout.splitlines() if "BROKEN" in line]
    assert any(line.startswith(broken) for line in broken_contracts), result.stdout
