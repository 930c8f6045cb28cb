"""Mock rounds while the processes that hold them are killed: every question once, every packet whole."""

import asyncio
import multiprocessing
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from multiprocessing.process import BaseProcess

import psycopg
import pytest

from adapters.main import Parts, house
from bot.domain.happenings import Account
from bot.domain.round_kinds import FORMATS, Kind
from bot.practice.set_up import Wish, set_up_group
from tests.fakes.chat_server import ChatServer, Wire
from tests.fakes.crash_process import LIBRARY
from tests.fakes.round_process import live
from tests.fakes.socket_platform import INSTALLATION, NAME
from tests.fakes.steady_grader import score_of

MEMBERS, KILLS = 6, 8
LONGEST = 240.0


@dataclass(slots=True)
class Rounds:
    url: str
    chance: random.Random
    chat: ChatServer
    asked: asyncio.Queue[Wire] = field(default_factory=asyncio.Queue)
    words: dict[str, list[str]] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(1))

    async def run(self) -> None:
        port = await self.chat.open()
        self.chat.published = self.asked.put_nowait
        await self._set_up()
        processes = [self._start(port) for _ in range(2)]
        try:
            async with asyncio.timeout(LONGEST), asyncio.TaskGroup() as tasks:
                tasks.create_task(self._kill(processes, port))
                for number in range(MEMBERS):
                    await self._sends("mock", f"member-{number}", channel=f"C{number}")
                tasks.create_task(self._answer(tasks))
        finally:
            for process in processes:
                process.kill()
                await asyncio.to_thread(process.join, 10)
            await self.chat.close()

    async def _set_up(self) -> None:
        async with house(self.url, Parts(library=LIBRARY)) as built:
            for number in range(MEMBERS):
                member = Account(NAME, INSTALLATION, f"member-{number}")
                wish = Wish(f"G{number}", NAME, INSTALLATION, f"C{number}", member, "UTC")
                await set_up_group(built.core, wish)
        with psycopg.connect(self.url, autocommit=True) as sql:
            sql.execute("update schedules set next_post_at = null")

    def _start(self, port: int) -> BaseProcess:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.fakes.round_process"])
        process = context.Process(target=live, args=(self.url, port), daemon=True)
        process.start()
        return process

    async def _kill(self, processes: list[BaseProcess], port: int) -> None:
        for _ in range(KILLS):
            await asyncio.sleep(0.4 + self.chance.random() * 0.6)
            victim = self.chance.randrange(len(processes))
            processes[victim].kill()
            await asyncio.to_thread(processes[victim].join, 10)
            processes[victim] = await asyncio.to_thread(self._start, port)

    async def _answer(self, tasks: asyncio.TaskGroup) -> None:
        """Answer each question once it is there, until every packet is."""
        packets = 0
        while packets < MEMBERS:
            landed = await self.asked.get()
            if len(self.chat.landed[landed["key"]]) > 1:
                continue
            packets += landed["key"].endswith("-packet")
            if landed["subject"]:
                tasks.create_task(self._take_turn(landed))

    async def _take_turn(self, landed: Wire) -> None:
        member = landed["place"].partition("ref='member-")[2].partition("'")[0]
        said = self.words.setdefault(f"member-{member}", [])
        for _ in range(2):
            text = f"member {member} would stop it and call back those hurt, point {next(self._numbers)}"
            said.append(text)
            await self._sends("says", f"member-{member}", message=f"m{next(self._numbers)}", text=text)
        await self._sends("done", f"member-{member}", subject=landed["subject"])

    async def _sends(self, kind: str, member: str, **more: str) -> None:
        """Members wait until they were heard: Done before the words would end nothing."""
        ref = f"e{next(self._numbers)}"
        event = {"ref": ref, "kind": kind, "member": member, "at": datetime.now(UTC).isoformat(), **more}
        self.chat.send(event, copies=2 if self.chance.random() < 0.3 else 1)
        give_up = time.monotonic() + LONGEST
        while ref not in self.chat.acknowledged:
            assert time.monotonic() < give_up, f"{event} was never heard"
            await asyncio.sleep(0.01)


@pytest.mark.crash
async def test_killed_processes_ask_nothing_twice_and_lose_no_word(database_url: str) -> None:
    chance = random.Random(11)
    rounds = Rounds(database_url, chance, ChatServer(chance))
    await rounds.run()
    assert {len(posts) for posts in rounds.chat.landed.values()} == {1}
    assert len(rounds.chat.landed) == MEMBERS * (FORMATS[Kind.CASE].turns + 1)
    with psycopg.connect(database_url) as sql:
        verdicts: dict[str, int] = dict(
            sql.execute(
                "select external_ref, (outcome ->> 'score')::int from rounds"
                " join identities using (person_id) join round_turns on round_id = rounds.id and number = 3"
            ).fetchall()
        )
        distinct = sql.execute("select count(distinct question_id) from round_turns group by round_id")
        assert {row[0] for row in distinct} == {FORMATS[Kind.CASE].turns}
    assert verdicts == {member: score_of("\n\n".join(said)) for member, said in rounds.words.items()}
