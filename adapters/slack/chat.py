"""Hears Slack: over a socket for one workspace, over HTTP for any number, with the same handlers."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from typing import Protocol

from fastapi import FastAPI
from slack_bolt.async_app import AsyncApp

from adapters.chats.health import SocketHealth
from adapters.chats.hearing import Hearing
from adapters.chats.waiting import StoppedError, unless
from adapters.slack.heard.app import bolt_app
from adapters.slack.heard.deliveries import Deliveries
from adapters.slack.heard.http import serve
from adapters.slack.heard.known_bots import KnownBots
from adapters.slack.heard.names import Names
from adapters.slack.heard.needs import NAME, Bots, Calls, Take
from adapters.slack.heard.reachable import WhileReachable, reachable
from adapters.slack.heard.reception import Reception
from adapters.slack.heard.refusals import Figures, Refusals
from adapters.slack.heard.show import Show
from adapters.slack.heard.socket import Pace, Socket
from adapters.slack.speak.turns import wall
from bot.practice.catch_up import (
    make_up,
    make_up_everywhere,
    note_missed,
    note_missed_everywhere,
    still_hearing,
)
from bot.practice.core import Core
from bot.practice.heard_from import SHORT_SILENCE, heard_from
from bot.practice.learn_name import learn_name, takes_part
from bot.practice.receive import receive
from bot.practice.shared_channel import homes_of


class HasCore(Protocol):
    """A house, as far as hearing is concerned."""

    @property
    def core(self) -> Core: ...


@dataclass(frozen=True, slots=True)
class Heard:
    """What is built once for a core: the handlers, and what keeps account of them."""

    core: Core
    reception: Reception
    app: AsyncApp


@dataclass(frozen=True, slots=True)
class SlackHeard:
    """Both ways in. With an app-level token the duty is a socket; without one it stands by the pages."""

    bots: Bots
    calls: Calls
    signing_secret: str = ""
    app_token: str = ""
    api_url: str = "https://slack.com/api/"
    public_url: str = ""
    own: Callable[[], Awaitable[str]] | None = None
    """The one workspace that a socket is of."""
    begin: Callable[[], Coroutine[None, None, str]] | None = None
    """Looks at that one's token before anything is heard; its name. Raises what a person can mend."""
    taking: Callable[[Core], Take] = lambda core: partial(receive, core)
    pace: Pace = field(default_factory=Pace)
    health: SocketHealth = field(default_factory=SocketHealth)
    refusals: list[Refusals] = field(default_factory=list)
    """Of the pages, once they are served."""
    _heard: dict[int, Heard] = field(default_factory=dict)

    def listen(self, house: HasCore) -> Callable[..., Awaitable[None]]:
        """The duty of the role `chat`."""
        heard = self.heard(house.core)

        async def listen(stop: asyncio.Event) -> None:
            try:
                name = "" if self.begin is None else await unless(stop, self.begin())
            except StoppedError:
                return
            duty = self._by_socket(heard, name) if self.app_token else self._beside_pages(heard)
            await duty(stop)

        return listen

    def deaf(self) -> str:
        """What keeps the role `chat` from hearing, in a sentence; empty when nothing does."""
        return str(self.health) if self.app_token and not self.health.connected else ""

    def serve(self, house: HasCore, web: FastAPI) -> None:
        """Adds Slack's addresses to the pages of the role `web`, where there is a secret to check them by."""
        if self.signing_secret:
            heard = self.heard(house.core)
            serve(web, heard.app, heard.reception.deliveries, self._refusals())

    def _refusals(self) -> Refusals:
        self.refusals.append(Refusals(self.signing_secret, wall))
        return self.refusals[-1]

    def figures(self) -> Figures:
        """What a monitor may know of hearing, in this process."""
        if self.app_token:
            return {"debrief_slack_connected": {"socket": float(self.health.connected)}}
        return self.refusals[-1].figures() if self.refusals else {}

    async def finish(self) -> None:
        """What was begun after an answer is done before the house is closed."""
        for heard in self._heard.values():
            await heard.reception.after.finish()
            await heard.reception.deliveries.finish()

    def heard(self, core: Core) -> Heard:
        if id(core) not in self._heard:
            reception = self._reception(core)
            app = bolt_app(
                self.signing_secret, KnownBots(self.bots), reception, partial(homes_of, core, NAME)
            )
            self._heard[id(core)] = Heard(core, reception, app)
        return self._heard[id(core)]

    def _reception(self, core: Core) -> Reception:
        now = core.clock.now
        return Reception(
            take=self.taking(core),
            now=now,
            show=Show(self.calls, core.platforms[NAME], self.api_url),
            names=Names(self.calls, partial(takes_part, core), partial(learn_name, core), now),
            deliveries=Deliveries(
                partial(note_missed, core, NAME),
                partial(heard_from, core, NAME),
                partial(heard_from, core, NAME, silence=SHORT_SILENCE),
                self.pace.notes_every,
            ),
            note_missed=partial(note_missed, core, NAME),
        )

    def _by_socket(self, heard: Heard, workspace: str) -> Socket:
        core = heard.core

        async def missed(since: datetime | None) -> None:
            await note_missed(core, NAME, await self._own(), since)

        async def made_up() -> None:
            await make_up(core, NAME, await self._own())

        async def still() -> None:
            now = core.clock.now()
            await still_hearing(core, NAME, await self._own(), now)

        hearing = Hearing(missed, made_up, still, lambda: self.health.connected, self.pace.beats_every)
        return Socket(
            app=heard.app,
            app_token=self.app_token,
            api_url=self.api_url,
            idle=heard.reception.after.finish,
            hearing=hearing,
            now=core.clock.now,
            workspace=workspace,
            health=self.health,
            pace=self.pace,
        )

    def _beside_pages(self, heard: Heard) -> Hearing:
        core = heard.core
        missed = partial(note_missed_everywhere, core, NAME)
        made_up = partial(make_up_everywhere, core, NAME)
        watched = WhileReachable(partial(reachable, self.public_url), missed, core.clock.now)
        hearing = Hearing(missed, made_up, watched, lambda: True, self.pace.beats_every)
        hearing.missed(None)
        return hearing

    async def _own(self) -> str:
        return await self.own() if self.own is not None else ""
