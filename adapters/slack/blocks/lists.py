"""Boards, and what is looked up."""

from adapters.slack.blocks.plain import foldable, header, quiet
from adapters.slack.blocks.prose import phrase, spoken
from adapters.slack.blocks.rich import Run, bold, bullet, name, rich, said
from adapters.slack.blocks.values import Block
from bot.domain.card_parts import BoardRow, Section
from bot.domain.cards import BoardCard, SheetCard


def board_blocks(card: BoardCard) -> list[Block]:
    rows = [run for row in card.rows for run in _row(row, own=row == card.own)]
    return [
        *header(card.title),
        *quiet(card.subtitle),
        *(rich(said(*rows[:-1])) if rows else []),
        *(quiet(f"and {card.more} more who practised") if card.more else []),
        *(rich(said(bold(_own(card.own)))) if card.own else []),
        *rich(*map(spoken, card.notes)),
    ]


def sheet_blocks(card: SheetCard) -> list[Block]:
    return [
        *header(card.title),
        *(block for section in card.sections for block in _section(section)),
        *(rich(spoken(card.closing)) if card.closing else []),
    ]


def _row(row: BoardRow, *, own: bool) -> tuple[Run, ...]:
    """Ending in a line's end, which the last one has no use for."""
    place = f"{row.rank}. " if row.rank is not None else ""
    return (
        Run(place, bold=own),
        name(row.name, stands_out=own),
        Run(f" · {row.value}", bold=own),
        Run("\n"),
    )


def _own(row: BoardRow) -> str:
    place = f"place {row.rank}, " if row.rank is not None else ""
    return f"You: {place}{row.value}"


def _section(section: Section) -> list[Block]:
    """Slack folds a long plain section by itself; what needs no folding is set as a list."""
    heading = [said(*(Run(run.text, bold=True, code=run.code) for run in phrase(section.heading)))]
    if section.folded:
        return [*rich(*heading), *foldable("\n".join(section.lines))]
    listed = len(section.lines) > 1
    lines = [bullet(*phrase(line)) if listed else said(*phrase(line)) for line in section.lines]
    return rich(*heading, *lines)
