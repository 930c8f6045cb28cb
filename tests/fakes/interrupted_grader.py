"""A grader like a model during whose reading something happens, and which won't read some texts at all."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from bot.domain.grade import GradeOutcome, GraderKind, Provenance, Ungraded, UngradedReason
from bot.domain.scenario import Scenario
from tests.fakes.fickle_grader import FickleGrader

REFUSE_ME = "refuse me"


@dataclass(slots=True)
class InterruptedGrader(FickleGrader):
    meanwhile: Callable[[], Awaitable[None]] | None = None

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        # Not `super()`: a dataclass with slots is another class than the one whose method this is.
        outcome = await FickleGrader.grade(self, scenario, text)
        if self.meanwhile is not None:
            await self.meanwhile()
        if REFUSE_ME in text:
            source = Provenance(GraderKind.MODEL, "fickle", scenario.digest, usage=(("calls", 1),))
            return Ungraded(UngradedReason.REFUSED, "It would not.", source)
        return outcome
