"""Draw docs/images/terminal-day.svg: passages of what `debrief demo --terminal` really shows."""

import asyncio
import re
from io import StringIO
from pathlib import Path

from rich.color import parse_rgb_hex
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from adapters.cli.demo_database import fresh_database
from adapters.configured.database import home_of
from adapters.main import Chat, Parts, house
from adapters.settings import Settings
from adapters.terminal.cast import NAMES
from adapters.terminal.demo import STARTS, ZONE, DemoDay
from adapters.terminal.platform import TerminalPlatform
from adapters.terminal.screen import MOST_COLUMNS, Screen
from bot.domain.calendar import zone_named
from bot.errors import Defect
from bot.testing import FakeClock

PICTURE = Path(__file__).parent.parent / "docs/images/terminal-day.svg"
PASSAGES = (
    (r"\d\d:\d\d  The day's scenario is posted", r".*paid or refused with no person involved"),
    (r"Debrief, direct message to Ben", r".*●○○○ named"),
    (r".*Red line", r".*\[Try again\]"),
    (r"Points of the day", r".*Dev \(sample\)"),
)
"""The first and the last line of each passage that is shown."""
INKS = "262420 b02020 34603c 805c10 284880 703870 206068 605c54"
"""Black, red and so on, as the terminal counts them; on paper."""
FETCHED_FONT = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def shown() -> list[str]:
    """The whole day, line by line, with its styles."""
    console = Console(
        file=StringIO(),
        width=MOST_COLUMNS,
        record=True,
        force_terminal=True,
        color_system="standard",
        highlight=False,
        markup=False,
        emoji=False,
    )
    screen = Screen(console, zone_named(ZONE), pace=0, names=NAMES)
    with fresh_database(home_of(Settings()) / "demo", lambda _: None) as url:
        asyncio.run(_play(url, screen))
    return console.export_text(styles=True).splitlines()


async def _play(url: str, screen: Screen) -> None:
    clock = FakeClock(STARTS)
    platform = TerminalPlatform(clock, screen.card)
    async with house(url, Parts((Chat(platform),), clock)) as built:
        await DemoDay(built.core, built.settle, platform, clock, screen).play()


def passages(lines: list[str]) -> list[Text]:
    """What is drawn, with a mark where something was left out."""
    texts = [Text.from_ansi(line) for line in lines]
    drawn: list[Text] = []
    here = 0
    for first, last in PASSAGES:
        here = _find(texts, first, here)
        end = _find(texts, last, here) + 1
        drawn += [*texts[here:end], Text("⋯"), Text()]
        here = end
    return drawn[:-2]


def _find(texts: list[Text], wanted: str, start: int) -> int:
    for place in range(start, len(texts)):
        if re.match(wanted, texts[place].plain):
            return place
    raise Defect(
        f"The day shows no line like “{wanted}”: choose other PASSAGES in scripts/draw_terminal_day.py."
    )


def theme() -> TerminalTheme:
    inks = [parse_rgb_hex(ink) for ink in INKS.split()]
    return TerminalTheme((250, 248, 242), inks[0], [(ink.red, ink.green, ink.blue) for ink in inks])


def main() -> None:
    paper = Console(file=StringIO(), width=MOST_COLUMNS, record=True, force_terminal=True)
    for line in passages(shown()):
        paper.print(line, highlight=False, markup=False)
    picture = paper.export_svg(title="debrief demo --terminal", theme=theme(), unique_id="day")
    PICTURE.parent.mkdir(exist_ok=True)
    # A page with the picture on it should fetch nothing from elsewhere.
    PICTURE.write_text(FETCHED_FONT.sub("", picture), encoding="utf-8")
    print(f"Drawn: {PICTURE.name}, {picture.count('<text')} runs of text.")


if __name__ == "__main__":
    main()
