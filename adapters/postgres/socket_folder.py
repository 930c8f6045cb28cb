"""The private folder of the server's socket: whoever reaches the socket is let in, so nobody else may."""

import os
import stat
import tempfile
from pathlib import Path

from adapters.postgres.account import Account
from bot.errors import UserMustAct

# For a TMPDIR that is too long or closed; `claim` refuses whatever another account made in there.
FALLBACK = Path("/tmp")  # noqa: S108 -- see above

PORT = 5432
SOCKET = f".s.PGSQL.{PORT}"

# sockaddr_un holds 104 bytes on macOS, 108 on Linux.
LONGEST_SOCKET = 100


def claim(identity: str, account: Account) -> Path:
    """Make the folder or take it over from an earlier start, cleared of what a dead server left."""
    folder = _place(account) / f"debrief-{account.uid}-{identity}"
    try:
        folder.mkdir(mode=0o700)
    except FileExistsError:
        _refuse_unless_private(folder, account)
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    try:
        if os.fstat(handle).st_uid != account.uid:
            os.fchown(handle, account.uid, account.gid)
    finally:
        os.close(handle)
    for leftover in (SOCKET, f"{SOCKET}.lock"):
        (folder / leftover).unlink(missing_ok=True)
    return folder


def release(folder: Path) -> None:
    """Take away the folder of a stopped server, unless somebody put something else into it."""
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def _place(account: Account) -> Path:
    longest_name = f"debrief-{2**32}-{'0' * 12}/{SOCKET}"
    for place in (Path(tempfile.gettempdir()).resolve(), FALLBACK.resolve()):
        short = len(os.fsencode(place / longest_name)) < LONGEST_SOCKET
        if short and account.closed_to(place) is None:
            return place
    raise UserMustAct(
        f"There is no temporary folder for the database's socket: {tempfile.gettempdir()} is closed to "
        f"{account.name or account.uid} or its path is too long, and so is /tmp. Nothing was changed. "
        "Set TMPDIR to a short path that this account can reach."
    )


def _refuse_unless_private(folder: Path, account: Account) -> None:
    found = folder.lstat()
    ours = found.st_uid in (account.uid, os.geteuid())
    if not stat.S_ISDIR(found.st_mode) or not ours or found.st_mode & 0o077:
        raise UserMustAct(
            f"{folder} is where the database's socket goes, but it was made by somebody else or is open to "
            "others, so it was not used. Nothing was changed. "
            "Remove it, or set TMPDIR to a folder of your own."
        )
