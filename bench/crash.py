"""3 processes, 44 kills, 3,000 answers: what was lost or doubled. The small size runs with the tests."""

import random
import time
from dataclasses import asdict

from tests.fakes.chat_server import ChatServer
from tests.fakes.crash_count import count
from tests.fakes.crash_run import CrashRun, Size

FULL = Size(groups=30, members=100, kills=44, every=1.2)


async def measure_crash(url: str) -> dict[str, object]:
    chance = random.Random()
    run = CrashRun(url, FULL, chance, ChatServer(chance))
    began = time.monotonic()
    await run.run()
    counted = count(run)
    return {**asdict(counted), "faults": counted.faults, "seconds": round(time.monotonic() - began, 1)}
