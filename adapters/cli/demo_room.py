"""Opens the study room: what takes long is begun first, and the rest is loaded meanwhile."""

import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from pathlib import Path
from threading import Event

import typer

from adapters.cli import EXIT_INTERRUPTED
from adapters.cli import demo_words as words
from adapters.cli.demo_address import listening_for, open_in_browser
from adapters.cli.demo_home import AlreadyOpen, Asked, begin_anew, is_to_be_continued, made, only_one
from adapters.cli.demo_words import say
from adapters.logs import set_up_logs
from adapters.postgres import EmbeddedPostgres, default_home
from adapters.roles.stopping import leaving_tidily
from adapters.settings import Settings, read_settings
from bot.errors import UserMustAct
from bot.uncollected import uncollected

FOLDER = "study-room"
THIS_MACHINE = {"127.0.0.1", "::1", "localhost"}
BROWSER_STARTS = 5.0
"""Seconds that a browser may take to be told, before this process ends."""


def open_room(asked: Asked) -> None:
    """Until a signal. Raises UserMustAct with a sentence when it can't be opened."""
    set_up_logs()
    logging.getLogger().setLevel(logging.WARNING)
    settings = read_settings()
    home = (settings.home or default_home(os.environ)) / FOLDER
    try:
        with leaving_tidily(), only_one(made(home)):
            _open(asked, settings, home)
    except AlreadyOpen as found:
        _send_there(asked, found)
    except KeyboardInterrupt as stopped:
        say(words.STOPPED_EARLY)
        raise typer.Exit(EXIT_INTERRUPTED) from stopped


def _send_there(asked: Asked, found: AlreadyOpen) -> None:
    """Whoever asked for something of this start is told that it can't be had; others are shown the way."""
    if asked.port is not None or asked.fresh:
        raise UserMustAct(f"{found.message} Nothing was started. Stop that one with Ctrl-C first.")
    say(found.message)
    opening = open_in_browser(found.address) if asked.browser and found.address else None
    if opening is not None:
        opening.join(BROWSER_STARTS)


def _open(asked: Asked, settings: Settings, home: Path) -> None:
    with ExitStack() as held:
        listening = held.enter_context(listening_for(asked.host, asked.port, say))
        if asked.host not in THIS_MACHINE:
            say(words.OPEN_TO_ALL)
        if settings.database_url:
            say(words.DATABASE_URL_LEFT_ALONE)
        continued = is_to_be_continued(home) and not asked.fresh
        say(words.GOING_ON if continued else words.SETTING_UP)
        embedded, loaded = EmbeddedPostgres(home, tell=say, way_out=words.ANOTHER_HOME), Event()

        def prepare(url: str) -> None:
            loaded.wait()
            _prepare(home, url, continued=continued)

        database = held.enter_context(_beside(embedded, prepare))
        try:
            with uncollected():
                from adapters.cli.demo_serve import Served, serve
        finally:
            # Two threads that load the same modules at once may each find them half loaded.
            loaded.set()
        serve(Served(home, database, embedded.start, listening, asked.browser, continued))
    say(words.STOPPED if is_to_be_continued(home) else words.STOPPED_EARLY)


def _prepare(home: Path, url: str, *, continued: bool) -> None:
    from bot.store import migrate

    if not continued:
        begin_anew(home, url)
    migrate.upgrade(url)


@contextmanager
def _beside(embedded: EmbeddedPostgres, prepare: Callable[[str], None]) -> Iterator[Callable[[], str]]:
    """Starts it while the rest is loaded; gives what waits for its address."""

    def start() -> str:
        url = embedded.start()
        prepare(url)
        return url

    with ThreadPoolExecutor(1, "postgres") as beside:
        starting = beside.submit(start)
        try:
            yield starting.result
        finally:
            wait([starting])
            embedded.stop()
