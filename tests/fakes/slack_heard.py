"""The Slack adapter, wired to a fake Slack over real sockets: by Socket Mode, or by HTTP on real pages."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from fastapi import FastAPI

from adapters.main import Chat, House, Parts
from adapters.slack.access import Access
from adapters.slack.chat import SlackHeard
from adapters.slack.heard.needs import Take
from adapters.slack.heard.socket import Pace
from adapters.slack.manifest import manifest
from adapters.slack.slack import Slack
from adapters.slack.speak.platform import SlackPlatform
from adapters.web.serve import Serve, address, listen
from bot.library.library import Library
from bot.practice.core import Core
from bot.testing import FakeClock
from tests.fakes.kept import checker, daily, kept_house
from tests.fakes.slack.server import Channel, FakeSlack, Install, Member, Team

BRISK = Pace(looks_every=0.02, ping=1.0, anew_after=5.0, notes_every=0.02)


def library() -> Library:
    return daily()


@dataclass(slots=True)
class Wall:
    """Slack's time, on which waiting takes none of ours."""

    clock: FakeClock
    waited: timedelta = timedelta(0)

    def now(self) -> datetime:
        return self.clock.now() + self.waited

    async def sleep(self, seconds: float) -> None:
        self.waited += timedelta(seconds=seconds)


class Chosen(Member):
    """Somebody who chose to be called by their name."""

    @property
    def handle(self) -> str:
        return self.name


@dataclass(slots=True)
class Workspace:
    """One workspace with the app in it, and a channel for practice."""

    slack: FakeSlack
    team: Team
    install: Install
    channel: Channel
    members: dict[str, Member] = field(default_factory=dict)

    def member(self, ref: str, name: str = "") -> Member:
        """Somebody with an account of this very number, who reads the channel."""
        known = self.team.members.get(ref)
        if known is None:
            known = self.team.members[ref] = Chosen(ref, self.team.id, name or ref)
            self.channel.members.add(ref)
        if name:
            known.name = name
        return known


def workspace(slack: FakeSlack, name: str = "Heron Study") -> Workspace:
    team = slack.workspace(name)
    install = slack.install(team)
    return Workspace(slack, team, install, slack.channel(team, "practice", install.bot))


@dataclass(slots=True)
class Wired:
    """The adapter as production builds it for one workspace."""

    built: Slack
    heard: SlackHeard
    platform: SlackPlatform


def connected(
    place: Workspace, clock: FakeClock, *, socket: bool, taking: Callable[[Core], Take] | None = None
) -> Wired:
    return connected_by(access_to(place, socket=socket), clock, taking)


def access_to(place: Workspace, *, socket: bool) -> Access:
    return Access(
        bot_token=place.install.token.text,
        app_token=place.slack.app_token() if socket else "",
        signing_secret=place.slack.app.signing_secret,
        api_url=place.slack.url,
    )


def connected_by(access: Access, clock: FakeClock, taking: Callable[[Core], Take] | None = None) -> Wired:
    access.check()
    wall = Wall(clock)
    built = Slack(access, now=wall.now, sleep=wall.sleep)
    heard = replace(built._heard, pace=BRISK)
    return Wired(built, replace(heard, taking=taking) if taking else heard, built.platform)


def chat_of(wired: Wired) -> Chat:
    built = wired.built
    return Chat(
        wired.platform,
        wired.heard.listen,
        wired.heard.serve,
        wire=built.wire,
        tend=built.tend,
        close=built.aclose,
    )


def use_manifest(slack: FakeSlack, *, socket: bool) -> None:
    """Slack knows of the app what our own manifest says, and nothing else."""
    slack.app.use_manifest(manifest(None if socket else "https://debrief.example.org"))


@asynccontextmanager
async def a_house(url: str, clock: FakeClock, wired_up: Wired) -> AsyncIterator[House]:
    async with kept_house(
        url, Parts((chat_of(wired_up),), clock, grader=checker(), library=library())
    ) as built:
        yield built


@asynccontextmanager
async def hearing(place: Workspace, wired_up: Wired, house: House, *, socket: bool) -> AsyncIterator[None]:
    """While this lasts, what members do in Slack is heard."""
    stop = asyncio.Event()
    if socket:
        duty, bound = wired_up.heard.listen(house), None
    else:
        pages, bound = FastAPI(), listen("127.0.0.1", 0)
        wired_up.heard.serve(house, pages)
        place.slack.app.at(address(bound))
        duty = Serve(pages, bound, 2.0)
    working = asyncio.ensure_future(duty(stop))
    try:
        if socket:
            await until(lambda: wired_up.heard.health.connected, "a socket stands")
        yield
    finally:
        stop.set()
        await working
        if bound is not None:
            bound.close()


async def until(so: Callable[[], bool], what: str) -> None:
    for _ in range(3000):
        if so():
            return
        await asyncio.sleep(0.01)
    raise AssertionError(f"It never came true: {what}")
