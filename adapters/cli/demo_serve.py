"""Serves the study room: one process with the product, its database and the page that is its chat."""

import asyncio
import socket
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import typer

from adapters.cli import EXIT_INTERRUPTED
from adapters.cli import demo_words as words
from adapters.cli.demo_address import open_in_browser, shown_address
from adapters.cli.demo_chat import StudyChat
from adapters.cli.demo_home import note_address, note_ready
from adapters.cli.demo_reader import reader_of
from adapters.cli.demo_words import say
from adapters.cli.running import Wanted, run
from adapters.configured.database import FORGOTTEN, Database
from adapters.forgotten import ForgottenFile
from adapters.main import Parts
from adapters.pictures import ChildPainter
from adapters.roles import Role
from adapters.settings import read_settings
from adapters.web.serve import address
from adapters.web.study.opening import LeftRoom, clear_away, opened_where_left
from bot.library.library import Library, all_shipped, load
from bot.practice.core import Timings

GRACE = 1.0
CONNECTIONS = 3
LEASE = timedelta(seconds=20)
TIMINGS = Timings(lease=LEASE, grading=15, grading_lease=LEASE, turn=15, network=8)
"""Everything is next door: who hasn't answered by then was killed, and a newcomer is waiting."""


@dataclass(frozen=True, slots=True)
class Served:
    home: Path
    database: Callable[[], str]
    """Waits for the address of one that is migrated, and empty unless the room goes on."""
    mend: Callable[[], object]
    listening: socket.socket
    browser: bool
    continued: bool
    """Else what may be there was left half-made, or isn't wanted any more."""


def serve(it: Served) -> None:
    """Until the first signal."""
    library = load(all_shipped())
    url = it.database()
    if not it.continued:
        clear_away(it.home)
        (it.home / FORGOTTEN).unlink(missing_ok=True)
    with opened_where_left(it.home) as left:
        try:
            asyncio.run(_run(it, left, Database(url, it.mend), library))
        except asyncio.CancelledError:
            raise typer.Exit(EXIT_INTERRUPTED) from None


async def _run(it: Served, left: LeftRoom, database: Database, library: Library) -> None:
    reader, url = reader_of(read_settings()), shown_address(address(it.listening))

    def welcome(where: str) -> None:
        note_ready(it.home)
        note_address(it.home, url)
        say(words.welcome(url, where, reader.says))
        if it.browser:
            open_in_browser(url)

    chat = StudyChat(left, it.listening.getsockname()[0], reader.says, welcome)
    parts = Parts(
        chats=(chat.chat(),),
        clock=left.clock,
        library=library,
        painter=ChildPainter(),
        forgotten=ForgottenFile(it.home / FORGOTTEN),
        timings=reader.patient(TIMINGS),
        connections=CONNECTIONS,
    )
    wanted = Wanted(frozenset([Role.WEB, Role.CHAT]), it.listening, concurrency=4, grace=GRACE)
    await run(database, reader.reads(parts), wanted)
