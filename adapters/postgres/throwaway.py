"""A database for one command, which leaves no folder and no process behind."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from adapters.postgres.account import server_account
from adapters.postgres.embedded import EmbeddedPostgres
from adapters.postgres.socket_folder import FALLBACK


@contextmanager
def throwaway_postgres() -> Iterator[str]:
    """The URL of an empty database. Works for root too, whose server is another account's."""
    folder = Path(tempfile.mkdtemp(prefix="debrief-", dir=_place()))
    try:
        folder.chmod(0o711)
        with EmbeddedPostgres(folder / "home") as url:
            yield url
    finally:
        shutil.rmtree(folder)


def _place() -> Path:
    usual = Path(tempfile.gettempdir())
    account = server_account(os.environ, Path("no-data-yet"))
    return usual if account.closed_to(usual) is None else FALLBACK
