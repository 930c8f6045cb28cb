"""A member's streak, post by post; everybody's length for a board; and an organiser's repair."""

import logging
from asyncio import to_thread
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import dropwhile

from bot.domain.board import week_of
from bot.domain.calendar import local_date, zone_named
from bot.domain.cards import SheetCard
from bot.domain.group import Member, Role
from bot.domain.ids import GroupId, PersonId, PostId
from bot.domain.points import LedgerKind, Tally
from bot.domain.streak import (
    Mark,
    Stood,
    Streak,
    length_whatever_came_before,
    newest_weeks,
    open_in,
    recent,
    walk,
)
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.organise import require_organiser
from bot.practice.streak_words import MOST_LINES, Explained, as_sheet
from bot.store.ledger import LedgerEntry
from bot.store.work import Work

WINDOWS = (15, 60, 240)
"""How many posts are looked at, newest first, before all of them are: most streaks are shorter."""
LONGEST_REASON = 300

log = logging.getLogger(__name__)


async def streak_sheet(work: Work, group: GroupId, person: PersonId, now: datetime) -> SheetCard:
    """Somebody's streak, explained post by post, for nobody's eyes but theirs."""
    mine = await _read(work, group, person, now)
    shown = await _since_joining(work, group, person, mine)
    told = await work.streaks.told(group, person, [post.id for post, _ in shown])
    skipped = await work.streaks.skipped(group, shown[0][0].local_date, now) if shown else []
    schedule = await work.schedules.of(group)
    monday = week_of(local_date(now, schedule.zone if schedule else "UTC")).monday
    return as_sheet(Explained(mine.streak, shown, told, skipped, zone_named(mine.zone), monday, now))


async def current_streak(work: Work, group: GroupId, person: PersonId, now: datetime) -> int:
    return (await _read(work, group, person, now)).streak.length


async def streaks_of(work: Work, group: GroupId, now: datetime) -> list[tuple[PersonId, int]]:
    """The members who have a streak, and how long it is."""
    posts = await work.streaks.stood(group)
    lately = [post.id for post in recent(posts, now)]
    lives = await work.streaks.lives(group)
    still_open = {zone: open_in(posts, _livable(zone), now) for zone in set(lives.values())}
    lengths: dict[PersonId, int] = {}
    left: dict[PersonId, _Case] = {}
    for window in _windows(posts):
        unsettled = left.keys() - lengths.keys()
        credited = await work.streaks.credits(group, [post.id for post in window], lately, unsettled)
        left = {
            p: _Case(credited[p], still_open[lives[p]]) for p in credited if p in lives and p not in lengths
        }
        # Off the event loop: a group may be large.
        found = await to_thread(_lengths, window, set(left.values()), whole=window is posts)
        lengths |= {person: found[case] for person, case in left.items() if case in found}
        if left.keys() <= lengths.keys():
            break
    return sorted((person, length) for person, length in lengths.items() if length)


@dataclass(frozen=True, slots=True)
class _Case:
    """What a streak is made of. Many members answered the same posts, and are one case."""

    credited: frozenset[PostId]
    still_open: frozenset[PostId]


def _lengths(window: Sequence[Stood], cases: Collection[_Case], *, whole: bool) -> dict[_Case, int]:
    """Of each case whose length these posts settle."""
    if whole:
        return {case: walk(window, case.credited, case.still_open)[0].length for case in cases}
    known = {case: length_whatever_came_before(window, case.credited, case.still_open) for case in cases}
    return {case: length for case, length in known.items() if length is not None}


def _windows(posts: Sequence[Stood]) -> Iterator[Sequence[Stood]]:
    for least in WINDOWS:
        if least < len(posts):
            yield newest_weeks(posts, least)
    yield posts


async def repair_streak(  # noqa: PLR0917  who, whose, which and why are one sentence
    core: Core, group: GroupId, actor: PersonId, person: PersonId, day: date, reason: str
) -> int:
    """Let a missed post count for somebody's streak after all. Returns its length then.

    Raises UserMustAct when there was nothing to repair.
    """
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        await _require_other(work, group, actor, person)
        member = await work.people.member(group, person)
        if member is None:
            raise UserMustAct("That person isn't a member of this group. Nothing was changed. Name a member.")
        why = _checked(reason)
        post = await _missed_on(work, member, day, now)
        repair = LedgerEntry(
            group, person, post, LedgerKind.REPAIR, f"repair:{post}:{person}", Tally(credit=1)
        )
        await work.ledger.enter(repair, now)
        await work.audit.note(group, actor, "streak repaired", now, person=person, day=str(day), reason=why)
        return await current_streak(work, group, person, now)


