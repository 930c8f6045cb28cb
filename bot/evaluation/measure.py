"""Texts through a grader: what came back, how long it took, what it cost. A failure is no number."""

import asyncio
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.domain.grade import Graded, GradeOutcome, Provenance
from bot.domain.model import GraderAway
from bot.domain.scenario import Scenario
from bot.domain.text import count_words
from bot.errors import RetryLater
from bot.evaluation.first_word import first_word
from bot.evaluation.results import Came, Measured
from bot.ports import Grader

Progress = Callable[[int, int], None]
Wait = Callable[[timedelta], Awaitable[None]]
_TRIES = 3
_LONGEST_WAIT = timedelta(minutes=2)


@dataclass(frozen=True, slots=True)
class Given:
    """A text to be graded."""

    scenario: Scenario
    id: str
    text: str


async def _no_wait(_: timedelta) -> None:
    """A recording answers at once."""


async def real_wait(after: timedelta) -> None:
    """For a live endpoint that asks to be left alone for a moment."""
    await asyncio.sleep(after.total_seconds())


@dataclass(frozen=True, slots=True)
class Trial:
    """A grader, and how it is asked."""

    grader: Grader
    at_once: int = 1
    wait: Wait = _no_wait
    progress: Progress = lambda _done, _of: None

    async def measure(self, texts: Sequence[Given]) -> list[Measured]:
        """Grade every text once, in no particular order; what came of each, in theirs."""
        gate, done = asyncio.Semaphore(self.at_once), 0

        async def one(given: Given) -> Measured:
            nonlocal done
            async with gate:
                measured = await self._one(given)
            done += 1
            self.progress(done, len(texts))
            return measured

        try:
            async with asyncio.TaskGroup() as group:
                tasks = [group.create_task(one(given)) for given in texts]
        except ExceptionGroup as several:
            raise several.exceptions[0] from several
        return [task.result() for task in tasks]

    async def _one(self, given: Given) -> Measured:
        started, refused, cost, calls = time.perf_counter(), "", 0, 0
        for _ in range(_TRIES):
            try:
                outcome = await self.grader.grade(given.scenario, given.text)
            except RetryLater as later:
                refused = later.reason
                if isinstance(later, GraderAway):
                    cost, calls = cost + later.cost_micros, calls + later.calls
                if later.after > _LONGEST_WAIT:
                    break
                await self.wait(later.after)
            else:
                return measured_from(given, outcome, time.perf_counter() - started)
        return Measured(
            scenario=given.scenario.id,
            id=given.id,
            words=count_words(given.text),
            status="unavailable",
            reason=refused,
            usage={"calls": calls},
            cost_micros=cost,
            seconds=time.perf_counter() - started,
        )


def measured_from(given: Given, outcome: GradeOutcome, seconds: float) -> Measured:
    """An outcome as the kit keeps it. A grader that knows its own time (a replay) is believed."""
    provenance = outcome.provenance
    usage = dict(provenance.usage)
    known: dict[str, Any] = {
        "scenario": given.scenario.id,
        "id": given.id,
        "words": count_words(given.text),
        "came": _came(provenance),
        "usage": usage,
        "cost_micros": provenance.cost_micros,
        "seconds": usage["ms"] / 1000 if "ms" in usage else seconds,
    }
    if not isinstance(outcome, Graded):
        return Measured(status="ungraded", reason=outcome.reason.value, **known)
    shown = [*(c.quotes for c in outcome.criteria), *(line.quotes for line in outcome.red_lines)]
    quotes = [quote for some in shown for quote in some]
    flat = _flat(given.text)
    return Measured(
        status="graded",
        levels={grade.criterion_id: int(grade.level) for grade in outcome.criteria},
        red_lines=tuple(line.red_line_id for line in outcome.red_lines if line.tripped),
        score=outcome.score,
        first_word=first_word(given.scenario, provenance),
        band=outcome.band,
        confidence={g.criterion_id: g.confidence for g in outcome.criteria if g.confidence is not None},
        held=outcome.held,
        reviews=tuple(reason.value for reason in outcome.reviews),
        flags=outcome.flags,
        quotes=len(quotes),
        quotes_in_text=sum(_flat(quote) in flat for quote in quotes),
        **known,
    )


def _came(provenance: Provenance) -> Came:
    return Came(
        kind=provenance.kind,
        grader=provenance.grader,
        rubric_hash=provenance.rubric_hash,
        prompt_hash=provenance.prompt_hash,
    )


def _flat(text: str) -> str:
    return " ".join(text.split())
