"""The committee's packet of a loop, made from rows as they stand."""

from collections.abc import Sequence

from bot.domain.calendar import local_date
from bot.domain.cards import Card
from bot.domain.ids import PersonId
from bot.domain.loop_states import Loop
from bot.practice.committee.cards import committee_cards
from bot.practice.core import Core
from bot.practice.loops import words
from bot.practice.loops.judged import committee_of
from bot.store.work import Work


async def packet_cards(core: Core, work: Work, loop: Loop) -> Sequence[Card]:
    """What the committee says: a card, then a page where one can be made."""
    committee = await committee_of(work, loop)
    if committee is None:
        return (words.parting(loop),)
    zone = await work.people.zone_of(loop.group, loop.person)
    day = local_date(loop.entered_at, zone)
    return committee_cards(core.printer, loop.format.title, day, committee)


async def newest_packet(core: Core, person: PersonId, *, page: bool) -> Card:
    """The last one once more, for whoever takes no direct messages; its page, where one is made."""
    async with core.store.work() as work:
        loop = await work.loops.newest_concluded(person)
        if loop is None:
            return words.NO_PACKET
        return (await packet_cards(core, work, loop))[-1 if page else 0]
