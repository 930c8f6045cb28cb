"""A group in a fake Slack, served by real processes that a test kills."""

import asyncio
import multiprocessing
import random
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

from adapters.main import Parts
from adapters.main import house as wired
from adapters.slack.access import Access
from bot.domain.happenings import Account
from bot.practice.set_up import Wish, set_up_group
from tests.fakes.slack.server import Member, Shown, slack_server
from tests.fakes.slack_heard import library, until, use_manifest, workspace
from tests.fakes.slack_process import Orders, live
from tests.integration.slack.faults_count import Counted


@dataclass(slots=True)
class Ahead:
    """The time of day, and a little more."""

    by: timedelta = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.by


@dataclass(slots=True, kw_only=True)
class Living(Counted):
    clock: Ahead
    orders: Orders
    processes: list[BaseProcess] = field(default_factory=list)

    async def starts(self, stuck_on: str = "", *, kept: bool = False, says_so: Path = Path()) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.fakes.slack_process"])
        orders = replace(self.orders, stuck_on=stuck_on, kept=kept, says_so=says_so)
        process = context.Process(target=live, args=(orders,), daemon=True)
        await asyncio.to_thread(process.start)
        self.processes.append(process)
        await until(self._listens, "it listens")

    def _listens(self) -> bool:
        if not self.orders.port:
            return bool(self.slack.sockets.open)
        with socket.socket() as line:
            return line.connect_ex(("127.0.0.1", self.orders.port)) == 0

    async def kills(self) -> None:
        """By signal 9. What Slack had sent is sent again a minute later."""
        process = self.processes[-1]
        process.kill()
        await asyncio.to_thread(process.join, 10)
        await until(lambda: not self.slack.sockets.open, "its sockets are gone")
        self.clock.by += timedelta(seconds=61)

    async def is_killed_over(self, member: Member, words: str, says_so: Path) -> None:
        self.answers[member.id] = words
        writing = asyncio.ensure_future(
            self.slack.posts(member, self.channel, words, thread=self.cards()[0].ts)
        )
        await until(says_so.exists, "it is stuck")
        await self.kills()
        await writing

    async def comes(self, member: Member, words: str) -> Shown:
        """The direct message that holds these words, once it is there."""
        await until(lambda: bool(self.directly(member, words)), f"{member.name} is told: {words}")
        (shown,) = self.directly(member, words)
        return shown

    def directly(self, member: Member, words: str) -> list[Shown]:
        seen = self.slack.said(self.slack.direct(member), member)
        return [one for one in seen if words in one.words]


@asynccontextmanager
async def a_life(url: str, transport: str) -> AsyncIterator[Living]:
    socket_mode, clock = transport == "socket", Ahead()
    async with slack_server(clock, rates="off") as slack, wired(url, Parts(library=library())) as house:
        use_manifest(slack, socket=socket_mode)
        place = workspace(slack)
        port = 0 if socket_mode else free_port()
        slack.app.at(f"http://127.0.0.1:{port}")
        access = Access(
            bot_token=place.install.token.text,
            app_token=slack.app_token() if socket_mode else "",
            signing_secret=slack.app.signing_secret,
            api_url=slack.url,
        )
        living = Living(place=place, house=house, clock=clock, orders=Orders(url, access, port))
        lou = Account("slack", place.team.id, place.member("U0LOU", "Lou").id, "Lou")
        await set_up_group(house.core, Wish("Mornings", "slack", place.team.id, place.channel.id, lou, "UTC"))
        try:
            yield living
        finally:
            for process in living.processes:
                process.kill()
                await asyncio.to_thread(process.join, 10)


def free_port() -> int:
    """None of those that a system gives to whoever connects: one of them could be gone before it's used."""
    while True:
        with socket.socket() as line, suppress(OSError):
            line.bind(("127.0.0.1", random.randrange(20_000, 32_000)))
            return int(line.getsockname()[1])
