"""Writes down where a post stands, and owes the reminders that hang on it."""

import logging
from collections.abc import Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.calendar import zone_named
from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.group import Member
from bot.domain.post import Post, Posting
from bot.domain.reminding import remind_at
from bot.errors import UserMustAct
from bot.ports import Published
from bot.practice.core import Core
from bot.store.work import Work

AT_ONCE = 500

log = logging.getLogger(__name__)


async def note_landed(core: Core, posting: Posting, landed: Published) -> None:
    """Owe the reminders, then note the landing; twice does no harm.

    In this order, because a posting that isn't noted is looked for again: a process that dies in between
    loses no reminder. Nothing that goes wrong with reminders keeps the landing from being noted.
    """
    try:
        if await _noted_where_nobody_is_reminded(core, posting, landed):
            return
        await _owe_reminders(core, posting.post)
    except Exception:  # the cause is logged; members wait in the thread for the line below
        log.exception("could not owe a post's reminders", extra={"post": posting.post.id})
    async with core.store.work() as work:
        await _note(work, posting, landed, core.clock.now())


async def _noted_where_nobody_is_reminded(core: Core, posting: Posting, landed: Published) -> bool:
    """In most groups there is no reminder to owe first: then it's one transaction."""
    async with core.store.work() as work:
        if await work.people.members(posting.post.group, reminded=True):
            return False
        await _note(work, posting, landed, core.clock.now())
    return True


async def _note(work: Work, posting: Posting, landed: Published, now: datetime) -> None:
    sent = await work.postings.sent(posting, landed, now)
    if sent is not None and sent.unheard_since is not None:
        until = max(now, sent.unheard_since)
        await work.installations.missed(posting.channel.installation, sent.unheard_since, until)


async def _owe_reminders(core: Core, post: Post) -> None:
    now = core.clock.now()
    async with core.store.work() as work:
        members = await work.people.members(post.group, reminded=True)
        schedule = await work.schedules.of(post.group, post.slot)
    owed = _reminders(post, members, schedule.zone if schedule else "UTC", now)
    for first in range(0, len(owed), AT_ONCE):
        async with core.store.work() as work:
            await work.deliveries.owe(owed[first : first + AT_ONCE])


def _reminders(post: Post, members: Sequence[Member], groups_zone: str, now: datetime) -> list[Owed]:
    owed = []
    for member in members:
        due = remind_at(post.deadline_at, _zone_of(member, groups_zone))
        if due > now:
            key = f"reminder:{post.id}:{member.person}"
            owed.append(Owed(post.group, DeliveryKind.REMINDER, key, due, member.person, post.id))
    return owed


def _zone_of(member: Member, groups_zone: str) -> ZoneInfo:
    try:
        return zone_named(member.zone or groups_zone)
    except UserMustAct:
        log.warning("a member's zone is unknown; the group's is used", extra={"person": member.person})
        return zone_named(groups_zone)
