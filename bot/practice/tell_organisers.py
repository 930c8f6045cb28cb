"""Owes one word about an installation to every organiser of the groups that it serves."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.group import Role
from bot.domain.ids import PersonId
from bot.ports import Nudge
from bot.practice.core import Core
from bot.store.installations import Installation
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Word:
    kind: DeliveryKind
    about: str
    """What it is about: the same again at the same moment is owed once."""
    at: datetime


async def tell_organisers(core: Core, work: Work, it: Installation, word: Word) -> None:
    """Each of them once, however many of the groups they organise."""
    owed: dict[PersonId, Owed] = {}
    for group in await work.installations.groups(it.id):
        for organiser in await work.people.members(group, role=Role.ORGANISER):
            person = organiser.person
            key = f"{word.about}:{it.id}:{word.at:%Y%m%d%H%M%S}:{person}"
            debt = Owed(group, word.kind, key, word.at, person, installation=it.id, since=word.at)
            owed.setdefault(person, debt)
    new = await work.deliveries.owe(list(owed.values()), core.clock.now() + core.timings.lease)
    await work.nudge(Nudge.SEND_DELIVERY, *new)
