"""A group in a fake Slack in which things go wrong.

Sleeping and waiting push the one clock of Slack and of the product, so that limits and retries are real.
"""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

from adapters.slack.access import Access
from adapters.slack.slack import Slack
from bot.domain.happenings import Account
from bot.domain.ids import GroupId
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.fakes.slack.server import Member, slack_server
from tests.fakes.slack_heard import BRISK, Wired, Workspace, a_house, hearing, until, use_manifest, workspace
from tests.integration.slack.faults_count import Counted
from tests.integration.slack.heard_stage import comes_true

NOBODYS = GroupId(0)
EVE, DUE = "2026-03-01T12:00", "2026-03-02T08:00:05"
ADAS = "I would stop automatic refusals within the hour and call the claimants back."
BENS = "First find out who was hurt, by reading fifty of the files from last night myself."
LONGEST_STORM = 40
"""Steps of a minute, after which whatever is owed has to be there."""


@dataclass(slots=True, kw_only=True)
class Study(Counted):
    wired: Wired
    clock: FakeClock
    group: GroupId = NOBODYS
    lou_is: Member | None = None

    @property
    def lou(self) -> Member:
        """The organiser."""
        return self.lou_is or self.place.member("U0LOU", "Lou")

    @property
    def ada(self) -> Member:
        return self.place.member("U0ADA", "Ada")

    @property
    def ben(self) -> Member:
        return self.place.member("U0BEN", "Ben")

    @property
    def root(self) -> str:
        """The newest scenario's message."""
        return self.cards()[-1].ts

    async def passes(self, minutes: int, *, step: float = 1) -> None:
        """Whatever falls due meanwhile is done, and what Slack sends again is sent."""
        for _ in range(round(minutes / step)):
            self.clock.forward(minutes=step)
            await self.slack.deliver_due()
            await self.house.settle()
        await self.slack.quiet()

    async def posted(self) -> None:
        """The day's scenario is out."""
        self.clock.at(DUE)
        await self.house.settle()
        for _ in range(LONGEST_STORM):
            if self.cards():
                return
            await self.passes(1)
        raise AssertionError("no scenario was posted")

    async def writes(self, member: Member, words: str) -> str:
        """In the scenario's thread; it shall count. Returns the message's ts."""
        before = self.answers.get(member.id, "")
        self.answers[member.id] = f"{before}\n\n{words}" if before else words
        return await self.slack.posts(member, self.channel, words, thread=self.root)

    async def asks(self, member: Member, command: str) -> str:
        """What a member is shown when they type it behind /debrief."""
        before = self._whispers(member)
        await self.slack.types_command(member, self.channel, "/debrief", command)
        await until(lambda: len(self._whispers(member)) > len(before), f"{command} is answered")
        return self._whispers(member)[-1]

    def _whispers(self, member: Member) -> list[str]:
        return [one.words for one in self.slack.messages(self.channel, member) if one.whispered]

    async def comes_in(self) -> None:
        async def there() -> bool:
            return await self.kept() == self.answers

        await comes_true(there, "what was written is kept")

    async def ends(self) -> None:
        """The storm is over: what is owed arrives, and is counted."""
        for _ in range(LONGEST_STORM):
            await self.passes(5, step=5)
            if not await self.owed():
                break
        await self.passes(60, step=60)
        await self.counts()


def _wired(place: Workspace, clock: FakeClock, *, socket: bool) -> Wired:
    async def sleep(seconds: float) -> None:
        clock.forward(seconds=seconds)

    access = Access(
        bot_token=place.install.token.text,
        app_token=place.slack.app_token() if socket else "",
        signing_secret=place.slack.app.signing_secret,
        api_url=place.slack.url,
    )
    built = Slack(access, now=clock.now, sleep=sleep)
    return Wired(built, replace(built._heard, pace=BRISK), built.platform)


@asynccontextmanager
async def a_study(url: str, clock: FakeClock, transport: str) -> AsyncIterator[Study]:
    """Set up on a Sunday, with nothing posted yet."""
    socket = transport == "socket"
    clock.at(EVE)
    async with slack_server(clock) as slack:
        use_manifest(slack, socket=socket)
        place = workspace(slack)
        wired = _wired(place, clock, socket=socket)
        async with a_house(url, clock, wired) as house, hearing(place, wired, house, socket=socket):
            lou = place.member("U0LOU", "Lou")
            organiser = Account("slack", place.team.id, lou.id, lou.name)
            wish = Wish("Mornings", "slack", place.team.id, place.channel.id, organiser, "Europe/Berlin")
            group = await set_up_group(house.core, wish)
            yield Study(place=place, wired=wired, house=house, clock=clock, group=group)


async def cut_off(study: Study, sockets: int = 100_000) -> None:
    """No socket stands, and none is let in until `let_in`."""
    study.slack.sockets.refuse_sockets = sockets
    for one in list(study.slack.sockets.open):
        one.abort()
    await until(lambda: not study.wired.heard.health.connected, "it notices")


async def let_in(study: Study) -> None:
    study.slack.sockets.refuse_sockets = 0
    await until(lambda: study.wired.heard.health.connected, "it is connected again")
