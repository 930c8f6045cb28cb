"""The crash test: members write, edit and delete while the processes that listen are killed at random."""

import asyncio
import multiprocessing
import random
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess

import psycopg

from adapters.main import Parts, house
from bot.domain.happenings import Account
from bot.practice.set_up import Wish, set_up_group
from tests.fakes.chat_server import ChatServer, Wire
from tests.fakes.crash_process import LIBRARY, live
from tests.fakes.socket_platform import INSTALLATION, NAME

PRESSES_AGAIN = 15.0
"""Seconds before somebody who waits for a debrief presses once more."""
WITHOUT_PROGRESS = 60.0
"""Seconds after which a run that gets no further has failed."""


@dataclass(frozen=True, slots=True)
class Size:
    groups: int
    members: int
    """In each group; every member answers once."""
    kills: int
    every: float
    """Seconds between kills."""
    processes: int = 3
    seed: int = 7


@dataclass(slots=True)
class Script:
    """What one member does, and what should be left of it."""

    member: str
    channel: str
    thread: str
    post: str
    messages: dict[str, tuple[datetime, str]] = field(default_factory=dict)
    """What stands in the chat at the end: by message, when it was posted and its last text."""

    @property
    def text(self) -> str:
        ordered = sorted((posted, ref, text) for ref, (posted, text) in self.messages.items())
        return "\n\n".join(text for _, _, text in ordered)


@dataclass(slots=True)
class CrashRun:
    url: str
    size: Size
    chance: random.Random
    chat: ChatServer
    scripts: list[Script] = field(default_factory=list)
    kills: int = 0
    pressed: int = 0
    _processes: list[BaseProcess] = field(default_factory=list)
    _numbers: int = 0

    def start_process(self, port: int) -> BaseProcess:
        context = multiprocessing.get_context("forkserver")
        context.set_forkserver_preload(["tests.fakes.crash_process"])
        process = context.Process(target=live, args=(self.url, port), daemon=True)
        process.start()
        return process

    async def run(self) -> None:
        """Set up, let everybody write while processes die, then let the rest be worked off."""
        port = await self.chat.open()
        await self._set_up()
        self.chat.published = self._posted
        self._processes = [
            await asyncio.to_thread(self.start_process, port) for _ in range(self.size.processes)
        ]
        try:
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(self._kill(port))
                tasks.create_task(self._members())
            await self._finish()
        finally:
            for process in self._processes:
                process.kill()
            await self.chat.close()

    async def _set_up(self) -> None:
        async with house(self.url, Parts(library=LIBRARY)) as built:
            for number in range(self.size.groups):
                organiser = Account(NAME, INSTALLATION, f"organiser-{number}")
                await set_up_group(
                    built.core, Wish(f"G{number}", NAME, INSTALLATION, f"C{number}", organiser, "UTC")
                )
        with psycopg.connect(self.url, autocommit=True) as sql:
            for number in range(self.size.groups):
                due = datetime.now(UTC) + timedelta(seconds=self.chance.random() * 3)
                sql.execute(
                    "update schedules set next_post_at = %s where group_id ="
                    " (select group_id from channels where external_ref = %s)",
                    [due, f"C{number}"],
                )

    def _posted(self, landed: Wire) -> None:
        if not landed["key"].startswith("posting-") or len(self.chat.landed[landed["key"]]) > 1:
            return
        channel = landed["place"].partition("channel_ref='")[2].partition("'")[0]
        for number in range(self.size.members):
            member = f"{channel}-{number}"
            self.scripts.append(Script(member, channel, landed["ref"], landed["subject"]))

    async def _kill(self, port: int) -> None:
        for _ in range(self.size.kills):
            await asyncio.sleep(self.size.every * (0.5 + self.chance.random()))
            victim = self.chance.randrange(len(self._processes))
            self._processes[victim].kill()
            await asyncio.to_thread(self._processes[victim].join, 10)
            self._processes[victim] = await asyncio.to_thread(self.start_process, port)
            self.kills += 1

    async def _members(self) -> None:
        wanted = self.size.groups * self.size.members
        started = 0
        pace = max(1, round(wanted / (self.size.kills * self.size.every) / 20))
        deadline = time.monotonic() + 120 + self.size.kills * self.size.every * 2
        while started < wanted:
            assert time.monotonic() < deadline, f"only {started} of {wanted} members could begin"
            for script in self.scripts[started : started + pace]:
                self._write(script)
                started += 1
            await asyncio.sleep(0.05)

    def _write(self, script: Script) -> None:
        """One to three messages; edits and deletions race with them and with the grading."""
        for _ in range(self.chance.randint(1, 3)):
            ref, posted = f"m{self._next()}", datetime.now(UTC)
            text = f"{script.member} would stop the refusals now and call back those hurt {self._next()}"
            script.messages[ref] = (posted, text)
            self._send(script, "posted", message=ref, text=text, posted=posted.isoformat())
            if self.chance.random() < 0.3:
                self._edit(script, ref)
            if self.chance.random() < 0.1:
                del script.messages[ref]
                self._send(script, "deleted", message=ref)
        self._press(script)
        if script.messages and self.chance.random() < 0.2:
            self._edit(script, self.chance.choice(list(script.messages)))

    def _edit(self, script: Script, ref: str) -> None:
        posted, _ = script.messages[ref]
        text = f"{script.member} edited this to say what it costs and who decides {self._next()}"
        script.messages[ref] = (posted, text)
        self._send(script, "edited", message=ref, text=text, posted=posted.isoformat())

    def _press(self, script: Script) -> None:
        self.pressed += 1
        self._send(script, "press", post=script.post)

    def _send(self, script: Script, kind: str, **more: str) -> None:
        event = {
            "ref": f"e{self._next()}",
            "kind": kind,
            "member": script.member,
            "channel": script.channel,
            "thread": script.thread,
            "at": datetime.now(UTC).isoformat(),
            **more,
        }
        self.chat.send(event, copies=2 if self.chance.random() < 0.1 else 1)

    def _next(self) -> int:
        self._numbers += 1
        return self._numbers

    async def _finish(self) -> None:
        """Members whose text changed press again, as they would; then wait until nothing is due."""
        by_member = {script.member: script for script in self.scripts}
        fewest, patience, again = len(by_member) * 10, time.monotonic(), 0.0
        while (left := self._unfinished()) or self.chat.waiting or any(self.chat.in_flight.values()):
            to_do = len(left) + len(self.chat.waiting)
            if to_do < fewest:
                fewest, patience = to_do, time.monotonic() + WITHOUT_PROGRESS
            assert time.monotonic() < patience, f"{len(left)} things were never finished: {left[:3]}"
            if not self.chat.waiting and time.monotonic() > again:
                again = time.monotonic() + PRESSES_AGAIN
                for member in left:
                    if member in by_member:
                        self._press(by_member[member])
            await asyncio.sleep(1.0)

    def _unfinished(self) -> list[str]:
        with psycopg.connect(self.url) as sql:
            rows = sql.execute(
                "select i.external_ref from answers a join identities i using (person_id)"
                " where (a.state = 'collecting' and a.revision > 0)"
                " or (a.state = 'debriefed' and a.gradings < 3 and a.debriefed_revision <> a.revision)"
                " union all select 'delivery' from deliveries where state in ('pending', 'sending')"
                " union all select 'posting' from postings where state in ('pending', 'sending')"
                " union all select 'mark' from answer_messages"
                "  where included <> marked and state <> 'deleted' and channel_id is not null"
            ).fetchall()
        return [str(row[0]) for row in rows]
