"""Looks on Discord for parts of a card that may have landed, page by page."""

from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from adapters.chats.readings import Span
from adapters.discord.needs import Payload
from adapters.discord.speak import asks
from adapters.discord.speak.asks import Spot
from adapters.discord.speak.call import Caller
from adapters.discord.speak.codes import UNKNOWN_CHANNEL, UNKNOWN_MESSAGE
from adapters.discord.speak.history import pages, snowflake
from adapters.discord.speak.parts import Sought, likeness
from adapters.discord.speak.places import Standing, Target, written_down
from adapters.discord.speak.turns import CoreNow
from adapters.discord.wording import DiscordMessage
from bot.domain.speaking import Landing
from bot.errors import RetryLater
from bot.practice.installing.landed import note_look

SKEW = timedelta(minutes=5)
"""By how much Discord's clock and ours may differ."""
CALL = timedelta(minutes=2)
"""Longer than posting one part takes, its turn and its attempts included."""
AT_IT = timedelta(seconds=5)


def marked(parts: Sequence[DiscordMessage], cursor: str = "") -> str:
    """How far was looked, and how parts read that nothing else marks: whoever looks may not have the card."""
    return f"{cursor}|{'.'.join(likeness(part) for part in parts)}"


def reshaped(landing: Landing, wanted: int) -> Landing:
    """For a card that has more or fewer parts by now. Behind the parts stands what it still owes."""
    refs, owed = landing.refs[: landing.wanted], landing.refs[landing.wanted :]
    padded = (*refs, *[""] * (wanted - len(refs)))[:wanted]
    return replace(landing, refs=(*padded, *owed), wanted=wanted)


@dataclass(frozen=True, slots=True)
class Looking:
    caller: Caller
    core: CoreNow
    now: Callable[[], datetime]

    async def settled(self, place: Standing, target: Target, key: str, landing: Landing) -> Landing:
        """With what is found. Raises RetryLater when it can't be looked for to the end: the next goes on."""
        if landing.unsure_since is None:
            return landing
        async for found in self._found(target, key, landing, landing.unsure_since):
            if not await note_look(self.core(), written_down(place, key), landing, found, self.now()):
                raise RetryLater("Somebody else looks for the same card.", AT_IT)
            landing = found
            if landing.unsure_since is None:
                break
        return landing

    async def _found(
        self, target: Target, key: str, landing: Landing, since: datetime
    ) -> AsyncIterator[Landing]:
        cursor, _, texts = landing.looked_to.partition("|")
        at = target.after(landing.refs[0] if landing.has(0) else "")
        me = await self.caller.own.id()
        sought = Sought(key, me, at.channel, landing.wanted, tuple(texts.split(".")))
        if at.forum:
            yield _sure(_with(landing, sought, await self._begun_posts(at, me, since - SKEW)))
            return
        within = Span(since - SKEW, since + CALL + SKEW)
        fine = {UNKNOWN_CHANNEL} if at.spot is Spot.THREAD else set[int]()
        async for page in pages(self.caller, at, within, cursor, fine=fine):
            landing = _with(landing, sought, page.messages)
            if page.is_last or landing.whole:
                yield _sure(landing)
                return
            landing = replace(landing, looked_to=f"{page.reached}|{texts}")
            yield landing

    async def _begun_posts(self, forum: Target, me: str, after: datetime) -> list[Payload]:
        """The first messages of my own posts of that time: a week goes by before one is archived."""
        listed = await self.caller.call(forum.guild, asks.active_threads(forum.guild))
        mine = [
            str(one["id"])
            for one in listed.get("threads") or ()
            if str(one.get("parent_id")) == forum.channel
            and str(one.get("owner_id")) == me
            and int(one["id"]) >= int(snowflake(after))
        ]
        first = [asks.one(ref, ref, Spot.THREAD) for ref in mine]
        fine = {UNKNOWN_MESSAGE, UNKNOWN_CHANNEL}
        found = [await self.caller.call(forum.guild, ask, fine=fine) for ask in first]
        return [one for one in found if one is not None]


def _with(landing: Landing, sought: Sought, messages: Sequence[Payload]) -> Landing:
    for message in messages:
        part = sought.part_in(message)
        if part is not None and part < landing.wanted and not landing.has(part):
            landing = landing.with_part(part, str(message["id"]))
    return landing


def _sure(landing: Landing) -> Landing:
    return replace(landing, unsure_since=None, looked_to="")
