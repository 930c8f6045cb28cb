"""Boards, and what is looked up."""

from dataclasses import replace

from adapters.discord.wording.prose import paragraphs, phrase, small, spoken, title
from adapters.discord.wording.rich import Block, Run, bold, bullet, said
from adapters.discord.wording.texts import Text
from bot.domain.card_parts import BoardRow, Section
from bot.domain.cards import BoardCard, SheetCard


def board_blocks(card: BoardCard) -> list[Block]:
    rows = [_row(row, own=row == card.own, first=place == 0) for place, row in enumerate(card.rows)]
    return [
        *title(card.title),
        *small(card.subtitle),
        *rows,
        *(small(f"and {card.more} more who practised") if card.more else []),
        *([said(bold(_own(card.own)))] if card.own else []),
        *(it for note in card.notes for it in spoken(note)),
    ]


def sheet_parts(card: SheetCard) -> list[Block | Text]:
    sections = (part for section in card.sections for part in _section(section))
    return [*title(card.title), *sections, *spoken(card.closing)]


def _row(row: BoardRow, *, own: bool, first: bool) -> Block:
    """Its own place in words: Discord would number a list anew, and two can share a place."""
    place = f"{row.rank}. " if row.rank is not None else ""
    name = Run(row.name, bold=own, name=True)
    return said(Run(place, bold=own), name, Run(f" · {row.value}", bold=own), tight=not first)


def _own(row: BoardRow) -> str:
    place = f"place {row.rank}, " if row.rank is not None else ""
    return f"You: {place}{row.value}"


def _section(section: Section) -> list[Block | Text]:
    if section.folded:
        return [Text(section.heading, "\n".join(section.lines))]
    runs = (run if run.code else replace(run, bold=True) for run in phrase(paragraphs(section.heading)))
    head = [said(*runs)] if section.heading.strip() else []
    if len(section.lines) > 1:
        return [
            *head,
            *(_point(line, tight=bool(head) and place == 0) for place, line in enumerate(section.lines)),
        ]
    return [*head, *(it for line in section.lines for it in spoken(line, tight=bool(head)))]


def _point(line: str, *, tight: bool) -> Block:
    return bullet(*phrase(paragraphs(line)), tight=tight)
