"""Whether the grader may be asked about an answer once more, by what was asked before."""

from datetime import datetime

from bot.domain.answer import Answer
from bot.domain.answering import Asking, asking
from bot.domain.grade import GraderKind, Provenance, Ungraded, UngradedReason
from bot.domain.post import Post
from bot.domain.scenario import Scenario
from bot.store.work import Work

_NO_MORE = "Asked about as often as it may be."


async def may_ask(work: Work, post: Post, answer: Answer, now: datetime) -> Asking:
    return asking(
        gradings=answer.gradings,
        dropped=answer.dropped,
        refused=await work.grades.refused(answer.group, answer.id),
        closed=now >= post.deadline_at,
    )


def asked_enough(scenario: Scenario) -> Ungraded:
    """For a person to grade, at no further cost."""
    source = Provenance(GraderKind.AUTOMATIC, "limit of askings", scenario.digest)
    return Ungraded(UngradedReason.ASKED_ENOUGH, _NO_MORE, source)
