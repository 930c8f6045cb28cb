"""A Debrief that many workspaces install, and the browsers of those who do."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from html import unescape
from re import findall

import httpx
from fastapi import FastAPI

from adapters.main import House, Parts
from adapters.main import house as wired
from adapters.slack.slack import Slack
from bot.domain.cards import Note
from bot.library.library import Library
from bot.ports import InChannel
from bot.testing import FakeClock
from tests.fakes.slack.server import FakeSlack, Member, Team, slack_server
from tests.integration.slack.speak_stage import chat_of, for_many, seal, slack_of

PUBLIC = "https://debrief.test"


@dataclass(slots=True)
class Many:
    clock: FakeClock
    server: FakeSlack
    house: House
    slack: Slack
    web: FastAPI

    def browser(self) -> httpx.AsyncClient:
        return httpx.AsyncClient(transport=httpx.ASGITransport(self.web), base_url=PUBLIC)

    async def begin(self, browser: httpx.AsyncClient) -> str:
        """The address behind the button."""
        page = await browser.get("/slack/install")
        assert page.status_code == 200
        (address,) = findall(r'href="([^"]+)"', page.text)
        return unescape(address)

    async def installs(self, member: Member, *, org: bool = False) -> httpx.Response:
        async with self.browser() as browser:
            back = self.server.approves(member, await self.begin(browser), org=org)
            return await browser.get(back)

    async def says(self, team: Team, key: str) -> None:
        install = self.server.state.install_of(team)
        assert install is not None
        found = next((c for c in team.channels.values() if c.name == "practice"), None)
        channel = found or self.server.channel(team, "practice", install.bot)
        ref = install.token.enterprise_id or team.id
        await self.slack.platform.publish(InChannel(ref, channel.id), Note(key), key)


@asynccontextmanager
async def many_workspaces(url: str, clock: FakeClock, library: Library) -> AsyncIterator[Many]:
    async with AsyncExitStack() as held:
        server = await held.enter_async_context(slack_server(clock))
        server.app.redirect_urls = [f"{PUBLIC}/slack/oauth_redirect"]
        server.app.token_rotation = True
        slack = slack_of(server, clock, for_many(server, PUBLIC), seal())
        built = await held.enter_async_context(wired(url, Parts((chat_of(slack),), clock, library=library)))
        web = FastAPI()
        slack.serve(built, web)
        yield Many(clock, server, built, slack, web)


async def rows(many: Many) -> list[bytes]:
    async with many.house.core.store.work() as work:
        return [one.sealed.content for one in await work.credentials.all()]
