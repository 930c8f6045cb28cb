"""Hears Discord, for all servers of one app: what its gateway tells, and what members press and type."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

from adapters.chats.afterwards import Afterwards
from adapters.chats.health import SocketHealth
from adapters.chats.waiting import StoppedError, unless
from adapters.discord.access import Access
from adapters.discord.heard.answering import Pace as AnswerPace
from adapters.discord.heard.building import reception
from adapters.discord.heard.interactions import Interactions
from adapters.discord.heard.names import Names
from adapters.discord.heard.pace import Pace
from adapters.discord.heard.reception import Reception
from adapters.discord.heard.respond import Responding
from adapters.discord.heard.supervised import Supervised
from adapters.discord.needs import NAME, Take
from adapters.discord.speak.call import Caller
from bot.practice.core import Core
from bot.practice.learn_name import learn_nick
from bot.practice.receive import receive

Figures = Mapping[str, Mapping[str, float]]


class HasCore(Protocol):
    """A house, as far as hearing is concerned."""

    @property
    def core(self) -> Core: ...


@dataclass(frozen=True, slots=True)
class Heard:
    """What is built once for a core: who takes what is heard, and what is still being done about it."""

    core: Core
    reception: Reception
    interactions: Interactions
    after: Afterwards

    async def finish(self) -> None:
        await self.reception.finish()
        await self.interactions.aclose()


@dataclass(frozen=True, slots=True)
class DiscordHeard:
    access: Access
    calls: Caller
    begin: Callable[[], Coroutine[None, None, str]]
    """Looks at the token before anything is heard; the bot's name. Raises what a person can mend."""
    taking: Callable[[Core], Take] = lambda core: partial(receive, core)
    pace: Pace = field(default_factory=Pace)
    answers: AnswerPace = field(default_factory=AnswerPace)
    health: SocketHealth = field(default_factory=SocketHealth)
    _heard: dict[int, Heard] = field(default_factory=dict)

    def listen(self, house: HasCore) -> Callable[[asyncio.Event], Awaitable[None]]:
        """The duty of the role `chat`."""
        heard = self.heard(house.core)

        async def listen(stop: asyncio.Event) -> None:
            try:
                name = await unless(stop, self.begin())
            except StoppedError:
                return
            await Supervised(
                access=self.access,
                core=heard.core,
                reception=heard.reception,
                health=self.health,
                name=name,
                pace=self.pace,
            )(stop)

        return listen

    def deaf(self) -> str:
        """What keeps the role `chat` from hearing, in a sentence; empty when nothing does."""
        return "" if self.health.connected else str(self.health)

    def figures(self) -> Figures:
        """What a monitor may know of hearing, in this process."""
        return {"debrief_discord_connected": {"gateway": float(self.health.connected)}}

    async def finish(self) -> None:
        """What was begun after an answer is done before the house is closed."""
        for heard in self._heard.values():
            await heard.finish()

    def heard(self, core: Core) -> Heard:
        if id(core) not in self._heard:
            self._heard[id(core)] = self._built(core)
        return self._heard[id(core)]

    def _built(self, core: Core) -> Heard:
        take, after, names = self.taking(core), Afterwards(), Names(partial(learn_nick, core))
        interactions = Interactions(
            take=take,
            respond=Responding(self.access.api_url),
            platform=core.platforms[NAME],
            now=core.clock.now,
            named=names.of,
            after=after,
            pace=self.answers,
        )
        taken = reception(
            core, take=take, interaction=interactions.interaction, calls=self.calls, names=names, after=after
        )
        return Heard(core, taken, interactions, after)
