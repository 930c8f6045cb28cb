"""The case of a mock round: its questions, and what its member said to each, without a name."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.grade import Graded
from bot.domain.interview import Exchange
from bot.domain.review import RoundCase
from bot.domain.round import ENDED, Round, Turn
from bot.domain.round_kinds import FORMATS
from bot.practice.reviews.facts import CaseFacts
from bot.practice.rounds.exchanges import paired
from bot.store.work import Work

NOTHING_SAID = "(nothing that is left)"
GAP = "\n\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class RoundFacts(CaseFacts):
    case: RoundCase
    round: Round
    shown: Graded
    had: tuple[Exchange, ...]
    """Its questions, and what was said to each."""
    turn: int
    """The turn with which the verdict stands."""


def verdict_of(turns: Sequence[Turn]) -> Turn | None:
    """The turn with which a round's verdict stands; None when no grader gave one."""
    return next((turn for turn in reversed(turns) if turn.outcome is not None), None)


async def round_facts(work: Work, case: RoundCase) -> RoundFacts | None:
    """None when the round has no verdict that could be ruled on."""
    it = await work.rounds.get(case.group, case.round)
    if it is None or it.state not in ENDED:
        return None
    turns = await work.rounds.turns(it)
    verdict = verdict_of(turns)
    if verdict is None or not isinstance(verdict.stands, Graded):
        return None
    had = paired(turns, await work.round_messages.said(it))
    asked = await work.round_reviews.of_round(it.group, it.id)
    return RoundFacts(
        case=case,
        scenario=await work.posts.scenario(it.scenario_hash),
        text=_read_out(it, had),
        shown=verdict.stands,
        had=tuple(had),
        seen=sum(review.outcome is not None for review in asked),
        is_cut=await work.round_messages.is_cut(it),
        round=it,
        turn=verdict.number,
    )


def _read_out(it: Round, had: Sequence[Exchange]) -> str:
    """Question by question, as it went."""
    title = f"A mock round, “{FORMATS[it.kind].title}”."
    return GAP.join([title, *(_exchange(one) for one in had)])


def _exchange(one: Exchange) -> str:
    question = one.question
    return f"{question.asked_by}: {question.ask}{GAP}They said: {one.said or NOTHING_SAID}"
