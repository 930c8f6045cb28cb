"""The packet of a round that somebody played alone."""

from dataclasses import replace

from bot.domain.answered import Answered
from bot.domain.cards import PacketCard
from bot.domain.grade import Graded, Ungraded
from bot.domain.interview import counted
from bot.domain.unanswered import answered
from bot.practice.rounds.alone import LoneRound
from bot.practice.rounds.ended import how_it_is_held, stopped_over, went_its_way
from bot.practice.rounds.found import found_packet

KEPT_NOWHERE = "Debrief keeps nothing of this round: copy what you want to keep."
NO_GRADER = "No grader answered ({why}), so there is no verdict: not a bad one, none."


def lone_packet(it: LoneRound) -> PacketCard:
    left = answered(it.scenario.prompt, it.had, it.format.turns, ended_early=it.stopped)
    found = found_packet(it.scenario, it.outcome, left, [one.question for one in it.had])
    return replace(
        found,
        scenario=f"{it.format.title} · {it.scenario.title}",
        source="nobody" if it.outcome is None else found.source,
        notes=tuple(_notes(it, left)),
    )


def _notes(it: LoneRound, left: Answered) -> list[str]:
    if it.stopped:
        notes = [stopped_over("You stopped", left.given, it.format.turns)]
    else:
        notes = went_its_way(it.format, counted(it.had), it.talked)
    notes += how_it_is_held(left, it.outcome if isinstance(it.outcome, Graded) else None)
    if it.outcome is None:
        notes.append(NO_GRADER.format(why=it.away or "nothing was answered"))
    elif isinstance(it.outcome, Ungraded):
        notes.append(it.outcome.detail)
    return [*notes, KEPT_NOWHERE]
