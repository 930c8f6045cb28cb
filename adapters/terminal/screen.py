"""What the terminal shows, in order, with time to read it."""

from asyncio import sleep
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import assert_never
from zoneinfo import ZoneInfo

from rich.console import Console, RenderableType
from rich.rule import Rule
from rich.segment import Segment, Segments
from rich.table import Table
from rich.text import Text

from adapters.terminal.debrief import debrief_in_short
from adapters.terminal.prose import Barred, Page, plain, shortened
from adapters.terminal.render import card_page, form_in_short, scenario_in_short
from bot.domain.cards import Card, DebriefCard, ScenarioCard
from bot.domain.forms import AnswerForm
from bot.domain.happenings import Account
from bot.ports import Direct, InChannel, InThread, Place, Whispered

MOST_COLUMNS = 78
SECONDS_A_LINE = 0.05
SECONDS_A_LETTER = 0.0025
_MESSAGE_WORDS = 30


def plain_console() -> Console:
    """Text is only ever text: no markup, no emoji codes, no guessing at numbers."""
    return Console(highlight=False, markup=False, emoji=False, soft_wrap=False)


@dataclass(slots=True)
class Screen:
    console: Console
    zone: ZoneInfo
    pace: float = 1.0
    """2 is twice as fast; 0 doesn't wait at all."""
    names: Mapping[str, str] = field(default_factory=dict)
    """What to call an account, by its ref: the core addresses accounts without their names."""
    in_short: bool = False
    """What comes now is shown without the parts that were seen in full before."""
    more: Callable[[], Awaitable[None]] | None = None
    """Returns when the reader asks for the next scene; without it, scenes follow each other."""
    _waiting: list[list[Segment]] = field(default_factory=list)

    async def read(self) -> None:
        """Show what waits, a line at a time, as fast as it's read."""
        waiting, self._waiting = self._waiting, []
        for line in waiting:
            self._print(line)
            if self.pace:
                letters = sum(segment.cell_length for segment in line)
                await sleep((SECONDS_A_LINE + SECONDS_A_LETTER * letters) / self.pace)

    async def scene_ends(self) -> None:
        """Show what waits, then let the reader decide when it goes on."""
        await self.read()
        if self.more:
            self.console.print(Text("\n[Enter for more] ", style="dim"), end="")
            self.console.file.flush()
            await self.more()

    def say(self, text: str) -> None:
        """Say something at once; what still waited is passed over."""
        self._waiting.clear()
        self.tell(text)
        for line in self._waiting:
            self._print(line)
        self._waiting.clear()

    def day(self, moment: datetime) -> None:
        self._draw([Text(), Rule(f"{moment.astimezone(self.zone):%A %-d %B}", characters="─", align="left")])

    def tell(self, text: str) -> None:
        """A word of the narrator's."""
        self._draw([Text(), plain(text)])

    def at(self, moment: datetime, text: str) -> None:
        """Something that happens now."""
        line = Table.grid(padding=(0, 2, 0, 0))
        line.add_row(f"{moment.astimezone(self.zone):%H:%M}", plain(text), style="bold")
        self._draw([Text(), line])

    def message(self, text: str) -> None:
        self._draw([Barred([plain(shortened(text, _MESSAGE_WORDS))])])

    def card(self, place: Place, card: Card) -> None:
        """A card where the bot put it."""
        self._draw([Text(), plain(f"Debrief, {self._whereabouts(place)}:", "bold"), Barred(self._page(card))])

    def reply(self, account: Account, card: Card) -> None:
        """What the bot shows to nobody but the one who pressed."""
        self._draw([plain(f"Debrief, seen by {self._name(account)} only:", "bold"), Barred(self._page(card))])

    def table(self, headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0), header_style="bold")
        for place, heading in enumerate(headings):
            table.add_column(heading, justify="right" if place else "left", overflow="fold")
        for row in rows:
            table.add_row(*map(plain, row))
        self._draw([Text(), Barred([table])])

    def _page(self, card: Card) -> Page:
        if self.in_short:
            match card:
                case DebriefCard():
                    return debrief_in_short(card)
                case ScenarioCard():
                    return scenario_in_short(card, self.zone)
                case AnswerForm():
                    return form_in_short(card)
        return card_page(card, self.zone)

    def _draw(self, parts: Sequence[RenderableType]) -> None:
        options = self.console.options.update(width=min(self.console.width, MOST_COLUMNS))
        for part in parts:
            self._waiting += self.console.render_lines(part, options, pad=False)

    def _print(self, line: list[Segment]) -> None:
        self.console.print(Segments([*_without_end(line), Segment.line()]), end="")
        self.console.file.flush()

    def _whereabouts(self, place: Place) -> str:
        match place:
            case InChannel():
                return f"in #{place.channel_ref}"
            case InThread():
                return f"in the thread in #{place.channel_ref}"
            case Direct():
                return f"direct message to {self._name(place.account)}"
            case Whispered():
                return f"seen by {self._name(place.account)} only"
            case _:
                assert_never(place)

    def _name(self, account: Account) -> str:
        return account.name or self.names.get(account.ref, account.ref)


def _without_end(line: list[Segment]) -> list[Segment]:
    """A wrapped line keeps the space at which it was broken; nobody needs that."""
    kept = list(line)
    while kept and not kept[-1].text.strip():
        kept.pop()
    return [*kept[:-1], Segment(kept[-1].text.rstrip(), kept[-1].style)] if kept else []
