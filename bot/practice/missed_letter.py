"""Asks a member to post again what they may have written while nothing was heard of it."""

from collections.abc import Sequence
from dataclasses import replace

from bot.domain.calendar import zone_named
from bot.domain.cards import Card, Note
from bot.domain.delivery import Delivery, DeliveryKind, Owed
from bot.domain.ids import PersonId
from bot.ports import Nudge
from bot.practice import words
from bot.practice.core import Core
from bot.practice.read_again import Reading
from bot.practice.way_in import answer_privately
from bot.store.installations import Installation, MissedTime
from bot.store.missed import OpenThread
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


async def ask_again(
    core: Core, work: Work, it: Installation, time: MissedTime, refused: Sequence[Reading]
) -> None:
    """Each member once, of the newest scenario that can't be read."""
    owed: dict[PersonId, Owed] = {}
    for reading in refused:
        if isinstance(reading.of, OpenThread):
            group, post = reading.of.channel.group, reading.of.post
            for person in await work.missed.members(reading.of.channel):
                owed.setdefault(person, _question(it, time, Owed(group, _KIND, "", time.until, person, post)))
        else:
            of = reading.of
            owed.setdefault(
                of.person,
                _question(it, time, Owed(of.group, _KIND, "", time.until, of.person, round=of.round)),
            )
    new = await work.deliveries.owe(list(owed.values()), core.clock.now() + core.timings.lease)
    await work.nudge(Nudge.SEND_DELIVERY, *new)


def _question(it: Installation, time: MissedTime, owed: Owed) -> Owed:
    key = f"missed:{it.id}:{time.since:%Y%m%d%H%M%S}:{owed.person}"
    return replace(owed, key=key, installation=it.id, since=time.since)
