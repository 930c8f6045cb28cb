"""The committee's packet as a card: a page's length in every chat."""

from bot.domain.card_parts import Button, Section
from bot.domain.cards import SheetCard
from bot.domain.committee_told import (
    CommitteePacket,
    ToldConflict,
    ToldDissent,
    ToldNeed,
    ToldRound,
    ToldView,
)
from bot.practice.committee.quoting import ended, in_short

MOST_CONFLICTS = 2
"""On a card; the printed page has all."""
WORDS_QUOTED = 16
CORRECTED = "Appealed since"


def committee_sheet(it: CommitteePacket, buttons: tuple[Button, ...] = ()) -> SheetCard:
    sections = (
        Section("", (*it.verdict, *(f"Red line: {says}" for says in it.red_lines))),
        Section(CORRECTED, it.corrections),
        Section("The one change that moves it most", (it.one_change,) if it.one_change else ()),
        Section("What the interviewers wrote, each alone", tuple(_round(one) for one in it.rounds)),
        Section("Where they contradict each other", _conflicts(it), folded=True),
        Section("Dissent", tuple(_dissent(one) for one in it.dissent), folded=True),
        Section("What each would need", tuple(_need(one) for one in it.needs)),
        Section("How certain this is", it.certainty),
    )
    return SheetCard(
        title=f"The committee: {it.headline.lower()} · {it.loop}",
        sections=tuple(section for section in sections if section.lines),
        closing=it.bar_raiser,
        buttons=buttons,
    )


def _round(it: ToldRound) -> str:
    voices = f" ({'; '.join(it.voices)})" if it.voices else ""
    return f"Round {it.place}, {it.interviewer}: {it.verdict}{voices}. {it.gist}"


def _conflicts(it: CommitteePacket) -> tuple[str, ...]:
    told = [line for one in it.conflicts[:MOST_CONFLICTS] for line in _conflict(one)]
    more = len(it.conflicts) - MOST_CONFLICTS
    return (*told, f"And {more} more, on the page.") if more > 0 else tuple(told)


def _conflict(it: ToldConflict) -> tuple[str, str]:
    return f"{it.about}. {_view(it.higher)}", f"Against that {_view(it.lower)}"


def _view(it: ToldView) -> str:
    marks = f"{it.level.marks} " if it.level is not None else ""
    quote = f"“{in_short(it.quote, WORDS_QUOTED)}”" if it.quote else "no words to quote"
    return ended(f"{it.who}: {marks}{it.verdict}, {quote}")


def _dissent(it: ToldDissent) -> str:
    return f"{it.who} would have said {it.verdict}. {it.why}. To change their mind: {it.needs}."


def _need(it: ToldNeed) -> str:
    marks = f" ({it.level.marks} {it.level.word})" if it.level is not None else ""
    return f"{it.seat} {it.says}{marks}"
