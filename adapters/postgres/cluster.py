"""The data folder: made once, and refused when another major version of Postgres made it."""

import os
import shutil
import subprocess
from pathlib import Path

from adapters.postgres import binaries
from adapters.postgres.account import Account
from adapters.postgres.home import Home
from bot.errors import UserMustAct

USER = "debrief"


def refuse_other_major(data: Path, site: Path) -> None:
    if not data.exists():
        return
    version = data / "PG_VERSION"
    if not version.exists():
        raise UserMustAct(
            f"{data} exists but holds no Postgres database. Nothing in it was changed. "
            "Move it away, or set DEBRIEF_HOME to another folder."
        )
    found = version.read_text().strip()
    if found != str(binaries.MAJOR):
        raise UserMustAct(_other_major(data, found, site))


def _other_major(data: Path, found: str, site: Path) -> str:
    old = binaries.programs(site, int(found)) if found.isdigit() else None
    theirs = f"those of {found} are in {old}" if old else f"install Postgres {found} for its own"
    return (
        f"The data in {data} was made by Postgres {found}; this Debrief brings Postgres {binaries.MAJOR} and "
        f"can't read it. Nothing was changed. With the programs of both versions ({theirs}; those of "
        f"{binaries.MAJOR} are in {binaries.programs(site)}), either run pg_upgrade, or dump it with "
        f"pg_dumpall under {found}, move {data} away, start Debrief once, and restore the dump. "
        "Or set DEBRIEF_HOME to another folder to begin afresh."
    )


def create(home: Home, bin_folder: Path, account: Account) -> None:
    """Make the data folder whole or not at all: an initdb that was killed leaves only the unfinished one."""
    _refuse_nameless(account)
    making = home.unfinished_data
    if making.exists():
        shutil.rmtree(making)
    making.mkdir(mode=0o700)
    if account.is_lent:
        os.chown(making, account.uid, account.gid)
    command: list[str | Path] = [bin_folder / "initdb", "-D", making, "-U", USER, "-A", "trust", "-E", "UTF8"]
    # The builtin provider sorts and folds case alike on every machine, whatever its C library.
    command += ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    # Syncing 1,000 new files takes longer than making them, and they hold nothing of anybody's yet.
    command += ["--no-sync", "--set", "timezone=UTC", "--set", "log_timezone=UTC"]
    made = account.run(command, output=subprocess.PIPE)
    if made.returncode != 0:
        said = made.stdout.decode(errors="replace").strip()[-2000:]
        raise UserMustAct(
            f"Postgres could not make its data folder below {home.folder}. Nothing was there before, so "
            f"nothing is lost. It said:\n{said}\nMend that, or {home.way_out}."
        )
    making.rename(home.data)


def _refuse_nameless(account: Account) -> None:
    if account.name is None:
        raise UserMustAct(
            f"Postgres makes its data folder only for an account with a name, and user id {account.uid} has "
            "none on this machine. Nothing was changed. Add it to /etc/passwd, or set DATABASE_URL."
        )
