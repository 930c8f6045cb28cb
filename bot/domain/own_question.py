"""A question that a member brought, with their answer to it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.domain.grade import GradeOutcome
from bot.domain.ids import GroupId, OwnQuestionId, PersonId

GENERAL = "own-question"
"""The id of the general rubric. Its reference answers are to a sample question of its own."""
MOST_BROUGHT = 5
BROUGHT_WITHIN = timedelta(hours=24)
"""Each is read by a grader that may cost money."""
SHORTEST_QUESTION = 20
LONGEST_QUESTION = 6_000
"""In letters, as the next one."""
LONGEST_ANSWER = 20_000


@dataclass(frozen=True, slots=True)
class OwnQuestion:
    id: OwnQuestionId
    group: GroupId
    person: PersonId
    question: str
    answer: str
    attempt: int
    failures: int
    asked_at: datetime
    outcome: GradeOutcome | None = None
    """None while nobody has graded it."""
