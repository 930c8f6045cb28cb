"""The rule of streaks read aloud: one function a sentence, no state carried along, no credits."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from bot.domain.ids import PostId
from bot.domain.streak import MOST_FROZEN_IN_A_ROW, Stood


@dataclass(frozen=True, slots=True)
class Arrival:
    written: datetime
    heard: datetime
    """When the bot learned of it; later than written after an outage."""


@dataclass(frozen=True, slots=True)
class History:
    """What happened, in dates, instants and zones; nothing here says what counts."""

    posts: Sequence[Stood]
    arrived: Mapping[PostId, Arrival]
    repaired: Collection[PostId]
    moves: Sequence[tuple[datetime, str]]
    """From when on the member lived where, oldest first."""
    now: datetime

    def zone_at(self, moment: datetime) -> str:
        return [zone for since, zone in self.moves if since <= moment][-1]

    def answered(self, post: Stood) -> bool:
        """In time where its author lived when it came, or an organiser said so."""
        arrival = self.arrived.get(post.id)
        if post.id in self.repaired:
            return True
        return arrival is not None and _in_time(post, arrival.written, self.zone_at(arrival.heard))

    def still_open(self, post: Stood) -> bool:
        return not self.answered(post) and _in_time(post, self.now, self.zone_at(self.now))


def _in_time(post: Stood, moment: datetime, zone: str) -> bool:
    return moment < post.deadline_at or moment < following_four_in_the_morning(post.deadline_at, zone)


def following_four_in_the_morning(deadline_at: datetime, zone: str) -> datetime:
    """Tried date by date. Where a clock jumps over four, the moment after the jump."""
    around = [deadline_at.date() + timedelta(days=off) for off in range(-2, 4)]
    fours = [datetime.combine(day, time(4), ZoneInfo(zone)).astimezone(UTC) for day in around]
    return min(four for four in fours if four >= deadline_at)


def slow_length(history: History) -> int:
    posts = history.posts
    answered = [history.answered(post) for post in posts]
    still_open = [history.still_open(post) for post in posts]
    weeks = [post.local_date.isocalendar()[:2] for post in posts]

    @cache
    def is_frozen(n: int) -> bool:
        if answered[n] or still_open[n] or not length_before(n):
            return False
        if any(weeks[m] == weeks[n] and is_frozen(m) for m in range(n)):
            return False
        decided = [m for m in range(n) if not still_open[m]]
        return not all(is_frozen(m) for m in decided[-MOST_FROZEN_IN_A_ROW:])

    @cache
    def length_before(n: int) -> int:
        if n == 0:
            return 0
        if answered[n - 1]:
            return length_before(n - 1) + 1
        return length_before(n - 1) if still_open[n - 1] or is_frozen(n - 1) else 0

    return length_before(len(posts))
