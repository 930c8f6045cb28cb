"""The folder that an embedded Postgres lives in, and what is in it."""

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from adapters.postgres.account import Account
from bot.errors import UserMustAct

LOG_LIMIT = 8 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Home:
    folder: Path
    way_out: str = "set DEBRIEF_HOME to a folder of your own, or DATABASE_URL to a server of yours"
    """What whoever can't have their database here may do instead."""

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def unfinished_data(self) -> Path:
        return self.folder / "data.unfinished"

    @property
    def log(self) -> Path:
        return self.folder / "postgres.log"

    @property
    def binaries(self) -> Path:
        return self.folder / "binaries"

    @property
    def in_use_lock(self) -> Path:
        return self.folder / "in-use.lock"

    @property
    def starting_lock(self) -> Path:
        return self.folder / "starting.lock"

    @property
    def serving_lock(self) -> Path:
        return self.folder / "serving.lock"

    @property
    def identity(self) -> str:
        """Tells this home from one at the same path in another container, or in a copy."""
        found = self.folder.stat()
        return hashlib.sha256(f"{self.folder}:{found.st_dev}:{found.st_ino}".encode()).hexdigest()[:12]

    @property
    def cluster_name(self) -> str:
        return f"debrief-{self.identity}"

    def prepare(self, account: Account) -> None:
        """Make what is missing. A folder that was there before keeps its permissions."""
        closed = account.closed_to(self.folder) if account.is_lent else None
        if closed is not None:
            raise UserMustAct(
                f"The database can't live in {self.folder}: Postgres refuses to run as root, and the account "
                f"that it runs as instead ({account.name or account.uid}) may not enter {closed}. "
                "No permission was changed. Set DEBRIEF_HOME to a folder that every account can reach, "
                "such as /var/lib/debrief, or DATABASE_URL to a server of yours."
            )
        mode = 0o755 if account.is_lent else 0o700
        for folder in reversed((self.folder, *self.folder.parents)):
            try:
                folder.mkdir()
            except FileExistsError:
                continue
            folder.chmod(mode)

    def open_log(self) -> int:
        log = os.open(self.log, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        if os.fstat(log).st_size > LOG_LIMIT:
            os.ftruncate(log, 0)
        return log

    def log_size(self) -> int:
        return self.log.stat().st_size if self.log.exists() else 0

    def log_since(self, start: int, lines: int = 20) -> str:
        """The end of what the log holds beyond byte `start`, short enough for a message."""
        said: list[str] = []
        if self.log.exists():
            with self.log.open("rb") as log:
                # The log is cut when it starts too long, and `start` may be from before that.
                log.seek(start if start <= self.log_size() else 0)
                said = log.read().decode(errors="replace").splitlines()
        return "\n".join(said[-lines:]) or "(nothing)"


def default_home(environ: Mapping[str, str]) -> Path:
    """DEBRIEF_HOME, else the place that this system keeps such data in: root's or the user's."""
    if chosen := environ.get("DEBRIEF_HOME"):
        return Path(chosen).expanduser().absolute()
    if os.geteuid() == 0:
        return Path("/var/lib/debrief")
    data = Path(environ.get("XDG_DATA_HOME", ""))
    if not data.is_absolute():
        data = Path(environ.get("HOME") or Path.home()) / ".local" / "share"
    return data / "debrief"
