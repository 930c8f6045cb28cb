"""Processes die; posts, answers and points don't. The full size runs in bench/."""

import random

import pytest

from tests.fakes.chat_server import ChatServer
from tests.fakes.crash_count import count
from tests.fakes.crash_run import CrashRun, Size


@pytest.mark.crash
async def test_nothing_is_lost_or_doubled_when_processes_are_killed(database_url: str) -> None:
    chance = random.Random(7)
    run = CrashRun(database_url, Size(groups=6, members=25, kills=8, every=0.7), chance, ChatServer(chance))
    await run.run()
    counted = count(run)
    assert counted.answers == 150
    assert counted.kills == 8
    assert counted.faults == 0, str(counted)
