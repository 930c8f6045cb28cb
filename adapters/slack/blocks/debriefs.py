"""The debrief of an answer, and the packet of a mock round."""

from adapters.slack.blocks.criteria import criterion_blocks, headed, one_change_blocks, red_line_blocks
from adapters.slack.blocks.plain import foldable, header, quiet
from adapters.slack.blocks.prose import paragraphs, phrase, spoken
from adapters.slack.blocks.rich import Part, bold, bullet, rich, said
from adapters.slack.blocks.values import Block
from bot.domain.cards import DebriefCard, PacketCard


def debrief_blocks(card: DebriefCard) -> list[Block]:
    return [
        *quiet(f"Your debrief · {card.scenario}"),
        *(rich(said(bold(paragraphs(card.notice)))) if card.notice else []),
        *header(card.band.value.capitalize()),
        *quiet(card.signed),
        *quiet(card.caution),
        *red_line_blocks(card.red_lines),
        *criterion_blocks(card.criteria),
        *one_change_blocks(card.one_change),
        *(headed("They would ask next", spoken(card.follow_up)) if card.follow_up else []),
        *rich(*map(spoken, card.flags)),
        *rich(*_points(card)),
        *_senior(card),
    ]


def packet_blocks(card: PacketCard) -> list[Block]:
    return [
        *quiet(f"The committee’s packet · {card.scenario}"),
        *header(card.band.value.capitalize() if card.band else "No verdict"),
        *quiet(f"Read by: {card.source}"),
        *quiet(card.caution),
        *rich(*map(spoken, card.notes)),
        *red_line_blocks(card.red_lines),
        *criterion_blocks(card.criteria),
        *one_change_blocks(card.one_change),
        *(headed("You were asked", *_asked(card)) if card.asked else []),
    ]


def _asked(card: PacketCard) -> list[Part]:
    return [bullet(*phrase(paragraphs(ask))) for ask in card.asked]


def _points(card: DebriefCard) -> list[Part]:
    points = [said(bold("Points: "), *phrase(", ".join(card.points)))] if card.points else []
    return [*points, said(bold("This try: "), card.improved)] if card.improved else points


def _senior(card: DebriefCard) -> list[Block]:
    if not card.senior:
        return []
    return [*headed("What a senior answer said"), *foldable(paragraphs(card.senior))]
