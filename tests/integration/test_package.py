"""The wheel has to work where there is no checkout."""

import json
import os
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from adapters.web.look.templates import environment

ROOT = Path(__file__).parents[2]
FOLDERS = "from bot.shipped import folder; print(folder('scenarios')); print(folder('alembic'))"
LOOK = """
import json

from fastapi import FastAPI
from fastapi.testclient import TestClient

import adapters
from adapters.web.look.dress import dress
from adapters.web.look.files import FILES
from adapters.web.look.security import hosts
from adapters.web.look.templates import environment

app = FastAPI()
dress(app, hosts("127.0.0.1"))
with TestClient(app, base_url="http://localhost") as browser:
    files = {name: browser.get(FILES.address(name)).status_code for name in FILES.named}
    page = browser.get("/look").status_code
templates = sorted(environment.list_templates())
print(json.dumps({"from": adapters.__file__, "page": page, "files": files, "templates": templates}))
"""
COMMAND = "from adapters.cli import main; main()"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(target), str(ROOT)]
    subprocess.run(command, check=True, capture_output=True)
    return next(target.glob("*.whl"))


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("installed")
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(target)
    return target


def run(installed: Path, *arguments: str) -> str:
    environment = os.environ | {"PYTHONPATH": str(installed)}
    command = [sys.executable, *arguments]
    result = subprocess.run(
        command, cwd=installed, env=environment, capture_output=True, text=True, check=True
    )
    return result.stdout


def shipped(folder: str) -> set[str]:
    files = (
        path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts
    )
    return {f"bot/_shipped/{path.relative_to(ROOT)}" for path in files}


def test_the_wheel_holds_the_product_and_nothing_else(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())

    assert {name.split("/")[0] for name in names} == {
        "bot",
        "adapters",
        f"debrief-{version('debrief')}.dist-info",
    }
    assert f"debrief-{version('debrief')}.dist-info/licenses/LICENSE" in names
    assert {name for name in names if name.startswith("bot/_shipped/")} == shipped("scenarios") | shipped(
        "alembic"
    )


def test_an_installed_debrief_finds_what_was_shipped(installed: Path) -> None:
    folders = run(installed, "-c", FOLDERS).splitlines()

    assert folders == [str(installed / "bot/_shipped" / name) for name in ("scenarios", "alembic")]


def test_an_installed_debrief_shows_its_look(installed: Path) -> None:
    said = json.loads(run(installed, "-c", LOOK))

    assert said["from"].startswith(str(installed))
    assert said["page"] == 200
    assert said["files"] == dict.fromkeys(said["files"], 200)
    assert {name.rpartition(".")[2] for name in said["files"]} >= {"css", "woff2", "svg", "txt"}
    assert said["templates"] == sorted(environment.list_templates())


def test_an_installed_debrief_says_its_version(installed: Path) -> None:
    assert run(installed, "-c", COMMAND, "--version") == f"debrief {version('debrief')}\n"


def test_the_folder_of_migrations_does_not_hide_the_library() -> None:
    location = subprocess.run(
        [sys.executable, "-c", "import alembic; print(alembic.__file__)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )

    assert not location.stdout.startswith(str(ROOT / "alembic"))
    assert location.stdout.strip() != "None"
