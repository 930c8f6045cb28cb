"""The committee's packet of a loop, made from rows as they stand."""

from collections.abc import Sequence

from bot.domain.cards import Card
from bot.domain.ids import PersonId
from bot.domain.loop_states import Loop
from bot.practice.committee.sheet import committee_sheet
from bot.practice.committee.tell import tell
from bot.practice.core import Core
from bot.practice.loops import words
from bot.practice.loops.judged import committee_of
from bot.store.work import Work


async def packet_cards(_core: Core, work: Work, loop: Loop) -> Sequence[Card]:
    """What the committee says, in the chat and as a page."""
    committee = await committee_of(work, loop)
    if committee is None:
        return (words.parting(loop),)
    return (committee_sheet(tell(loop.format.title, committee)),)


async def newest_packet(core: Core, person: PersonId) -> Card:
    """The last one once more, for whoever takes no direct messages."""
    async with core.store.work() as work:
        loop = await work.loops.newest_concluded(person)
        return words.NO_PACKET if loop is None else (await packet_cards(core, work, loop))[0]
