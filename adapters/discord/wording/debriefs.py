"""The debrief of an answer, and the packet of a mock round."""

from adapters.discord.wording.criteria import criterion_blocks, headed, one_change_blocks, red_line_blocks
from adapters.discord.wording.prose import paragraphs, phrase, small, spoken, title
from adapters.discord.wording.rich import Block, bold, bullet, said
from adapters.discord.wording.texts import Text
from bot.domain.cards import DebriefCard, PacketCard


def debrief_parts(card: DebriefCard) -> list[Block | Text]:
    next_asked = spoken(card.follow_up, tight=True)
    return [
        *small(f"Your debrief · {card.scenario}"),
        *([said(bold(paragraphs(card.notice)))] if card.notice.strip() else []),
        *title(card.band.value.capitalize()),
        *small(card.signed),
        *small(card.caution),
        *red_line_blocks(card.red_lines),
        *criterion_blocks(card.criteria),
        *one_change_blocks(card.one_change),
        *(headed("They would ask next", next_asked) if next_asked else []),
        *(it for flag in card.flags for it in spoken(flag)),
        *_points(card),
        *([Text("What a senior answer said", paragraphs(card.senior))] if card.senior.strip() else []),
    ]


def packet_blocks(card: PacketCard) -> list[Block]:
    return [
        *small(f"The committee’s packet · {card.scenario}"),
        *title(card.band.value.capitalize() if card.band else "No verdict"),
        *small(f"Read by: {card.source}"),
        *small(card.caution),
        *(it for note in card.notes for it in spoken(note)),
        *red_line_blocks(card.red_lines),
        *criterion_blocks(card.criteria),
        *one_change_blocks(card.one_change),
        *(headed("You were asked", _asked(card)) if card.asked else []),
    ]


def _asked(card: PacketCard) -> list[Block]:
    return [bullet(*phrase(paragraphs(ask)), tight=place == 0) for place, ask in enumerate(card.asked)]


def _points(card: DebriefCard) -> list[Block]:
    points = [said(bold("Points:"), " ", *phrase(", ".join(card.points)))] if card.points else []
    return (
        [*points, said(bold("This try:"), " ", card.improved, tight=bool(points))]
        if card.improved
        else points
    )
