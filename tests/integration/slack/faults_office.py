"""A workspace whose owner installs the app, and which is heard over HTTP: nothing is put in by hand."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from html import unescape
from re import findall

import httpx
from fastapi import FastAPI

from adapters.main import House, NoPictures, Parts
from adapters.main import house as wired_house
from adapters.slack.slack import Slack
from bot.ports import Painter
from bot.testing import FakeClock
from tests.fakes.slack.server import FakeSlack, Member, Team, slack_server
from tests.fakes.slack_heard import BRISK, Wired, Workspace, chat_of, hearing, library, use_manifest
from tests.integration.slack.speak_stage import for_many, seal, slack_of

PUBLIC = "https://debrief.example.org"


@dataclass(slots=True)
class Office:
    clock: FakeClock
    server: FakeSlack
    team: Team
    owner: Member
    built: Slack
    house: House
    web: FastAPI

    async def installs(self) -> str:
        """The owner presses the button, then *Allow*. Returns the page that they come back to."""
        through = httpx.ASGITransport(self.web)
        async with httpx.AsyncClient(transport=through, base_url=PUBLIC) as browser:
            page = await browser.get("/slack/install")
            (link,) = findall(r'href="([^"]+)"', page.text)
            back = await browser.get(self.server.approves(self.owner, unescape(link)))
            assert back.status_code == 200, back.text
            return back.text

    @asynccontextmanager
    async def opens(self) -> AsyncIterator[tuple[Workspace, Wired]]:
        """Its app is in a channel, and hears."""
        install = self.server.state.install_of(self.team)
        assert install is not None
        channel = self.server.channel(self.team, "practice", self.owner, install.bot)
        place = Workspace(self.server, self.team, install, channel)
        wired = Wired(self.built, replace(self.built._heard, pace=BRISK), self.built.platform)
        async with hearing(place, wired, self.house, socket=False):
            yield place, wired


@asynccontextmanager
async def an_office(url: str, clock: FakeClock, painter: Painter | None = None) -> AsyncIterator[Office]:
    async with slack_server(clock) as server:
        use_manifest(server, socket=False)
        built = slack_of(server, clock, for_many(server, PUBLIC), seal())
        chat = chat_of(Wired(built, built._heard, built.platform))
        parts = Parts((chat,), clock, library=library(), painter=painter or NoPictures())
        async with wired_house(url, parts) as house:
            web, team = FastAPI(), server.workspace("Heron Study")
            built.serve(house, web)
            yield Office(clock, server, team, server.member(team, "Lou"), built, house, web)
