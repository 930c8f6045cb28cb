"""A study group, its schedule and its people."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from bot.domain.calendar import Rhythm
from bot.domain.happenings import Account
from bot.domain.ids import ChannelId, GroupId, InstallationId, PersonId
from bot.domain.mode import Mode
from bot.domain.points import PointsTable

DAILY = "daily"


@dataclass(frozen=True, slots=True)
class Group:
    id: GroupId
    name: str
    mode: Mode
    tracks: frozenset[str]
    quiet: timedelta
    points: PointsTable


@dataclass(frozen=True, slots=True)
class Manner:
    """How a group's scenarios come: who sees the answers, and from which tracks they are. Few differ."""

    mode: Mode
    tracks: frozenset[str]


@dataclass(frozen=True, slots=True)
class Schedule:
    group: GroupId
    slot: str
    at: time
    zone: str
    weekdays: frozenset[int]
    catch_up: timedelta
    """How late a missed post may still go out; later, the day is skipped."""
    holidays_of: str
    """A country, or country and region (`DE`, `DE-BY`), whose holidays are rest days; empty for none."""
    paused_from: date | None
    paused_until: date | None
    """The last day of the pause; None for until further notice."""
    next_post_at: datetime | None
    version: int

    @property
    def rhythm(self) -> Rhythm:
        return Rhythm(self.at, self.zone, self.weekdays)

    def paused_on(self, day: date) -> bool:
        if self.paused_from is None or day < self.paused_from:
            return False
        return self.paused_until is None or day <= self.paused_until


class Role(StrEnum):
    MEMBER = "member"
    ORGANISER = "organiser"


@dataclass(frozen=True, slots=True)
class Member:
    group: GroupId
    person: PersonId
    name: str
    role: Role
    zone: str | None


@dataclass(frozen=True, slots=True)
class Reached:
    """An account by which a person can be reached, and the installation that carries it."""

    account: Account
    installation_ref: str


@dataclass(frozen=True, slots=True)
class Channel:
    id: ChannelId
    group: GroupId
    installation: InstallationId
    platform: str
    installation_ref: str
    ref: str
