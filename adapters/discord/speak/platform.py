"""Discord, as the core speaks to it."""

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from adapters.chats.readings import Readings
from adapters.discord.heard.written import as_typed, written
from adapters.discord.needs import NAME, Payload
from adapters.discord.speak import asks
from adapters.discord.speak.asks import Spot
from adapters.discord.speak.call import Caller
from adapters.discord.speak.codes import (
    REACTION_BLOCKED,
    THREAD_ARCHIVED,
    THREAD_LOCKED,
    TOO_MANY_REACTIONS,
    UNKNOWN_CHANNEL,
    UNKNOWN_MESSAGE,
)
from adapters.discord.speak.history import pages
from adapters.discord.speak.homes import Homes
from adapters.discord.speak.lately import StillClosed
from adapters.discord.speak.looking import Looking
from adapters.discord.speak.outcomes import NotAllowed
from adapters.discord.speak.places import Places, Standing, Target
from adapters.discord.speak.publishing import Publishing
from adapters.discord.speak.threads import Threads
from adapters.discord.speak.turns import CoreNow, wall
from bot.domain.cards import Card
from bot.domain.happenings import Account, MessageAt, MessagePosted
from bot.errors import BackfillRefused, PrivateMessagesClosed
from bot.ports import Direct, InThread, Place, Published, Whispered

MARK = "📝"
NOT_THERE = frozenset({UNKNOWN_MESSAGE, UNKNOWN_CHANNEL})
UNMARKABLE = frozenset({TOO_MANY_REACTIONS, REACTION_BLOCKED, THREAD_ARCHIVED, THREAD_LOCKED})
"""The message can carry no mark, or none any more."""


class DiscordPlatform:
    """`bot.ports.ChatPlatform`, for all servers of one app."""

    def __init__(self, caller: Caller, core: CoreNow, *, now: Callable[[], datetime] = wall) -> None:
        self.caller = caller
        self._places = Places(caller)
        self._readings = Readings(partial(pages, caller), _written, now)
        self._homes = Homes(caller)
        looking = Looking(caller, core, now)
        self._publishing = Publishing(caller, self._places, Threads(caller), looking, core, now)

    @property
    def name(self) -> str:
        return NAME

    async def publish(self, place: Place, card: Card, key: str) -> Published:
        """What is whispered goes by direct message: unasked, Discord whispers to nobody."""
        standing = _standing(place)
        try:
            return await self._publishing.publish(standing, card, key)
        except PrivateMessagesClosed as closed:
            if isinstance(standing, Direct) and not isinstance(closed, StillClosed):
                self._places.forget_direct(standing.account.ref)
            raise

    async def find(self, place: Place, key: str) -> Published | None:
        return None if isinstance(place, Whispered) else await self._publishing.find(place, key)

    async def revise(self, place: Place, key: str, card: Card) -> None:
        if not isinstance(place, Whispered):
            await self._publishing.revise(place, card, key)

    async def mark(self, installation_ref: str, message: MessageAt, *, included: bool) -> None:
        ask = asks.react(_channel(message), message.message_ref, MARK, add=included)
        fine = UNMARKABLE | _not_there(message)
        await self.caller.call(_guild(installation_ref, message), ask, fine=fine)

    async def read(self, installation_ref: str, message: MessageAt) -> str | None:
        ask, fine = asks.one(_channel(message), message.message_ref, _spot(message)), _not_there(message)
        found = await self.caller.call(_guild(installation_ref, message), ask, fine=fine)
        return None if found is None else as_typed(found)

    async def written_since(
        self, place: InThread | Direct, after: datetime, as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        target = await self._places.target(place)
        try:
            found = await self._readings.since(target, after, as_of)
        except NotAllowed as refused:
            raise BackfillRefused(refused.message) from refused
        return sorted(found, key=lambda one: one.posted_at)

    async def is_in(self, installation_ref: str, channel_ref: str, account: Account) -> bool | None:
        return await self._homes.is_in(installation_ref, channel_ref, account.ref)

    async def is_there(self, installation_ref: str, account: Account) -> bool:
        """Whether an account is in a server. Raises as a call of Discord does."""
        return await self._homes.is_member(installation_ref, account.ref)

    async def check_home(self, installation_ref: str, channel_ref: str, account: Account) -> None:
        del account  # whoever may use the organisers' command may begin a group
        await self._homes.check(installation_ref, channel_ref)

    async def show_page(self, place: Direct, card: Card) -> None:
        """Discord gives an app no page of its own."""


def _standing(place: Place) -> Standing:
    return Direct(place.installation_ref, place.account) if isinstance(place, Whispered) else place


def _channel(message: MessageAt) -> str:
    return message.thread_ref or message.channel_ref


def _spot(message: MessageAt) -> Spot:
    if message.direct:
        return Spot.ALONE
    return Spot.THREAD if message.thread_ref else Spot.CHANNEL


def _not_there(message: MessageAt) -> frozenset[int]:
    """With a thread goes what stood in it; that the channel is gone is told."""
    return NOT_THERE if message.thread_ref else frozenset({UNKNOWN_MESSAGE})


def _guild(installation_ref: str, message: MessageAt) -> str:
    return "" if message.direct else installation_ref


def _written(target: Target, message: Payload) -> MessagePosted | None:
    direct = target.spot is Spot.ALONE
    thread = None if direct else target.channel
    at = MessageAt(target.parent or target.channel, str(message["id"]), thread, direct)
    return written(target.installation_ref, message, at)
