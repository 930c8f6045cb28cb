"""A process that runs Debrief's roles with the fake chat and a grader that takes its time.

Its one argument is JSON; it tells on standard error what `debrief up` would tell.
"""

import asyncio
import json
import logging
import sys
from dataclasses import dataclass
from datetime import timedelta

from adapters.cli.running import Wanted, run
from adapters.configured.database import Database
from adapters.logs import set_up_logs
from adapters.main import Chat, House, Parts
from adapters.roles import Duty, Role
from adapters.roles.scheduler import Every
from adapters.roles.stopping import leaving_tidily
from adapters.web.serve import listen
from bot.domain.grade import GradeOutcome
from bot.domain.scenario import Scenario
from bot.errors import Defect
from bot.grading.grader import AutomaticGrader
from bot.practice.core import Timings
from bot.testing import FakeClock, FakePlatform

log = logging.getLogger(__name__)

GRADING = "Grading."
LISTENING = "Listening."


@dataclass(frozen=True, slots=True)
class Orders:
    url: str
    roles: tuple[str, ...] = tuple(Role)
    grading: float = 0.0
    """Seconds that a grading takes; below zero it breaks, quoting the answer."""
    grace: float = 10.0
    lease: float = 1.0


@dataclass(frozen=True, slots=True)
class UnhurriedGrader:
    seconds: float

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        log.warning(GRADING)
        if self.seconds < 0:
            raise Defect("a fault of the grader") from ValueError(text)
        await asyncio.sleep(self.seconds)
        return await AutomaticGrader().grade(scenario, text)


def hears_nothing(_house: House) -> Duty:
    """A chat in which nobody ever says anything."""

    async def listen_until(stop: asyncio.Event) -> None:
        log.warning(LISTENING)
        await stop.wait()

    return listen_until


def main(orders: Orders) -> None:
    set_up_logs()
    parts = Parts(
        chats=(Chat(FakePlatform(FakeClock()), hears_nothing),),
        grader=UnhurriedGrader(orders.grading),
        timings=Timings(lease=timedelta(seconds=orders.lease), grading_lease=timedelta(seconds=orders.lease)),
    )
    with leaving_tidily(), listen("127.0.0.1", 0) as listening:
        every = Every(sweep=timedelta(seconds=0.2))
        wanted = Wanted(frozenset(map(Role, orders.roles)), listening, 10, orders.grace, every)
        try:
            asyncio.run(run(Database(orders.url), parts, wanted))
        except asyncio.CancelledError:
            sys.exit(130)


if __name__ == "__main__":
    main(Orders(**json.loads(sys.argv[1])))
