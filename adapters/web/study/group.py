"""Makes the sample group, through the same doors as any group."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from adapters.web.room.room import Room
from adapters.web.room.values import INSTALLATION, NAME
from adapters.web.study.cast import MEMBERS, YOU
from adapters.web.study.opening import LeftRoom
from bot.domain.calendar import DAY, instant_on, local_date
from bot.domain.ids import GroupId, ScenarioId
from bot.errors import Defect
from bot.practice.core import Core
from bot.practice.organise import set_queue
from bot.practice.set_up import Wish, set_up_group

GROUP = "Sample study group"
POSTED_AT = time(9, 30)
A_MINUTE_EARLY = timedelta(minutes=1)
ARRIVES_AFTER = DAY + timedelta(minutes=1)
"""After the first post: on the second day, when its scenario stands there."""
QUEUE = (
    "two-stewards-one-question",
    "the-hailstorm",
    "the-fish-smoker",
    "the-heater-stops",
    "white-text",
    "no-way-up",
    "finished-homework",
    "ninety-four-percent",
    "haggle-for-me",
    "two-in-the-morning",
)
"""The first two weeks. The library's others are left for mock rounds."""
PREPARED, ARRIVED = "prepared", "arrived at"


@dataclass(frozen=True, slots=True)
class FirstDay:
    """When the sample group's first post is due, and when the newcomer comes in."""

    zone: str
    posted: datetime

    @property
    def arrival(self) -> datetime:
        return self.posted + ARRIVES_AFTER

    @classmethod
    def of(cls, zone: str, real: datetime) -> "FirstDay":
        """Monday of the current week."""
        today = local_date(real, zone)
        monday = today - DAY * today.weekday()
        return cls(zone, instant_on(monday, POSTED_AT, zone))


def is_prepared(room: Room) -> bool:
    return room.setting(PREPARED) is not None


def arrived_at(room: Room) -> datetime | None:
    """When the newcomer came in, by the room's clock."""
    kept = room.setting(ARRIVED)
    return datetime.fromisoformat(kept) if kept else None


def open_doors(left: LeftRoom, zone: str) -> FirstDay:
    """Let everybody in, a minute before the first post of this week."""
    day = FirstDay.of(zone, left.real())
    left.clock.begin_at(day.posted - A_MINUTE_EARLY)
    for member in MEMBERS:
        left.room.join(member)
    return day


def welcome(room: Room) -> None:
    """The newcomer is here. Until this is written down, the next start begins anew."""
    room.keep_setting(ARRIVED, room.clock.now().isoformat())
    room.keep_setting(PREPARED, "yes")


async def set_up(core: Core, room: Room, zone: str) -> GroupId:
    """The group with its channel, its days and its queue. You organise it, so that it can be changed."""
    organiser = room.members[YOU].account
    wish = Wish(GROUP, NAME, INSTALLATION, room.channel, organiser, zone, at=POSTED_AT)
    group = await set_up_group(core, wish)
    async with core.store.work() as work:
        person = await work.people.known(organiser)
    if person is None:
        raise Defect("The organiser of the sample group is unknown.")
    known = [ScenarioId(name) for name in QUEUE if name in core.library.scenarios]
    await set_queue(core, group, person, known)
    return group
