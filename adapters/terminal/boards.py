"""Boards and sheets, set for a terminal."""

from rich.table import Table
from rich.text import Text

from adapters.terminal.prose import Page, button_row, plain
from bot.domain.cards import BoardCard, BoardRow, SheetCard


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
        page += [plain(line) for line in section.lines]
    if card.closing:
        page += [Text(), plain(card.closing)]
    return [*page, *button_row(card.buttons)]


def _table(rows: tuple[BoardRow, ...]) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(justify="right")
    table.add_column()
    table.add_column(justify="right")
    for row in rows:
        table.add_row(plain(str(row.rank or "")), plain(row.name), plain(row.value))
    return table


def _own(row: BoardRow) -> str:
    place = f"{row.rank}. " if row.rank else ""
    return f"You: {place}{row.value}"
