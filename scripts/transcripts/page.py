"""A played round as a page."""

from collections.abc import Iterator

from bot.domain.card_parts import CriterionLine
from bot.domain.cards import PacketCard
from bot.domain.interview import Exchange, is_aside
from bot.practice.rounds.alone import LoneRound
from bot.practice.rounds.alone_packet import KEPT_NOWHERE, lone_packet
from scripts.transcripts.played import Script

_MADE = (
    "<!-- Written by `python -m scripts.write_transcripts` from the answers in scripts/transcripts; "
    "a test holds them together. -->"
)


def page_of(script: Script, it: LoneRound) -> str:
    parts = [
        _MADE,
        f"# {script.title}: {it.scenario.title}",
        f"{script.who} The candidate is a sample, written for this page; every other word is Debrief's.",
        *_said(it),
        "## The packet",
        *_packet(lone_packet(it)),
    ]
    return "\n\n".join(parts) + "\n"


def _said(it: LoneRound) -> Iterator[str]:
    number = 0
    for one in it.had:
        if not is_aside(one.question):
            number += 1
            yield f"## Question {number} of {it.format.turns}"
        yield from _exchange(one)


def _exchange(one: Exchange) -> Iterator[str]:
    by = f", in the words of the {one.question.worded_by}" if one.question.worded_by else ""
    yield f"**{one.question.asked_by}**{by}"
    yield _quoted(one.question.ask)
    yield "**Candidate**"
    yield one.said


def _row(line: CriterionLine) -> str:
    words = " … ".join(" ".join(quote.split()) for quote in line.quotes)
    return f"| {line.level.marks} {line.level.word} | {line.title} | {words.replace('|', ' ')} |"


def _quoted(text: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in text.splitlines())


def _packet(card: PacketCard) -> Iterator[str]:
    yield f"**{card.band.value if card.band else 'no verdict'}**, read by: {card.source}"
    yield from (note for note in card.notes if note != KEPT_NOWHERE)
    if card.caution:
        yield card.caution
    if card.criteria:
        head = ("| level | criterion | in the candidate's words |", "|---|---|---|")
        yield "\n".join((*head, *map(_row, card.criteria)))
    yield from (f"Red line: {says}" for says in card.red_lines)
    yield from (f"**{line.title}.** {line.missing}" for line in card.criteria if line.missing)
    if card.one_change:
        yield f"**The one change that moves it most.** {card.one_change}"
