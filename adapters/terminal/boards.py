"""Boards and sheets, set for a terminal of any width. A long name or line is folded; nothing is cut off."""

from dataclasses import dataclass

from rich.console import Console, ConsoleOptions, RenderResult
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from adapters.terminal.prose import Page, button_row, plain
from bot.domain.card_parts import BoardRow
from bot.domain.cards import BoardCard, SheetCard

_HANG = 2
_NARROWEST = 10


@dataclass(frozen=True, slots=True)
class Hanging:
    """A line whose continuation is set in, so that it's seen where the next one begins."""

    text: Text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        inside = options.update(width=max(options.max_width - _HANG, _NARROWEST), highlight=False)
        for number, line in enumerate(console.render_lines(self.text, inside, pad=False)):
            if number:
                yield Segment(" " * _HANG)
            yield from line
            yield Segment.line()


def board_page(card: BoardCard) -> Page:
    page: Page = [plain(card.title, "bold"), plain(card.subtitle, "dim")]
    if card.rows:
        page += [Text(), _table(card.rows)]
    if card.more:
        page.append(plain(f"and {card.more} more who practised", "dim"))
    if card.own:
        page += [Text(), plain(_own(card.own))]
    page += [plain(note) for note in card.notes]
    return [*page, *button_row(card.buttons)]


def sheet_page(card: SheetCard) -> Page:
    page: Page = [plain(card.title, "bold")]
    for section in card.sections:
        page.append(Text())
        if section.heading:
            page.append(plain(section.heading, "bold"))
        page += [Hanging(plain(line)) for line in section.lines]
    if card.closing:
        page += [Text(), plain(card.closing)]
    return [*page, *button_row(card.buttons)]


def _table(rows: tuple[BoardRow, ...]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right", overflow="fold")
    table.add_column(overflow="fold")
    table.add_column(justify="right", overflow="fold")
    for row in rows:
        table.add_row(plain(str(row.rank or "")), plain(row.name), plain(row.value))
    return table


def _own(row: BoardRow) -> str:
    place = f"place {row.rank}, " if row.rank else ""
    return f"You: {place}{row.value}"
