"""The list of forgotten accounts as a file of its own: a JSON line each, only ever added to."""

import asyncio
import json
import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.domain.forgetting import ForgottenAccount
from bot.errors import RetryLater, UserMustAct

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class ForgottenFile:
    """Any number of processes may add to it. What it holds tells nobody's account to whoever has no guess."""

    path: Path

    async def add(self, forgotten: Sequence[ForgottenAccount]) -> None:
        try:
            await asyncio.to_thread(self._append, "".join(map(_line, forgotten)))
        except OSError as refused:
            raise RetryLater(
                f"Nothing can be added to the list of forgotten accounts, {self.path} ({refused.strerror})."
            ) from refused

    async def all(self) -> Sequence[ForgottenAccount]:
        try:
            return list(_accounts(await asyncio.to_thread(self.path.read_text, "utf-8")))
        except FileNotFoundError:
            return ()
        except (OSError, UnicodeDecodeError) as refused:
            raise UserMustAct(
                f"The list of forgotten accounts, {self.path}, can't be read ({refused}). Nothing was "
                "started: a restored backup might show people who asked to be forgotten. Make the file "
                "readable, or bring it back from its own copy."
            ) from refused

    def _append(self, lines: str) -> None:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        # One write to a file opened for appending: two processes never write into each other's lines.
        opened = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            size = os.fstat(opened).st_size
            torn = size > 0 and os.pread(opened, 1, size - 1) != b"\n"
            os.write(opened, f"{chr(10) if torn else ''}{lines}".encode())
            os.fsync(opened)
        finally:
            os.close(opened)


def _line(account: ForgottenAccount) -> str:
    return json.dumps({"account": account.mark, "forgotten_at": account.at.isoformat()}) + "\n"


def _accounts(text: str) -> Iterator[ForgottenAccount]:
    """A line that a power cut tore is passed over: what it should have said was written again."""
    for line in filter(None, text.splitlines()):
        try:
            found = json.loads(line)
            yield ForgottenAccount(found["account"], datetime.fromisoformat(found["forgotten_at"]))
        except (ValueError, KeyError, TypeError):
            log.warning("A line of the list of forgotten accounts can't be read.")
