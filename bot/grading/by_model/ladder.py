"""From a question to words that could be read: who is asked, how often, and when to give up."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Generic, TypeVar

from bot.domain.model import ModelFailure, ModelOutcome, NoReply, Question, Reply, Usage
from bot.grading.by_model.breaker import Breaker
from bot.grading.by_model.budget import Budget
from bot.grading.by_model.giving_up import concluded
from bot.ports import Clock, Model

log = logging.getLogger(__name__)

T = TypeVar("T")


class Unreadable(Exception):
    """Raised by a reader: the words are not what was asked for. Its text goes to a log: no member's words."""

    def __init__(self, why: str, failure: ModelFailure = ModelFailure.INVALID) -> None:
        super().__init__(why)
        self.failure = failure


@dataclass(frozen=True, slots=True)
class Heard(Generic[T]):
    """A reply that could be read, and what all the tries for it took together."""

    value: T
    """What the reader made of it."""
    reply: Reply
    """The one that was read; its usage is its own."""
    usage: Usage
    """Of every try, the failed ones included."""
    model: str
    """The name of the `Model` that was heard, as it was asked for."""
    secondary: bool
    """Whether that was the second endpoint."""


@dataclass(frozen=True, slots=True)
class Rung:
    model: Model
    breaker: Breaker
    secondary: bool


@dataclass(slots=True)
class Tries:
    """What one question has cost so far on one rung, and what may still be tried there."""

    question: Question
    usage: Usage = field(default_factory=Usage)
    again: bool = True
    wider: bool = True

    def another(self, failure: ModelFailure) -> bool:
        """Whether the same model is asked once more: room helps a cut reply, and luck a muddled one."""
        if failure is ModelFailure.TRUNCATED and self.wider:
            self.wider = False
            self.question = replace(self.question, most_tokens=2 * self.question.most_tokens)
            return True
        if failure.is_muddled and self.again:
            self.again = False
            return True
        return False


class Ladder:
    """Asks one model, then another. Never raises for what an endpoint does.

    What comes back without words says by `after` how to go on. With a time, the answer waits that long and
    is tried again. With none, no model will read it: it is for a person (REFUSED or FILTERED).
    """

    def __init__(self, primary: Model, secondary: Model | None, clock: Clock) -> None:
        models = (primary,) if secondary is None else (primary, secondary)
        self.rungs = tuple(Rung(model, Breaker(clock), number > 0) for number, model in enumerate(models))

    async def ask(
        self,
        question: Question,
        read: Callable[[str], T],
        *,
        budget: Budget | None = None,
        other_first: bool = False,
    ) -> Heard[T] | NoReply:
        """`read` raises Unreadable for words that won't do; the same model is then asked once more.

        One `budget` is shared by all the questions of one grade; None makes a new one. `other_first` asks
        the second endpoint first, where there is one: for a reading that should be independent.
        """
        budget = budget or Budget()
        failed: list[NoReply] = []
        for rung in reversed(self.rungs) if other_first else self.rungs:
            outcome = await self._on(rung, question, read, budget)
            if isinstance(outcome, Heard):
                return replace(outcome, usage=sum((no.usage for no in failed), outcome.usage))
            failed.append(outcome)
        return concluded(failed)

    async def _on(
        self, rung: Rung, question: Question, read: Callable[[str], T], budget: Budget
    ) -> Heard[T] | NoReply:
        tries = Tries(question)
        while True:
            outcome = await self._once(rung, tries.question, budget)
            tries.usage += outcome.usage
            if isinstance(outcome, Reply):
                try:
                    value = read(outcome.text)
                    return Heard(value, outcome, tries.usage, rung.model.name, rung.secondary)
                except Unreadable as muddled:
                    outcome = NoReply(muddled.failure, str(muddled))
            _note(rung, question, outcome)
            if not tries.another(outcome.failure):
                return replace(outcome, usage=tries.usage)

    async def _once(self, rung: Rung, question: Question, budget: Budget) -> ModelOutcome:
        if (wait := rung.breaker.wait()) is not None:
            return NoReply(ModelFailure.UNAVAILABLE, "it is left alone for a while", after=wait)
        outcome: ModelOutcome | None = None
        try:
            if budget.take():
                async with asyncio.timeout(budget.left()):
                    outcome = await rung.model.ask(question)
        except TimeoutError:
            log.warning("The time for one grade was used up while %s was asked", rung.model.name)
        finally:
            if outcome is None:
                rung.breaker.dropped()
        if outcome is None:
            return NoReply(ModelFailure.TIMED_OUT, "what one grade may take is used up")
        _tell(rung.breaker, outcome)
        return outcome


def _tell(breaker: Breaker, outcome: ModelOutcome) -> None:
    if isinstance(outcome, Reply):
        breaker.heard(away=False)
    elif outcome.failure is ModelFailure.RATE_LIMITED:
        breaker.dropped()
    else:
        breaker.heard(away=outcome.failure.is_away)


def _note(rung: Rung, question: Question, outcome: NoReply) -> None:
    level = logging.ERROR if outcome.failure.is_misset else logging.WARNING
    if rung.breaker.is_open:
        level = min(level, logging.INFO)
    log.log(
        level, "%s, asked for a %s: %s (%s)", rung.model.name, question.name, outcome.failure, outcome.detail
    )
