"""The adapter's speaking side before the fake Slack, on a real database and a clock that tests push."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from adapters.main import Chat, House, Parts
from adapters.main import house as wired
from adapters.sealing import Sealing, sealing
from adapters.slack.access import Access
from adapters.slack.slack import Slack
from bot.domain.cards import Note
from bot.domain.happenings import Account
from bot.library.library import Library
from bot.ports import Direct, InChannel, InThread, Place, Whispered
from bot.testing import FakeClock
from tests.fakes.slack.server import Channel, FakeSlack, Install, Member, Shown, Team, slack_server

HERE = Note("Here I am.")
KEYS = "a-key-of-at-least-thirty-two-letters"


@dataclass(slots=True)
class Speaking:
    """One workspace with a channel in which the app is, and the app of this process."""

    clock: FakeClock
    server: FakeSlack
    team: Team
    install: Install
    ada: Member
    practice: Channel
    house: House
    slack: Slack

    @property
    def channel(self) -> InChannel:
        return InChannel(self.team.id, self.practice.id)

    @property
    def direct(self) -> Direct:
        return Direct(self.team.id, account(self.ada))

    def thread(self, root: str) -> InThread:
        return InThread(self.team.id, self.practice.id, root)

    def place(self, where: str, root: str) -> Place:
        places: dict[str, Place] = {
            "channel": self.channel,
            "thread": self.thread(root),
            "direct": self.direct,
        }
        return places[where]

    def whisper(self, root: str | None = None) -> Whispered:
        return Whispered(self.team.id, self.practice.id, root, account(self.ada))

    def seen(self, channel: Channel | None = None) -> list[Shown]:
        return self.server.said(channel or self.practice, self.ada)

    def told_directly(self) -> list[Shown]:
        return self.seen(self.server.direct(self.ada))

    def calls(self, method: str) -> int:
        """How often it was called, refusals included."""
        return len([call for call in self.server.calls if call.method == method])


def account(member: Member) -> Account:
    return Account("slack", member.team_id, member.id, member.name)


async def passing(clock: FakeClock, seconds: float) -> None:
    """Sleep, as far as the clock is concerned."""
    clock.forward(seconds=seconds)


def slack_of(server: FakeSlack, clock: FakeClock, access: Access, seal: Sealing | None = None) -> Slack:
    async def sleep(seconds: float) -> None:
        await passing(clock, seconds)

    return Slack(access, seal, now=clock.now, sleep=sleep)


def chat_of(slack: Slack) -> Chat:
    return Chat(
        slack.platform, slack.listen, slack.serve, wire=slack.wire, tend=slack.tend, close=slack.aclose
    )


@asynccontextmanager
async def speaking(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Speaking]:
    """With a token in the environment."""
    async with slack_server(clock) as server:
        team = server.workspace("Heron Study")
        install = server.install(team)
        ada = server.member(team, "Ada")
        practice = server.channel(team, "practice", ada, install.bot)
        access = Access(bot_token=install.token.text, app_token="xapp-1", api_url=server.url)
        slack = slack_of(server, clock, access)
        async with wired(database_url, Parts((chat_of(slack),), clock, library=library)) as built:
            yield Speaking(clock, server, team, install, ada, practice, built, slack)


def for_many(server: FakeSlack, public_url: str = "https://debrief.test") -> Access:
    return Access(
        signing_secret=server.app.signing_secret,
        client_id=server.app.client_id,
        client_secret=server.app.client_secret,
        api_url=server.url,
        public_url=public_url,
    )


def seal(keys: str = KEYS) -> Sealing:
    return sealing(keys)
