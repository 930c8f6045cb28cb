"""When an answer will be graded, in a sentence that holds."""

from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.answer import Answer
from bot.domain.answering import Asking, Part, answer_text, long_enough
from bot.domain.calendar import zone_named
from bot.domain.post import Post
from bot.practice import words
from bot.practice.answer_touched import current
from bot.practice.may_ask import may_ask
from bot.practice.way_in import writes_privately
from bot.store.work import Work

UNKNOWN = "UTC"
AT_DEADLINE = (
    "A grader was asked about it as often as it may be before the deadline, so I grade it on {when}, as it "
    "stands then."
)


async def when_graded(work: Work, post: Post, answer: Answer, now: datetime) -> str:
    """By what the row says is due, and by whether there is enough to grade."""
    parts = await work.messages.parts(answer.group, answer.id)
    zone = await zone_of(work, post)
    return await when_parts_graded(work, post, answer, now, parts=parts, zone=zone)


async def when_parts_graded(
    work: Work, post: Post, answer: Answer, now: datetime, *, parts: list[Part], zone: ZoneInfo
) -> str:
    """The same, with the answer's parts and the group's zone at hand."""
    if not long_enough(answer_text(current(answer, parts))):
        return words.too_short_yet(private=writes_privately(post, parts))
    if await may_ask(work, post, answer, now) is Asking.AT_DEADLINE:
        return AT_DEADLINE.format(when=words.in_words(post.deadline_at, zone))
    return words.grading_due(answer.grade_due_at, now, zone)


async def zone_of(work: Work, post: Post) -> ZoneInfo:
    """The zone in which the group's times are told."""
    schedule = await work.schedules.of(post.group, post.slot)
    return told_in(schedule.zone if schedule else None)


def told_in(zone: str | None) -> ZoneInfo:
    """The same, of a group whose schedule names this zone, if it has one."""
    return zone_named(zone or UNKNOWN)
