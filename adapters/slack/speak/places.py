"""Where a card goes on Slack, and under which name it is written down."""

from collections import OrderedDict
from dataclasses import dataclass, field
from hashlib import sha256

from adapters.slack.speak.call import Caller
from adapters.slack.speak.outcomes import Spot
from adapters.slack.speak.tokens import site
from bot.domain.speaking import CardAt
from bot.ports import Direct, InChannel, InThread, Published
from bot.practice.installing.landed import ALONE

KEPT = 10_000
"""Direct conversations whose names are kept at hand."""


@dataclass(frozen=True, slots=True)
class Target:
    installation_ref: str
    channel: str
    thread: str | None
    spot: Spot

    def published(self, first: str) -> Published:
        return Published(first, self.thread or first)


@dataclass(slots=True)
class Places:
    caller: Caller
    _direct: OrderedDict[tuple[str, str], str] = field(default_factory=OrderedDict)

    async def target(self, place: InChannel | InThread | Direct) -> Target:
        """Raises PrivateMessagesClosed for somebody who can't be written to."""
        match place:
            case InChannel():
                return Target(place.installation_ref, place.channel_ref, None, Spot.CHANNEL)
            case InThread():
                return Target(place.installation_ref, place.channel_ref, place.thread_ref, Spot.THREAD)
            case Direct():
                channel = await self.direct(place.installation_ref, place.account.ref)
                return Target(place.installation_ref, channel, None, Spot.ALONE)

    async def direct(self, installation_ref: str, user: str) -> str:
        """The conversation with one account, opened if it wasn't."""
        known = self._direct.get((installation_ref, user))
        if known is not None:
            return known
        answer = await self.caller.call(installation_ref, "conversations.open", spot=Spot.ALONE, users=user)
        channel = str(answer["channel"]["id"])
        self._direct[installation_ref, user] = channel
        if len(self._direct) > KEPT:
            self._direct.popitem(last=False)
        return channel

    def forget_direct(self, installation_ref: str, user: str) -> None:
        """It was refused: next time it's asked for anew."""
        self._direct.pop((installation_ref, user), None)


def written_down(place: InChannel | InThread | Direct, key: str) -> CardAt:
    return CardAt(site(place.installation_ref), _spot(place, key), key)


def _spot(place: InChannel | InThread | Direct, key: str) -> str:
    match place:
        case InChannel():
            return place.channel_ref
        case InThread():
            return f"{place.channel_ref}/{place.thread_ref}"
        case Direct():
            # Whoever is told something alone isn't named.
            named = f"{place.account.scope}\n{place.account.ref}\n{key}"
            return f"{ALONE}{sha256(named.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}"
