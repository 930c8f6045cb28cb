"""The interviewer that asks a model for its words, and asks the author's where those won't do."""

from collections.abc import Sequence
from dataclasses import replace

from pydantic import BaseModel, ConfigDict, ValidationError

from bot.domain.interview import Exchange
from bot.domain.model import NoReply
from bot.domain.round import Question
from bot.domain.scenario import Scenario
from bot.domain.worded import Worded
from bot.grading.by_model.budget import Budget
from bot.grading.by_model.ladder import Ladder, Unreadable
from bot.grading.by_model.prompt import Nonce, random_nonce
from bot.grading.by_model.strict_json import read_json
from bot.interviewing.before import Before
from bot.interviewing.guard import Draft, refusal
from bot.interviewing.prompt import question

MOST_CALLS = 2
MOST_SECONDS = 10.0
"""Somebody waits, and the author's question is at hand."""


class _Reply(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    goes_back_to: str
    question: str


class ModelInterviewer:
    """Words follow-ups by a model behind a ladder of endpoints. Implements Interviewer."""

    def __init__(self, ladder: Ladder, *, nonce: Nonce = random_nonce) -> None:
        self._ladder = ladder
        self._nonce = nonce

    async def word(self, scenario: Scenario, had: Sequence[Exchange], chosen: Question) -> Worded:
        before = Before(scenario, had, chosen)
        if not before.said:
            return Worded(chosen)

        def read(text: str) -> str:
            draft = _draft(text)
            if why := refusal(draft, before):
                raise Unreadable(why)
            return draft.words

        budget = Budget(MOST_CALLS, MOST_SECONDS)
        outcome = await self._ladder.ask(question(before, self._nonce), read, budget=budget)
        usage = outcome.usage
        if isinstance(outcome, NoReply):
            return Worded(chosen, usage.calls, usage.cost_micros, outcome.failure.value)
        asked = replace(chosen, ask=outcome.value, quote="", worded_by=outcome.model, scripted=before.ask)
        return Worded(asked, usage.calls, usage.cost_micros)


def _draft(text: str) -> Draft:
    try:
        reply = _Reply.model_validate(read_json(text))
    except ValidationError as wrong:
        raise Unreadable("not the shape that was asked for") from wrong
    return Draft(" ".join(reply.question.split()), reply.goes_back_to.strip())
