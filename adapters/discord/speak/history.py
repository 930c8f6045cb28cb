"""Reads what stands in a channel, a thread or a direct conversation, page by page, onwards in time."""

from collections.abc import AsyncIterator, Container
from datetime import datetime

from adapters.chats.readings import Page, Span
from adapters.discord.needs import Payload
from adapters.discord.speak.asks import PAGE, Right, history
from adapters.discord.speak.call import Caller
from adapters.discord.speak.outcomes import NotAllowed
from adapters.discord.speak.places import Target

EPOCH = 1_420_070_400_000
"""Discord's own, in milliseconds."""


def snowflake(moment: datetime) -> str:
    """The lowest number of a message written then. Numbers grow with time."""
    return str(max(0, int(moment.timestamp() * 1000) - EPOCH) << 22)


async def pages(
    caller: Caller, target: Target, within: Span, reached: str = "", *, fine: Container[int] = ()
) -> AsyncIterator[Page[Payload]]:
    """Onwards from `reached`. Raises NotAllowed where nothing shows for want of a permission.

    A place that isn't there, where that is `fine`, is an empty one.
    """
    end, first = int(snowflake(within.until)), not reached
    cursor = reached or snowflake(within.since)
    while True:
        found = await caller.call(target.guild, history(target.channel, target.spot, cursor), fine=fine)
        if first and found == []:
            await _check_readable(caller, target)
        first = False
        messages = sorted(found or (), key=lambda message: int(message["id"]))
        cursor = str(messages[-1]["id"]) if messages else cursor
        is_last = len(messages) < PAGE or int(cursor) >= end
        yield Page([one for one in messages if int(one["id"]) < end], cursor, is_last)
        if is_last:
            return


async def _check_readable(caller: Caller, target: Target) -> None:
    """To whom the history is closed, Discord shows an empty one."""
    if not target.guild:
        return
    lacks = await caller.lacks(target.guild, target.channel, (Right.VIEW, Right.HISTORY))
    if lacks:
        raise NotAllowed(lacks, target.parent or target.channel)
