"""Whose processes the server's are. Postgres refuses to run as root, so root lends it another account."""

import os
import pwd
import stat
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot.errors import UserMustAct

FALLBACKS = ("postgres", "nobody")

# Whatever the shell holds in PGDATA, PGPORT or a locale would change the server behind our back.
ENVIRONMENT = {"PATH": os.defpath, "LC_ALL": "C", "TZ": "UTC"}


@dataclass(frozen=True, slots=True)
class Account:
    uid: int
    gid: int
    groups: tuple[int, ...]
    name: str | None

    @property
    def is_lent(self) -> bool:
        return self.uid != os.geteuid()

    def run(
        self, command: Sequence[str | Path], *, output: int, keep_open: tuple[int, ...] = ()
    ) -> subprocess.CompletedProcess[bytes]:
        """Run it as this account, in a session of its own so that Ctrl-C in our terminal misses it."""
        return subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            cwd="/",
            env=ENVIRONMENT,
            pass_fds=keep_open,
            start_new_session=True,
            user=self.uid if self.is_lent else None,
            group=self.gid if self.is_lent else None,
            extra_groups=self.groups if self.is_lent else None,
            check=False,
        )

    def closed_to(self, path: Path) -> Path | None:
        """The outermost folder on the way to `path` (itself included) that this account can't enter."""
        for folder in (*reversed(path.parents), path):
            if folder.exists() and not self._may(folder, 0o1):
                return folder
        return None

    def may_use(self, path: Path) -> bool:
        """Whether it can run that program, or list that folder."""
        return self.closed_to(path.parent) is None and self._may(path, 0o5)

    def _may(self, path: Path, wanted: int) -> bool:
        found = path.stat()
        if found.st_uid == self.uid:
            granted = found.st_mode >> 6
        elif found.st_gid in (self.gid, *self.groups):
            granted = found.st_mode >> 3
        else:
            granted = found.st_mode
        return stat.S_IMODE(granted) & wanted == wanted


def server_account(environ: Mapping[str, str], data: Path) -> Account:
    """This user's own; for root the one named by DEBRIEF_PG_USER, else the data's owner, else a fallback."""
    owner = data.stat().st_uid if data.exists() else None
    if os.geteuid() != 0:
        return _own(owner, data)
    asked = environ.get("DEBRIEF_PG_USER")
    account = _asked(asked) if asked else _by_uid(owner) if owner is not None else _fallback()
    if account.uid == 0:
        raise UserMustAct(
            "Postgres refuses to run as root. Nothing was changed. "
            "Set DEBRIEF_PG_USER to an unprivileged account, or DATABASE_URL to a server of yours."
        )
    if owner not in (None, account.uid):
        raise _belongs_to_another(data, _by_uid(owner), "set DEBRIEF_PG_USER to that account")
    return account


def _own(owner: int | None, data: Path) -> Account:
    own = _by_uid(os.geteuid())
    if owner not in (None, own.uid):
        raise _belongs_to_another(data, _by_uid(owner), "start Debrief as that account")
    return own


def _belongs_to_another(data: Path, owner: Account, way_out: str) -> UserMustAct:
    whose = owner.name or f"user id {owner.uid}"
    return UserMustAct(
        f"The database in {data} belongs to {whose}. Nothing was changed. "
        f"Either {way_out}, or set DEBRIEF_HOME to another folder."
    )


def _asked(name: str) -> Account:
    try:
        return _from_entry(pwd.getpwnam(name))
    except KeyError:
        raise UserMustAct(
            f"DEBRIEF_PG_USER names {name!r}, and this machine has no such account. Nothing was changed. "
            "Name an existing unprivileged account, or unset it."
        ) from None


def _fallback() -> Account:
    for name in FALLBACKS:
        try:
            return _from_entry(pwd.getpwnam(name))
        except KeyError:
            continue
    raise UserMustAct(
        "Postgres refuses to run as root, and this machine has no account 'postgres' or 'nobody' "
        "to run it as. Nothing was changed. Set DEBRIEF_PG_USER to an unprivileged account, or DATABASE_URL."
    )


def _by_uid(uid: int) -> Account:
    try:
        return _from_entry(pwd.getpwuid(uid))
    except KeyError:
        return Account(uid=uid, gid=os.getegid() if uid == os.geteuid() else uid, groups=(), name=None)


def _from_entry(entry: pwd.struct_passwd) -> Account:
    groups = tuple(os.getgrouplist(entry.pw_name, entry.pw_gid))
    return Account(uid=entry.pw_uid, gid=entry.pw_gid, groups=groups, name=entry.pw_name)
