"""A company loop as its author writes it: which rounds, by whom, how long, and how much each weighs.

The pydantic models are the format, as a scenario's are. A file that doesn't fit is refused with a
sentence that names the field (`bot/library/loops.py` adds file and line).
"""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from bot.domain.round_kinds import Kind
from bot.domain.scenario import Line, Slug
from bot.errors import Defect

MOST_ROUNDS = 6
PANEL_CHAIR = "Panel chair"


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class LoopRound(_Part):
    kind: Kind
    minutes: Annotated[int, Field(ge=10, le=90)]
    interviewer: Annotated[str, Field(min_length=3, max_length=40)]
    """A role, such as "Staff PM"; nobody's name."""
    weight: Annotated[int, Field(ge=1, le=3)] = 1

    @property
    def lead(self) -> str:
        """Who asks what no role of the scenario asks. A panel is no person: its chair does."""
        return PANEL_CHAIR if self.kind is Kind.PANEL else self.interviewer


class LoopFormat(_Part):
    """How a company interviews."""

    format: Literal[1]
    id: Slug
    title: Annotated[str, Field(min_length=3, max_length=60)]
    says: Line
    """What kind of place interviews so, for whoever chooses one."""
    rounds: Annotated[tuple[LoopRound, ...], Field(min_length=2, max_length=MOST_ROUNDS)]
    bar_raiser: bool = False
    """One more round is offered when the interviewers disagree."""

    @property
    def minutes(self) -> int:
        return sum(one.minutes for one in self.rounds)

    def played_at(self, place: int) -> LoopRound:
        """Of a round that was begun. Raises Defect for a place that the loop doesn't have."""
        found = self.round_at(place)
        if found is None:
            raise Defect(f"The loop {self.id} has no round {place}.")
        return found

    def round_at(self, place: int) -> LoopRound | None:
        """Places count from 1; the one behind the last is the bar raiser's, where there is one."""
        if 1 <= place <= len(self.rounds):
            return self.rounds[place - 1]
        return BAR_RAISER if self.bar_raiser and place == self.bar_raiser_place else None

    @property
    def bar_raiser_place(self) -> int:
        return len(self.rounds) + 1


BAR_RAISER = LoopRound(kind=Kind.BAR_RAISER, minutes=45, interviewer="Bar raiser", weight=2)
