"""What a group's next scenario is and when, for boards that wait for it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.board import Period
from bot.domain.calendar import local_date, zone_named
from bot.domain.ids import GroupId, PersonId
from bot.domain.post import Post
from bot.practice import words
from bot.practice.boards.periods import counts_in, will_count_in
from bot.practice.next_post import moment, next_post, pause_of
from bot.store.work import Work

COUNTS = "Your next answer counts here."
NEXT_COUNTS = "The next scenario counts here"


@dataclass(frozen=True, slots=True)
class WhatComes:
    post: Post | None
    """The one that is open now."""
    post_counts: bool
    """For the board that is asked for: answers count in their scenario's week and season."""
    next_at: datetime | None
    """When the next one comes; None when none is in sight."""
    next_counts: bool
    paused: str
    """That the group is paused, and how long; empty when it isn't."""
    zone: str
    """In which times are told."""
    now: datetime

    def for_an_empty_board(self) -> str:
        """What the board waits for."""
        if self.post is not None and self.post_counts:
            until = words.in_words(self.post.deadline_at, zone_named(self.zone))
            return f"Nobody is on it yet. A scenario is open until {until}: the first answer opens the board."
        paused = f" The group is {self.paused}." if self.paused else ""
        return f"Nobody is on it yet.{paused}{self._next()}"

    def for_somebody_with_nothing(self) -> str:
        """What would count for them; empty when nothing that counts here is open or to come."""
        if self.post is not None and not self.post_counts:
            return f"{NEXT_COUNTS}." if self.next_counts else ""
        return COUNTS if self.post_counts or self.next_counts else ""

    def _next(self) -> str:
        if self.next_at is None:
            return ""
        comes = moment(self.next_at, self.now, zone_named(self.zone))
        if self.next_counts:
            return f" {NEXT_COUNTS}: it comes {comes}."
        return f" The next scenario comes {comes} and counts for its own week."


async def what_comes(
    work: Work, group: GroupId, viewer: PersonId | None, period: Period, now: datetime
) -> WhatComes:
    """For a period that goes on. Told in the viewer's zone, or in the group's when it's for everybody."""
    schedule = await work.schedules.of(group)
    post = await work.posts.latest_open(group)
    post = post if post and now < post.deadline_at else None
    zone = own_zone = schedule.zone if schedule else "UTC"
    if viewer is not None:
        zone = await work.people.zone_of(group, viewer)
    next_at = await next_post(work, schedule, now) if schedule else None
    return WhatComes(
        post=post,
        post_counts=post is not None and await counts_in(work, post, period),
        next_at=next_at,
        next_counts=next_at is not None and will_count_in(period, local_date(next_at, own_zone)),
        paused=pause_of(schedule, local_date(now, own_zone)) if schedule else "",
        zone=zone,
        now=now,
    )
