"""Members write, change and delete while everything breaks: in the end the answer is what stands there."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from random import Random

import pytest

from bot.errors import RetryLater
from tests.fakes.discord.faults import EventFault
from tests.integration.discord.hear_stage import Day, comes_true, listening, until

ACTS = 60
Act = Callable[[], Coroutine[None, None, None]]


@dataclass(slots=True)
class Storm:
    day: Day
    chance: Random
    stands: dict[str, str] = field(default_factory=dict)
    """What Ada's messages say, by their ids."""
    running: AsyncExitStack = field(default_factory=AsyncExitStack)
    numbers: int = 0

    def words(self) -> str:
        self.numbers += 1
        return f"{self.numbers}: I would stop automatic refusals and call the claimants back."

    async def writes(self) -> None:
        words = self.words()
        self.stands[await self.day.answers(words)] = words

    async def changes(self) -> None:
        if self.stands:
            ref = self.chance.choice(sorted(self.stands))
            self.stands[ref] = self.words()
            await self.day.server.edits(self.day.ada, self.day.thread, ref, self.stands[ref])

    async def deletes(self) -> None:
        if self.stands:
            ref = self.chance.choice(sorted(self.stands))
            del self.stands[ref]
            await self.day.server.deletes(self.day.ada, self.day.thread, ref)

    async def line_is_cut(self) -> None:
        self.day.server.gateway.drops()

    async def session_is_gone(self) -> None:
        self.day.server.gateway.drops()
        self.day.server.gateway.forgets()

    async def session_is_ended(self) -> None:
        self.day.server.gateway.invalidates(resumable=False)

    async def next_is_strange(self) -> None:
        kind = self.chance.choice(["MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE"])
        self.day.server.faults.event(kind, EventFault(malformed={"id": None}))

    async def next_comes_twice(self) -> None:
        self.day.server.faults.event("*", EventFault(copies=2))

    async def next_cant_be_kept(self) -> None:
        self.day.gate.before += [away] * self.chance.randint(1, 6)

    async def is_stopped_and_started(self) -> None:
        await self.running.aclose()
        await self.starts()

    async def is_killed_and_started(self) -> None:
        self.task.cancel()
        await asyncio.gather(self.task, return_exceptions=True)
        await self.running.aclose()
        await self.starts()

    async def starts(self) -> None:
        self.running = AsyncExitStack()
        self.task = (await self.running.enter_async_context(listening(self.day))).task

    async def pauses(self) -> None:
        await self.day.dealt_with()

    async def passes(self) -> None:
        """Nothing breaks any more, and in the end all is as it stands."""
        self.day.server.faults.clear()
        self.day.gate.before.clear()
        self.day.clock.forward(seconds=10)
        await until(lambda: self.day.health.connected, "it is connected")
        await comes_true(self.is_as_it_stands, f"the answer is {len(self.stands)} messages")
        await self.day.dealt_with()
        assert await self.is_as_it_stands()

    async def is_as_it_stands(self) -> bool:
        standing = [self.stands[ref] for ref in sorted(self.stands, key=int)]
        return await self.day.kept() == "\n\n".join(standing)

    task: asyncio.Task[None] = field(init=False)


async def away(_happening: object) -> None:
    raise RetryLater("The database is away.")


@pytest.mark.parametrize("seed", range(4))
async def test_whatever_breaks_the_answer_is_what_stands(day: Day, seed: int) -> None:
    storm = Storm(day, Random(seed))
    said: list[Act] = [storm.writes] * 6 + [storm.changes] * 3 + [storm.deletes] * 2
    breaks: list[Act] = [
        storm.line_is_cut,
        storm.session_is_gone,
        storm.session_is_ended,
        storm.next_is_strange,
        storm.next_comes_twice,
        storm.next_cant_be_kept,
        storm.is_stopped_and_started,
        storm.is_killed_and_started,
        storm.pauses,
        storm.pauses,
    ]
    await storm.starts()
    try:
        for _ in range(ACTS):
            day.clock.forward(seconds=1)
            await storm.chance.choice(said + breaks)()
        await storm.passes()
    finally:
        await storm.running.aclose()
