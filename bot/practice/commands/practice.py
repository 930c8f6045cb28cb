"""`mock` and `streak`: what a member practises, and how long without a gap."""

from bot.domain.cards import Card
from bot.practice.commands.asked import Asked
from bot.practice.commands.mock_full import goes_on, mock_full
from bot.practice.commands.mock_kinds import mock_of_kind
from bot.practice.streak import streak_sheet


async def mock(it: Asked) -> Card:
    """Begin a mock round; it knows a second delivery of the same command by itself."""
    if it.plain[:1] == ("full",):
        return await mock_full(it)
    if it.plain in ((), ("bar-raiser",)):
        going = await goes_on(it)
        if going is not None:
            return going
    return await mock_of_kind(it)


async def streak(it: Asked) -> Card:
    """The streak, post by post."""
    async with it.core.store.work() as work:
        return await streak_sheet(work, it.group.id, it.member.person, it.now)
