"""Real processes, killed at once: in the middle of an event, and in the middle of a mock round."""

import asyncio
import multiprocessing
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

import pytest

from adapters.main import Parts
from adapters.main import house as wired
from bot.practice.set_up import Wish, set_up_group
from bot.testing import FakeClock
from tests.contract.discord_seen import SAID
from tests.fakes.discord.server import Member, Shown, discord_server
from tests.fakes.discord_doing import may_organise
from tests.fakes.discord_heard import access_to, library, server, until
from tests.fakes.discord_process import Orders, live
from tests.integration.discord.faults_count import Counted
from tests.integration.discord.faults_stage import ADAS, BENS, comes_true


class Ahead(FakeClock):
    """The time of day, and a little more."""

    by: timedelta = timedelta(0)

    def now(self) -> datetime:
        return datetime.now(UTC) + self.by

    def forward(self, **by: float) -> datetime:
        self.by += timedelta(**by)
        return self.now()


@dataclass(slots=True, kw_only=True)
class Living(Counted):
    clock: Ahead
    orders: Orders
    processes: list[BaseProcess] = field(default_factory=list)

    async def starts(self, stuck_on: str = "", *, kept: bool = False, says_so: Path = Path()) -> None:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.fakes.discord_process"])
        orders = replace(self.orders, stuck_on=stuck_on, kept=kept, says_so=says_so)
        process = context.Process(target=live, args=(orders,), daemon=True)
        await asyncio.to_thread(process.start)
        self.processes.append(process)
        await until(self._listens, "it listens")

        async def heard() -> bool:
            """Whoever is killed before this was written down can't know of a gap."""
            ((noted,),) = await self.sql("select max(heard_at) from installations")
            return noted is not None and noted > begun

        begun = datetime.now(UTC) - timedelta(seconds=1)
        await comes_true(heard, "it is written down that it hears")

    def _listens(self) -> bool:
        return any(link.session for link in self.discord.gateway.links)

    async def kills(self) -> None:
        """By signal 9."""
        process = self.processes[-1]
        process.kill()
        await asyncio.to_thread(process.join, 10)
        await until(lambda: not self.discord.gateway.links, "its line is gone")

    async def is_killed_over(self, member: Member, words: str, says_so: Path) -> None:
        self.answers[member.id] = words
        await self.discord.posts(member, self.thread, words)
        await until(says_so.exists, "it is stuck")
        await self.kills()

    async def comes(self, member: Member, words: str) -> Shown:
        """The direct message that holds these words, once it is there."""
        await until(lambda: bool(self.directly(member, words)), f"{member.name} is told: {words}")
        return self.directly(member, words)[-1]

    def directly(self, member: Member, words: str) -> list[Shown]:
        seen = self.discord.said(self.discord.direct(member), member)
        return [one for one in seen if one.kind in SAID and words in one.words]


@asynccontextmanager
async def a_life(url: str) -> AsyncIterator[Living]:
    clock = Ahead(datetime.now(UTC))
    async with discord_server(clock) as discord, wired(url, Parts(library=library())) as house:
        place = await server(discord, clock)
        living = Living(place=place, house=house, clock=clock, orders=Orders(url, access_to(place)))
        lou = place.account("Lou")
        wish = Wish("Mornings", "discord", place.guild.id, place.channel.id, lou, "UTC")
        await set_up_group(house.core, wish)
        try:
            yield living
        finally:
            for process in living.processes:
                process.kill()
                await asyncio.to_thread(process.join, 10)


@pytest.mark.crash
async def test_killed_in_the_middle_of_an_event(database_url: str, tmp_path: Path) -> None:
    """Discord sends it to nobody again: the next process reads it where it stands."""
    async with a_life(database_url) as life:
        lou, ada, ben = (life.place.member(name) for name in ("Lou", "Ada", "Ben"))
        await life.starts(ADAS, says_so=tmp_path / "before")
        may_organise(life.discord, lou)
        await life.discord.types_command(lou, life.channel, "debrief-admin post-now")
        await until(lambda: bool(life.cards()), "the scenario is posted")
        await until(lambda: bool(life.discord.threads(life.channel)), "it has its thread")
        await life.is_killed_over(ada, ADAS, tmp_path / "before")

        await life.starts(BENS, kept=True, says_so=tmp_path / "kept")
        await life.is_killed_over(ben, BENS, tmp_path / "kept")

        await life.starts()
        await comes_true(lambda: as_written(life), "both answers are kept")
        for member in (ada, ben):
            await life.discord.presses(member, life.cards()[0], "Grade me")
            await life.comes(member, "Your debrief")
        await comes_true(lambda: settled(life), "nothing is owed any more")
        await life.counts()


async def as_written(life: Living) -> bool:
    return await life.kept() == life.answers


async def settled(life: Living) -> bool:
    return not await life.owed()


async def has_heard(life: Living, messages: int) -> bool:
    ((number,),) = await life.sql("select count(*) from round_messages")
    return bool(number == messages)


@pytest.mark.crash
async def test_killed_and_begun_again_in_the_middle_of_a_mock_round(database_url: str) -> None:
    async with a_life(database_url) as life:
        lou = life.place.member("Lou")
        direct, said = life.discord.direct(lou), [(1, ADAS), (1, BENS)]
        await life.starts()
        await life.discord.types_command(lou, life.channel, "debrief mock")
        await life.comes(lou, "question 1 of 3")
        await life.discord.posts(lou, direct, ADAS)
        await life.kills()

        await life.starts()
        await life.discord.posts(lou, direct, BENS)
        await comes_true(lambda: has_heard(life, 2), "both are kept, the one that nobody heard as well")
        await life.discord.presses(lou, await life.comes(lou, "question 1 of 3"), "Done")
        await life.kills()

        await life.starts()
        for turn in (2, 3):
            question = await life.comes(lou, f"question {turn} of 3")
            said.append((turn, f"{BENS} Said in turn {turn}."))
            await life.discord.posts(lou, direct, said[-1][1])
            await comes_true(lambda: has_heard(life, len(said)), "it is kept")
            await life.discord.presses(lou, question, "Done")
        await life.comes(lou, "The committee")
        await comes_true(lambda: settled(life), "nothing is owed any more")

        assert life.doubled() == {}
        told = await life.sql("select turn, text from round_messages order by turn, posted_at")
        assert told == said
