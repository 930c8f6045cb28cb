"""The grader that asks a model. Text in, grade out; what goes wrong in between never becomes a number."""

import hashlib
import json
from asyncio import to_thread
from collections.abc import Collection
from dataclasses import dataclass, field

from bot.domain.answering import long_enough
from bot.domain.grade import GradeOutcome, Provenance
from bot.domain.model import ModelFailure, NoReply, Usage
from bot.domain.scenario import Scenario
from bot.grading.by_model.budget import Budget
from bot.grading.by_model.combine import combine
from bot.grading.by_model.desk import Desk, Prepared
from bot.grading.by_model.filing import Took, filed, source, too_short, without_a_grade
from bot.grading.by_model.intake import clean
from bot.grading.by_model.ladder import Heard, Ladder, Unreadable
from bot.grading.by_model.prompt import Nonce, prompt_hash, question, random_nonce, stable_text
from bot.grading.by_model.reply import parse
from bot.grading.by_model.scored import Scored
from bot.grading.by_model.second import Why, why_again
from bot.grading.by_model.verify import Verifier

Outcome = Heard[Scored] | NoReply


@dataclass(slots=True)
class Sitting:
    """One grade in the making: what it was asked of, and what that took so far."""

    prepared: Prepared
    budget: Budget = field(default_factory=Budget)
    outcomes: list[Outcome] = field(default_factory=list)
    unread: int = 0
    """Replies that could not be read, whatever came after them."""

    @property
    def took(self) -> Took:
        heard = [outcome for outcome in self.outcomes if isinstance(outcome, Heard)]
        return Took(
            sum((outcome.usage for outcome in self.outcomes), Usage()),
            tuple(one.reply for one in heard),
            offered=sum(one.value.found.offered for one in heard),
            verified=sum(one.value.found.verified for one in heard),
            unread=self.unread,
        )


class ModelGrader:
    """Grades by a model behind a ladder of endpoints. Implements Grader and GradeKeys."""

    def __init__(
        self, ladder: Ladder, effort: str = "", *, nonce: Nonce = random_nonce, desk: Desk | None = None
    ) -> None:
        self._ladder = ladder
        self._effort = effort
        self._nonce = nonce
        self._desk = desk or Desk()
        self.prompt_hash = prompt_hash()

    @property
    def model(self) -> str:
        """The name of the one that is asked first."""
        return self._ladder.rungs[0].model.name

    def key(self, scenario: Scenario, text: str) -> str:
        answer = clean(text)
        asked = [scenario.digest, stable_text(scenario), self.prompt_hash, self.model, self._effort]
        return hashlib.sha256(json.dumps([answer.text, answer.hides, *asked]).encode()).hexdigest()

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        """Raises RetryLater when nobody can be asked now."""
        sitting = Sitting(await to_thread(self._desk.prepare, scenario, text))
        if not long_enough(sitting.prepared.answer.text):
            return too_short(self._source(sitting, self.model))
        first = await self._first(sitting)
        if isinstance(first, NoReply):
            return without_a_grade(first, self._source(sitting, self.model))
        reasons = why_again(sitting.prepared, first.value)
        second = await self._second(sitting, reasons) if reasons else None
        combined = combine(sitting.prepared, first.value, second, reasons)
        # What speaks to the grader may have told it what to say: then only who wasn't shown it is heard.
        heard = (second,) if Why.SIGN in reasons else (first.value, second)
        readings = [reading for reading in heard if reading]
        provenance = self._source(sitting, first.model, stood_in=first.secondary)
        return filed(sitting.prepared, combined, readings, provenance)

    async def _first(self, sitting: Sitting) -> Outcome:
        """A reading of everything; if it was talked into making things up, of what isn't for the grader."""
        outcome = await self._read(sitting, without=())
        if _is_unfounded(outcome) and _leaves_enough(sitting.prepared):
            return await self._read(sitting, without=sitting.prepared.shown_without)
        return outcome

    async def _second(self, sitting: Sitting, reasons: Collection[Why]) -> Scored | None:
        """Another nonce, the other order of criteria, another model if there is one. None if it fails."""
        without = sitting.prepared.shown_without if Why.SIGN in reasons else frozenset()
        if without and not _leaves_enough(sitting.prepared):
            return None
        outcome = await self._read(sitting, without=without, again=True)
        return outcome.value if isinstance(outcome, Heard) else None

    def _source(self, sitting: Sitting, model: str, *, stood_in: bool = False) -> Provenance:
        return source(sitting.prepared, sitting.took, model, self.prompt_hash, stood_in=stood_in)

    async def _read(self, sitting: Sitting, *, without: Collection[int], again: bool = False) -> Outcome:
        prepared = sitting.prepared
        verifier = Verifier(prepared.answer, prepared.rubric, prepared.signs.barred)

        def read(text: str) -> Scored:
            sitting.unread += 1
            found = verifier.verify(parse(text, prepared.scenario))
            if found.made_up:
                raise Unreadable("most of its evidence isn't in the answer", ModelFailure.UNFOUNDED)
            sitting.unread -= 1
            return Scored.of(prepared.scenario, found)

        asked = question(
            prepared.scenario, prepared.answer, without=without, backwards=again, nonce=self._nonce
        )
        outcome = await self._ladder.ask(asked, read, budget=sitting.budget, other_first=again)
        sitting.outcomes.append(outcome)
        return outcome


def _is_unfounded(outcome: Outcome) -> bool:
    return isinstance(outcome, NoReply) and outcome.failure is ModelFailure.UNFOUNDED


def _leaves_enough(prepared: Prepared) -> bool:
    """Whether something is left to grade without the sentences that are meant for the grader."""
    without = prepared.shown_without
    left = (own for place, own in enumerate(prepared.answer.sentences) if place not in without)
    return bool(without) and long_enough(" ".join(prepared.answer.text[own.start : own.end] for own in left))
