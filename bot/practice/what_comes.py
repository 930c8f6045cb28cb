"""What a group's next scenario is and when, for boards that wait for it."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.calendar import local_date, zone_named
from bot.domain.group import Schedule
from bot.domain.ids import GroupId, PersonId
from bot.domain.post import Post
from bot.practice import words
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class WhatComes:
    schedule: Schedule | None
    post: Post | None
    """The one that is open now."""
    zone: str
    """In which times are told."""
    now: datetime

    def for_an_empty_board(self, *, going_on: bool) -> str:
        """What the board waits for; of a time that is over, that nothing was counted in it."""
        if not going_on:
            return "No points were counted in that time."
        if self.post is not None:
            until = words.in_words(self.post.deadline_at, zone_named(self.zone))
            return f"Nobody is on it yet. A scenario is open until {until}: the first answer opens the board."
        if self.schedule is None or self.schedule.next_post_at is None:
            return "Nobody is on it yet. The first answer to the next scenario opens the board."
        if self.schedule.paused_on(local_date(self.now, self.schedule.zone)):
            return (
                "Nobody is on it yet. The group is paused; the first answer after the pause opens the board."
            )
        comes = words.in_words(self.schedule.next_post_at, zone_named(self.zone))
        return f"Nobody is on it yet. The next scenario comes {comes}; the first answer opens the board."


async def what_comes(work: Work, group: GroupId, viewer: PersonId | None, now: datetime) -> WhatComes:
    """Told in the viewer's zone, or in the group's when it's for everybody."""
    schedule = await work.schedules.of(group)
    post = await work.posts.latest_open(group)
    zone = schedule.zone if schedule else "UTC"
    if viewer is not None:
        zone = await work.people.zone_of(group, viewer)
    return WhatComes(schedule, post if post and now < post.deadline_at else None, zone, now)
