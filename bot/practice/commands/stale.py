"""Tells the second of two organisers who changed the same thing at once."""

from bot.errors import Stale
from bot.practice.commands.asked import Asked
from bot.store.work import Work

LOOKED_AT = 20


async def refuse_if_overtaken(work: Work, it: Asked, action: str, now_it_is: str) -> None:
    """Raise Stale when another organiser did the same after this was typed, or at the same moment."""
    for entry in await work.audit.of(it.group.id, LOOKED_AT):
        theirs = entry.action == action and entry.actor != it.member.person
        if theirs and entry.occurred_at >= it.given.given_at:
            raise Stale(
                f"Another organiser changed this while you were typing: {now_it_is} "
                f"Your change was not made. Type `/{it.given.command} {it.given.text[:60].strip()}` "
                "again if you still want it."
            )
