"""`debrief demo --terminal`: a day of a study group, played in the terminal."""

import asyncio
import os
import sys
from io import TextIOWrapper
from pathlib import Path
from time import monotonic

import typer

from adapters.cli import EXIT_INTERRUPTED
from adapters.cli.called import called
from adapters.cli.demo_database import fresh_database
from adapters.main import Chat, Parts, house
from adapters.postgres import default_home
from adapters.settings import Settings
from adapters.terminal.cast import NAMES
from adapters.terminal.demo import STARTS, ZONE, DemoDay
from adapters.terminal.keyboard import enter, is_read_by_somebody
from adapters.terminal.platform import TerminalPlatform
from adapters.terminal.screen import Screen, plain_console
from bot.domain.calendar import zone_named
from bot.testing import FakeClock


def play_a_day(*, fast: bool, pace: float | None) -> None:
    """Play a day of a sample study group on a database of its own."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # an old terminal shows ? where it has no ●
    screen = Screen(plain_console(), zone_named(ZONE), pace=0 if fast else pace or 1, names=NAMES)
    if not fast and pace is None and is_read_by_somebody():
        screen.more = enter
    try:
        _play(screen)
    except KeyboardInterrupt as stopped:
        screen.say("Stopped. The demo's database is closed, and nothing of it is kept.")
        raise typer.Exit(EXIT_INTERRUPTED) from stopped


def _play(screen: Screen) -> None:
    settings = Settings()
    home = (settings.home or default_home(os.environ)) / "demo"
    screen.say(
        "A day of a study group. The product is real and runs on this machine; "
        "the members are samples, and the clock is set forward. Ctrl-C ends it."
    )
    screen.say(
        "Enter goes on to the next scene; --fast plays it without a stop."
        if screen.more
        else "It takes about a minute; --pace 0.2 to read it all."
    )
    if settings.database_url:
        screen.say("DATABASE_URL is left alone: the demo has a database of its own.")
    screen.say("Setting up a database for the demo …")
    began = monotonic()
    with fresh_database(home, screen.say) as url:
        screen.say(f"Ready after {monotonic() - began:.1f} seconds.")
        asyncio.run(_day(url, screen))
    _farewell(screen, home)


async def _day(url: str, screen: Screen) -> None:
    clock = FakeClock(STARTS)
    platform = TerminalPlatform(clock, screen.card)
    async with house(url, Parts((Chat(platform),), clock)) as built:
        await DemoDay(built.core, built.settle, platform, clock, screen).play()


def _farewell(screen: Screen, home: Path) -> None:
    screen.say(
        "That was a day. Run it again and it starts afresh: nothing of it was kept. "
        f"Its server lives in {home}, which you may delete."
    )
    screen.say(f"To take part yourself, in a browser: `{called()} demo`.")