async def _require_other(work: Work, group: GroupId, actor: PersonId, person: PersonId) -> None:
    if actor == person and len(await work.people.members(group, role=Role.ORGANISER)) > 1:
        raise UserMustAct(
            "Nobody repairs their own streak while there is another organiser. Nothing was changed. "
            "Ask one of them."
        )


def _checked(reason: str) -> str:
    why = " ".join(reason.split())
    if not why or len(why) > LONGEST_REASON:
        raise UserMustAct(
            f"A repair needs a reason of at most {LONGEST_REASON} characters; it goes into the audit log. "
            "Nothing was changed. Type it after the day."
        )
    return why


async def _missed_on(work: Work, member: Member, day: date, now: datetime) -> PostId:
    """The post of that day, held against another organiser who repairs it at the same moment."""
    group, person = member.group, member.person
    posts = [post for post in await work.streaks.stood(group) if post.local_date == day]
    if not posts:
        raise UserMustAct(await _no_post(work, group, day, now))
    # Somebody who left and is back joined when they first did.
    joined = await work.streaks.joined_at(group, person)
    theirs = [post for post in posts if joined is not None and joined < post.deadline_at]
    if not theirs:
        raise UserMustAct(
            f"{day:%A %-d %B} was over before {member.name} joined. Nothing was changed. "
            "Give the day of a later post."
        )
    for post in theirs:
        await work.posts.lock(group, post.id)
    credited = await work.streaks.credited(group, person)
    missed = [post for post in theirs if post.id not in credited]
    if not missed:
        raise UserMustAct(
            f"{day:%A %-d %B} counts for {member.name} already. Nothing was changed, nothing needs to be."
        )
    zone = _livable(await work.people.zone_of(group, person))
    if open_in(missed, zone, now):
        raise UserMustAct(
            f"{day:%A %-d %B} is still open for {member.name}: an answer counts. Nothing was changed. "
            "Repair it when it's over, if it was missed."
        )
    return missed[0].id


async def _no_post(work: Work, group: GroupId, day: date, now: datetime) -> str:
    skipped = [one for one in await work.streaks.skipped(group, day, now) if one.local_date == day]
    if skipped:
        return (
            f"{day:%A %-d %B} had no post ({skipped[0].reason}), and such a day breaks no streak. "
            "Nothing was changed, nothing needs to be."
        )
    return f"There was no post on {day:%A %-d %B}. Nothing was changed. Give the day of a post."


@dataclass(frozen=True, slots=True)
class _Mine:
    posts: Sequence[Stood]
    streak: Streak
    marks: Sequence[Mark]
    zone: str


async def _read(work: Work, group: GroupId, person: PersonId, now: datetime) -> _Mine:
    posts = await work.streaks.stood(group)
    credited = await work.streaks.credited(group, person)
    zone = _livable(await work.people.zone_of(group, person))
    streak, marks = walk(posts, credited, open_in(posts, zone, now))
    return _Mine(posts, streak, marks, zone)


async def _since_joining(
    work: Work, group: GroupId, person: PersonId, mine: _Mine
) -> list[tuple[Stood, Mark]]:
    """The latest posts, from the first that was theirs to answer; somebody who joined later starts then."""
    joined = await work.streaks.joined_at(group, person)
    if joined is None:
        return []
    each = list(zip(mine.posts, mine.marks, strict=True))
    theirs = dropwhile(lambda it: it[1] is not Mark.COUNTED and it[0].deadline_at <= joined, each)
    return list(theirs)[-MOST_LINES:]


def _livable(zone: str) -> str:
    """A zone that was abolished must not keep a whole board from being shown."""
    try:
        return zone_named(zone).key
    except UserMustAct:
        log.warning("a member's zone is unknown; UTC is used", extra={"zone": zone})
        return "UTC"
