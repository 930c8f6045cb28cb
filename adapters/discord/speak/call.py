"""The one path of every call to Discord: token, turn, time limit, and a typed outcome."""

import asyncio
from collections.abc import Awaitable, Callable, Container
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from adapters.discord.needs import NAME, Payload
from adapters.discord.speak import asks
from adapters.discord.speak.asks import Ask, Right, Spot
from adapters.discord.speak.lately import Lately
from adapters.discord.speak.outcomes import (
    AGAIN,
    REMOVED,
    TIME_OUT,
    NotAllowed,
    TokenRefused,
    Unsure,
    Withheld,
)
from adapters.discord.speak.own import OwnBot, trouble
from adapters.discord.speak.turns import Turns
from adapters.discord.speak.who import Who, within
from adapters.discord.speak.wire import CutOffError, LimitedError, RefusedError, Wire
from bot.errors import ChannelGone, DebriefError, InstallationGone, RetryLater
from bot.practice.refused import note_refused

PAUSES = (0.3, 1.0)
"""Seconds before each further attempt at a call that may be made twice."""
MOST_LIMITED = 3
"""Times that one call is told to wait before its worker is set free."""
TIMED_OUT = (
    "I was put in a time-out in this server, so I can write nothing there until it is over. Whoever "
    "moderates the server can end it."
)


@dataclass(slots=True)
class _Call:
    """One call, and what it has met so far."""

    guild: str
    ask: Ask
    begun: datetime
    cut_off: int = 0
    limited: int = 0


class Caller:
    def __init__(
        self,
        wire: Wire,
        own: OwnBot,
        turns: Turns,
        *,
        now: Callable[[], datetime],
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self.own = own
        self._wire = wire
        self._turns = turns
        self._now = now
        self._sleep = sleep
        self.who = Who(self._looked, now)
        self._lately = Lately(now)

    async def call(self, installation_ref: str, ask: Ask, *, fine: Container[int] = ()) -> Any:  # noqa: ANN401
        """One call to Discord. None for a refusal that is `fine`.

        Raises RetryLater, ChannelGone, PrivateMessagesClosed, InstallationGone, another UserMustAct, or
        Defect; `Unsure`, which is a RetryLater, when the call may have taken effect.
        """
        it = _Call(installation_ref, ask, self._now())
        try:
            return await self._called(it, fine)
        except DebriefError as told:
            if not it.cut_off or isinstance(told, Unsure | InstallationGone):
                raise
            # An attempt before this one may have taken effect: whoever repeats the call looks first.
            raise Unsure(str(told), told.after if isinstance(told, RetryLater) else AGAIN) from told

    async def _called(self, it: _Call, fine: Container[int]) -> Any:  # noqa: ANN401  JSON of any shape
        while True:
            self.own.check()
            self._lately.check(it.ask)
            await self._turns.wait(it.ask)
            try:
                return await self._wire.send(it.ask)
            except LimitedError as error:
                await self._hold(it, error)
            except (RefusedError, CutOffError) as error:
                if isinstance(error, RefusedError) and error.refusal.code in fine:
                    return None
                await self._mend(it, error)

    async def about_channel(self, installation_ref: str, channel: str) -> Payload:
        """Raises as `call`; ChannelGone for one of another server."""
        found: Payload = await self.call(installation_ref, asks.channel(channel))
        return within(installation_ref, found)

    async def lacks(self, installation_ref: str, channel: str, needs: tuple[Right, ...]) -> tuple[Right, ...]:
        """Which of these permissions the bot hasn't there, as of a minute ago at the most."""
        return await self.who.lacks(installation_ref, await self.own.id(), channel, needs)

    async def grants_any(self, installation_ref: str, rights: tuple[Right, ...]) -> bool:
        """The server gives one of these to the bot's roles, whatever a channel takes away."""
        return await self.who.grants_any(installation_ref, await self.own.id(), rights)

    async def _hold(self, it: _Call, error: LimitedError) -> None:
        """Everybody in this line waits; whoever was told so too often gives up."""
        if error.own:
            raise trouble(error) from error
        it.limited += 1
        await self._turns.hold(it.ask, error.after, all_calls=error.all_calls)
        if it.limited >= MOST_LIMITED:
            raise trouble(error) from error

    async def _mend(self, it: _Call, error: RefusedError | CutOffError) -> None:
        """Returns when the call may be made once more. Raises what went wrong when not."""
        told = trouble(error)
        if isinstance(told, Unsure) and it.ask.repeats and it.cut_off < len(PAUSES):
            await self._sleep(PAUSES[it.cut_off])
            it.cut_off += 1
            return
        if isinstance(told, TokenRefused):
            await self.own.doubt(it.guild, told, it.begun)
        if isinstance(told, ChannelGone) and await self._is_removed(it):
            raise InstallationGone(REMOVED) from error
        if isinstance(told, NotAllowed):
            told = await self._named(it, told)
        self._lately.note(it.ask, told)
        if isinstance(told, Withheld) and it.guild:
            await note_refused(self.own.core(), NAME, it.guild, told.what, told.message)
        raise told from error

    async def _is_removed(self, it: _Call) -> bool:
        """A channel that can't be seen may be all that shows of it."""
        if not it.guild or it.ask.spot is Spot.ALONE:
            return False
        try:
            await self._looked(asks.guild(it.guild))
        except InstallationGone:
            return True
        except DebriefError:
            return False
        return False

    async def _named(self, it: _Call, told: NotAllowed) -> Withheld:
        """With the permissions that are lacking, by name, and where."""
        place, me = it.ask.place, await self.own.id()
        try:
            if await self.who.is_timed_out(it.guild, me):
                return Withheld(TIME_OUT, TIMED_OUT)
            lacks = await self.who.lacks(it.guild, me, place, it.ask.needs, fresh=True)
            where = f"#{(await self.who.home_of(place)).get('name')}"
            taken = await self.who.grants_any(it.guild, me, lacks)
        except DebriefError:
            return told  # it can't be looked up: all that the call needs is named
        return NotAllowed(lacks or it.ask.needs, place, where, taken=taken)

    async def _looked(self, ask: Ask) -> Any:  # noqa: ANN401  JSON of any shape
        """One plain call, whose refusal is told to nobody."""
        await self._turns.wait(ask)
        try:
            return await self._wire.send(ask)
        except (RefusedError, LimitedError, CutOffError) as error:
            raise trouble(error) from error
