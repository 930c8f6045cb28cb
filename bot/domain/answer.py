"""A member's answer to a post."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.ids import AnswerId, GroupId, PersonId, PostId
from bot.domain.points import Timeliness


class AnswerState(StrEnum):
    COLLECTING = "collecting"
    DEBRIEFED = "debriefed"
    WITHDRAWN = "withdrawn"


class WaitsFor(StrEnum):
    """What an answer waits for that is due and can't be graded now."""

    NOTHING = ""
    GRADER = "grader"
    REPLY = "reply"
    """A grader answers, though nothing readable about this text: grades of others say nothing of it."""
    BUDGET = "budget"
    SWITCH = "switch"
    """For a person, who has switched grading off."""
    DEADLINE = "deadline"
    """A grader was asked about it as often as it may be before."""


@dataclass(frozen=True, slots=True)
class Answer:
    id: AnswerId
    group: GroupId
    post: PostId
    person: PersonId
    state: AnswerState
    revision: int
    attempt: int
    arrivals: int
    arrived_at: datetime | None
    timeliness: Timeliness | None
    credited: bool
    """It counts for its author's streak."""
    grade_due_at: datetime | None
    gradings: int
    debriefed_at: datetime | None
    debriefed_revision: int | None
    reopened: bool
    """Try again was pressed: messages count once more."""
    tries: int
    """Counts tries from 1: a message belongs to the one in which it came in."""
    tried_again_at: datetime | None
    failures: int
    """Gradings that came to nothing since the last that came to something."""
    dropped: int = 0
    """Gradings that were paid for and came too late: the words had changed."""

    @property
    def takes_words(self) -> bool:
        """Whether what its author adds belongs to it. After a debrief only Try again opens it once more."""
        return self.state is not AnswerState.DEBRIEFED or self.reopened
