"""Asks a member to post again what they may have written while nothing was heard of it."""

from collections.abc import Iterable, Sequence

from bot.domain.calendar import zone_named
from bot.domain.cards import Card, Note
from bot.domain.delivery import Delivery, DeliveryKind, Owed
from bot.domain.ids import PersonId
from bot.domain.silence import Silence, joined, still_to_ask
from bot.ports import Nudge
from bot.practice import words
from bot.practice.core import Core
from bot.practice.read_again import Reading
from bot.practice.way_in import answer_privately
from bot.store.installations import Installation
from bot.store.missed import OpenRound, OpenThread
from bot.store.work import Work

_KIND = DeliveryKind.MISSED_TIME


async def missed_letter(work: Work, delivery: Delivery) -> Card | None:
    """Where a chat lets nobody read what was written before."""
    owed = delivery.owed
    if owed.since is None or owed.person is None:
        return None
    zone = zone_named(await work.people.zone_of(owed.group, owed.person))
    when = f"From {words.in_words(owed.since, zone)} to {words.in_words(owed.due_at, zone)} I heard nothing"
    if owed.post is None:
        return Note(
            f"{when} of what was written here, and I'm not allowed to read it now. If you said something in "
            "your mock round then, please say it once more. If you wrote nothing, there is nothing to do."
        )
    post = await work.posts.get(owed.group, owed.post)
    if post is None:
        return None
    scenario = await work.posts.scenario(post.scenario_hash)
    group = await work.groups.get(owed.group)
    return Note(
        f"{when} of what was written in “{group.name}”, and I'm not allowed to read it now. If you answered "
        f"“{scenario.title}” then, or changed or deleted something there, please do it once more: post it "
        "again in the thread, or press Answer privately. If you wrote nothing, there is nothing to do.",
        (answer_privately(post),),
    )


async def ask_again(core: Core, work: Work, it: Installation, refused: Sequence[Reading]) -> None:
    """Each member once about each time, of the newest scenario that can't be read."""
    concerned = await _concerned(work, refused)
    if not concerned:
        return
    groups = {reading.of_group for readings in concerned.values() for reading in readings}
    asked = await work.asked.about(it.id, groups, min(one.since for one in refused))
    owed = []
    for person, readings in concerned.items():
        for silence in joined(_silences(readings)):
            of = next(one for one in readings if _falls_into(one, silence))
            rest = still_to_ask(silence, asked.get((of.of_group, person), ()))
            if rest is not None:
                owed.append(_question(it, person, of, rest))
    new = await work.deliveries.owe(owed, core.clock.now() + core.timings.lease)
    await work.nudge(Nudge.SEND_DELIVERY, *new)


async def _concerned(work: Work, refused: Sequence[Reading]) -> dict[PersonId, list[Reading]]:
    """Who may have written in which of these."""
    found: dict[PersonId, list[Reading]] = {}
    for reading in refused:
        of = reading.of
        people = [of.person] if isinstance(of, OpenRound) else await work.missed.members(of.channel)
        for person in people:
            found.setdefault(person, []).append(reading)
    return found


def _silences(readings: Iterable[Reading]) -> list[Silence]:
    return [Silence(time.since, time.until) for reading in readings for time in reading.times]


def _falls_into(reading: Reading, silence: Silence) -> bool:
    return any(silence.since <= one.since <= silence.until for one in _silences([reading]))


def _question(it: Installation, person: PersonId, reading: Reading, silence: Silence) -> Owed:
    of = reading.of
    return Owed(
        group=reading.of_group,
        kind=_KIND,
        key=f"missed:{it.id}:{silence.since:%Y%m%d%H%M%S}:{person}",
        due_at=silence.until,
        person=person,
        post=of.post if isinstance(of, OpenThread) else None,
        installation=it.id,
        round=of.round if isinstance(of, OpenRound) else None,
        since=silence.since,
    )
