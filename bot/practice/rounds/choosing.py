"""Which question comes next in a round that is stored, and how it is put."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.grade import GradeOutcome
from bot.domain.interview import Exchange, next_question
from bot.domain.round import Question, Round
from bot.domain.scenario import Scenario
from bot.domain.worded import may_be_worded
from bot.library.challenges import challenges
from bot.practice.ask_grader import may_ask_a_model
from bot.practice.core import Core
from bot.practice.loops.claims import claims_for
from bot.practice.rounds.exchanges import exchanges, with_outcome
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Choice:
    question: Question | None
    """None when the round has had its turns or its questions."""
    had: Sequence[Exchange]


async def choice(work: Work, it: Round, scenario: Scenario, outcome: GradeOutcome | None) -> Choice:
    """The same of the same: rows and rules decide, and no model does."""
    had = with_outcome(await exchanges(work, it), outcome)
    claims = await claims_for(work, it)
    return Choice(next_question(it.format, scenario, had, claims, challenges()), had)


async def in_words(
    core: Core, it: Round, scenario: Scenario, outcome: GradeOutcome | None
) -> Question | None:
    """The follow-up as a model words it; None where its author's words are to be asked.

    May take some seconds: called outside of transactions. What it cost is booked, asked or not.
    """
    if core.interviewer is None:
        return None
    async with core.store.work() as work:
        if not await may_ask_a_model(core, work, it.group):
            return None
        found = await choice(work, it, scenario, outcome)
    chosen = found.question
    if chosen is None or not may_be_worded(scenario, chosen, outcome):
        return None
    worded = await core.interviewer.word(scenario, found.had, chosen)
    async with core.store.work() as work:
        await work.spending.add(it.group, core.clock.now(), worded.calls, worded.cost_micros)
    return worded.question if worded.question.worded_by else None
