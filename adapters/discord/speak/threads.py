"""The thread that hangs on a card, and a forum's posts."""

from dataclasses import dataclass
from typing import Any

from adapters.discord.needs import Payload
from adapters.discord.speak import asks
from adapters.discord.speak.asks import WEEK_MINUTES, Spot
from adapters.discord.speak.call import Caller
from adapters.discord.speak.codes import (
    HAS_A_THREAD,
    MISSING_PERMISSIONS,
    THREAD_ARCHIVED,
    THREAD_LOCKED,
    UNKNOWN_MESSAGE,
)
from adapters.discord.speak.outcomes import Withheld
from adapters.discord.speak.places import Target
from adapters.discord.wording import DiscordFile
from adapters.discord.wording.escaping import shortened
from bot.domain.cards import BoardCard, Card, PacketCard, RevealCard, ScenarioCard, SheetCard
from bot.errors import ChannelGone

LONGEST_NAME = 100
HAD_A_THREAD = 1 << 5
TAG_NEEDED = 1 << 4
PREFERRED = ("debrief", "scenario", "scenarios", "practice")
DELETED = "The thread was deleted."


def name_of(card: Card) -> str:
    """For a thread or a forum's post: one line, as plain text."""
    match card:
        case ScenarioCard() | BoardCard() | SheetCard():
            name = card.title
        case RevealCard() | PacketCard():
            name = card.scenario
        case _:
            name = ""
    return _fitting(name)


def _fitting(name: str) -> str:
    return shortened(" ".join(name.split()), LONGEST_NAME) or "Debrief"


@dataclass(frozen=True, slots=True)
class Threads:
    caller: Caller

    async def hang(self, target: Target, message: str, name: str) -> None:
        """A thread for a message that stands. Where none may be made, organisers are told, and it stands."""
        ask = asks.thread_of(target.channel, message, name)
        try:
            await self.caller.call(target.guild, ask, fine={HAS_A_THREAD, UNKNOWN_MESSAGE})
        except Withheld:
            return

    async def bring_back(self, target: Target) -> None:
        """A thread that could not be made when its card was posted. Raises ChannelGone for a deleted one."""
        ask = asks.one(target.parent, target.channel, Spot.CHANNEL)
        card: Payload | None = await self.caller.call(target.guild, ask, fine={UNKNOWN_MESSAGE})
        if card is None or int(card.get("flags") or 0) & HAD_A_THREAD:
            raise ChannelGone(DELETED)
        lines = str(card.get("content") or "").strip().splitlines()
        name = _fitting("".join(char for char in lines[0] if char not in "*_`#\\>~|") if lines else "")
        ask = asks.thread_of(target.parent, target.channel, name)
        await self.caller.call(target.guild, ask, fine={HAS_A_THREAD})

    async def wake(self, target: Target) -> None:
        """Open an archived one, as a message in it would. A locked one stays shut."""
        fine = {MISSING_PERMISSIONS, THREAD_ARCHIVED, THREAD_LOCKED}
        await self.caller.call(target.guild, asks.wake(target.channel), fine=fine)

    async def post(
        self, target: Target, name: str, message: dict[str, Any], files: tuple[DiscordFile, ...]
    ) -> str:
        """A post in a forum. Its number is its first message's."""
        forum = await self.caller.about_channel(target.guild, target.channel)
        whole = {
            "name": name,
            "auto_archive_duration": WEEK_MINUTES,
            "message": message,
            "applied_tags": _tags(forum),
        }
        made = await self.caller.call(target.guild, asks.forum_post(target.channel, whole, files))
        return str(made["id"])


def _tags(forum: Payload) -> list[str]:
    """One, where the forum demands it: the best named one that isn't kept for moderators."""
    if not int(forum.get("flags") or 0) & TAG_NEEDED:
        return []
    free = [tag for tag in forum.get("available_tags") or () if not tag.get("moderated")]
    named = [tag for tag in free if str(tag.get("name")).casefold() in PREFERRED]
    return [str(tag["id"]) for tag in (named or free)[:1]]
