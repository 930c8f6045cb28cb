"""A round so far, as its interviewer sees it: questions, and what stands of the words said to each."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.grade import GradeOutcome
from bot.domain.interview import Exchange
from bot.domain.round import Round, Turn
from bot.store.round_messages import Said
from bot.store.work import Work


async def exchanges(work: Work, it: Round) -> list[Exchange]:
    """In order. Words that came while a turn is read answer the next question, and are in none yet."""
    return paired(await work.rounds.turns(it), await work.round_messages.said(it))


def paired(turns: Sequence[Turn], said: Sequence[Said]) -> list[Exchange]:
    return [
        Exchange(
            turn.question,
            "\n\n".join(one.text.strip() for one in said if one.turn == turn.number),
            turn.outcome,
        )
        for turn in turns
    ]


def with_outcome(had: Sequence[Exchange], outcome: GradeOutcome | None) -> list[Exchange]:
    """The same, with what a grader has just said of it."""
    return [*had[:-1], replace(had[-1], outcome=outcome)]
