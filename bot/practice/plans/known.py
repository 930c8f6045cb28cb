"""What a member's plan is laid out from, gathered from rows."""

from dataclasses import dataclass
from datetime import date, datetime

from bot.domain.attempt import one_scale
from bot.domain.calendar import local_date
from bot.domain.ids import GroupId, PersonId, ScenarioId
from bot.domain.plan import Known, Met
from bot.domain.rotation import Entry
from bot.domain.round_kinds import FORMATS, Kind
from bot.practice.core import Core
from bot.practice.packs.shelves import entries_in
from bot.store.work import Work

LOOKED_AT = 100
"""Attempts, the newest ones."""
KEPT_BACK = 30
"""So many of the group's queue aren't planned: they come as its daily post."""


@dataclass(frozen=True, slots=True)
class Whose:
    group: GroupId
    person: PersonId
    zone: str
    """Their own, in which a day is today."""
    now: datetime

    @property
    def today(self) -> date:
        return local_date(self.now, self.zone)


async def known_of(core: Core, work: Work, whose: Whose) -> Known:
    """What they have seen in whichever group of theirs, and what came of it in this one."""
    shelf = await entries_in(core, work, whose.group)
    seen = await _seen(work, whose)
    page = await work.attempts.of(whose.group, whose.person, LOOKED_AT)
    attempts = list(page.attempts)
    scale = one_scale(attempts)
    return Known(
        person=whose.person,
        shelf=await _offered(work, whose, shelf),
        seen=seen,
        met=tuple(
            Met(local_date(it.at, whose.zone), it.system, it.means if it in scale else {})
            for it in reversed(attempts)
        ),
        kinds={kind: _unseen(core, kind, shelf, seen) for kind in Kind},
        had=tuple(Kind(it.round) for it in reversed(attempts) if it.round in set(Kind)),
    )


async def _seen(work: Work, whose: Whose) -> frozenset[ScenarioId]:
    groups = {*await work.people.groups_of(whose.person), whose.group}
    posted = await work.posts.seen(sorted(groups))
    played = await work.rounds.had(whose.person)
    read = await work.round_reviews.open_to(whose.person)
    return frozenset({*played, *read, *(one for ids in posted.values() for one in ids)})


async def _offered(work: Work, whose: Whose, shelf: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Without what the group has planned for a day of its own, or never wants."""
    queued = (await work.queue.of([whose.group])).get(whose.group, [])[:KEPT_BACK]
    wishes = (await work.wishes.of([whose.group], whose.today)).get(whose.group)
    kept = {*queued, *(wishes.pins.values() if wishes else ()), *(wishes.unwanted if wishes else ())}
    return tuple(entry for entry in shelf if entry.id not in kept)


def _unseen(core: Core, kind: Kind, shelf: tuple[Entry, ...], seen: frozenset[ScenarioId]) -> int:
    of_kind = FORMATS[kind]
    asked = core.library.of_rounds(kind) if of_kind.own else shelf
    return sum(
        entry.id not in seen for entry in asked if not of_kind.systems or entry.system in of_kind.systems
    )
