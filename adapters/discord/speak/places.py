"""Where a card goes on Discord, and under which name it is written down."""

import asyncio
from collections import OrderedDict
from dataclasses import dataclass, field, replace
from hashlib import sha256

from adapters.discord.needs import NAME
from adapters.discord.speak.asks import Spot, open_direct
from adapters.discord.speak.call import Caller
from bot.domain.speaking import CardAt, Site
from bot.errors import ChannelGone
from bot.ports import Direct, InChannel, InThread, Published
from bot.practice.installing.landed import ALONE

KEPT = 10_000
"""Direct conversations whose names are kept at hand."""
TEXT, NEWS, FORUM = 0, 5, 15
HOMES = (TEXT, NEWS, FORUM)
Standing = InChannel | InThread | Direct
"""Places where a card stands for good."""


@dataclass(frozen=True, slots=True)
class Target:
    installation_ref: str
    channel: str
    """Where messages are sent: of a thread itself."""
    spot: Spot
    parent: str = ""
    """Of a thread: the channel that it belongs to."""
    forum: bool = False
    """Each card is a post of its own, and its further parts stand in that one's thread."""

    @property
    def guild(self) -> str:
        """Empty where no server has a say."""
        return "" if self.spot is Spot.ALONE else self.installation_ref

    def after(self, first: str) -> "Target":
        """Where a card's further parts go."""
        if not self.forum or not first:
            return self
        return replace(self, channel=first, spot=Spot.THREAD, parent=self.channel, forum=False)

    def published(self, first: str) -> Published:
        """A thread of a message has the message's own number, and so has a forum's post."""
        return Published(first, self.channel if self.spot is Spot.THREAD else first)


@dataclass(slots=True)
class Places:
    caller: Caller
    _direct: OrderedDict[str, str] = field(default_factory=OrderedDict)
    _kinds: dict[tuple[str, str], int] = field(default_factory=dict)
    _asking: dict[tuple[str, str], asyncio.Lock] = field(default_factory=dict)

    async def target(self, place: Standing) -> Target:
        """Raises PrivateMessagesClosed for somebody who can't be written to."""
        match place:
            case InChannel():
                kind = await self._kind(place.installation_ref, place.channel_ref)
                return Target(place.installation_ref, place.channel_ref, Spot.CHANNEL, forum=kind == FORUM)
            case InThread():
                return Target(place.installation_ref, place.thread_ref, Spot.THREAD, parent=place.channel_ref)
            case Direct():
                channel = await self.direct(place.installation_ref, place.account.ref)
                return Target(place.installation_ref, channel, Spot.ALONE)

    async def direct(self, installation_ref: str, user: str) -> str:
        """The conversation with one account, opened if it wasn't."""
        known = self._direct.get(user)
        if known is not None:
            return known
        found = await self.caller.call(installation_ref, open_direct(user))
        channel = str(found["id"])
        self._direct[user] = channel
        if len(self._direct) > KEPT:
            self._direct.popitem(last=False)
        return channel

    def forget_direct(self, user: str) -> None:
        """It was refused: next time it's asked for anew."""
        self._direct.pop(user, None)

    async def _kind(self, installation_ref: str, channel: str) -> int:
        named = installation_ref, channel
        known = self._kinds.get(named)
        if known is not None:
            return known
        async with self._asking.setdefault(named, asyncio.Lock()):  # several cards at once: one asks
            known = self._kinds.get(named)
            if known is None:
                known = int((await self.caller.about_channel(installation_ref, channel))["type"])
                if known not in HOMES:
                    raise ChannelGone("I can't post in a channel of this kind.")
                self._kinds[named] = known
        self._asking.pop(named, None)
        return known


def written_down(place: Standing, key: str) -> CardAt:
    return CardAt(Site(NAME, place.installation_ref), _spot(place, key), key)


def _spot(place: Standing, key: str) -> str:
    match place:
        case InChannel():
            return place.channel_ref
        case InThread():
            return f"{place.channel_ref}/{place.thread_ref}"
        case Direct():
            # Whoever is told something alone isn't named.
            named = f"{place.account.ref}\n{key}"
            return f"{ALONE}{sha256(named.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
