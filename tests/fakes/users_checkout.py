"""A checkout, an environment and an interpreter for an unprivileged account, when root runs the tests."""

import os
import re
import shutil
import sys
from importlib.metadata import Distribution, distribution
from pathlib import Path

from packaging.requirements import Requirement

from adapters.postgres.account import Account

CHECKOUT = Path(__file__).resolve().parents[2]
BULK = shutil.ignore_patterns("site-packages", "test", "__pycache__", "config-*", "*.a")


def lend_checkout(folder: Path, *patterns: str) -> Path:
    for pattern in patterns:
        for source in CHECKOUT.glob(pattern):
            target = folder / source.relative_to(CHECKOUT)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(source, target)
    return folder


def lend_environment(folder: Path, requirements: tuple[str, ...]) -> Path:
    for name in _closure(requirements):
        found = distribution(name)
        for file in found.files or []:
            source = Path(str(found.locate_file(file))).resolve()
            if ".." not in file.parts and source.suffix != ".pyc" and source.is_file():
                (folder / file).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, folder / file)
    return folder


def lend_interpreter(folder: Path, account: Account) -> tuple[Path, dict[str, str]]:
    """This interpreter where the account can reach it, else a copy and the environment that it needs."""
    base = Path(sys.base_prefix).resolve()
    name = f"python{sys.version_info.major}.{sys.version_info.minor}"
    if account.may_use(base / "bin" / name) and account.may_use(base / "lib" / name):
        return base / "bin" / name, {}
    (folder / "bin").mkdir(parents=True)
    shutil.copy((base / "bin" / name).resolve(), folder / "bin" / name)
    shutil.copytree(base / "lib" / name, folder / "lib" / name, ignore=BULK)
    for library in (base / "lib").glob("libpython*"):
        shutil.copy(library, folder / "lib" / library.name)
    return folder / "bin" / name, {"PYTHONHOME": str(folder), "LD_LIBRARY_PATH": str(folder / "lib")}


def _closure(requirements: tuple[str, ...]) -> set[str]:
    names: set[str] = set()
    waiting = [Requirement(text) for text in requirements]
    while waiting:
        wanted = waiting.pop()
        name = re.sub(r"[-_.]+", "-", wanted.name).lower()
        if name not in names or wanted.extras:
            names.add(name)
            waiting += _required(distribution(name), wanted.extras)
    return names


def _required(found: Distribution, extras: set[str]) -> list[Requirement]:
    candidates = [Requirement(text) for text in found.requires or []]
    return [
        candidate
        for candidate in candidates
        if candidate.marker is None
        or any(candidate.marker.evaluate({"extra": extra}) for extra in {"", *extras})
    ]


def give_away(folder: Path, account: Account) -> None:
    for place, _, files in os.walk(folder):
        for path in (Path(place), *(Path(place, file) for file in files)):
            os.chown(path, account.uid, account.gid)
