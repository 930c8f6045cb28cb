"""A process in which mock rounds are heard and advanced, made to be killed."""

import asyncio
from datetime import datetime, timedelta

from adapters.main import Chat, House, Parts, house
from bot.domain.happenings import (
    Account,
    Action,
    ButtonPressed,
    Command,
    CommandGiven,
    Happening,
    MessageAt,
    MessagePosted,
    Source,
)
from bot.practice.core import Timings
from bot.practice.receive import receive
from tests.fakes.chat_server import Wire
from tests.fakes.crash_process import LIBRARY
from tests.fakes.killable import schedule, work
from tests.fakes.socket_platform import INSTALLATION, NAME, Line, SocketPlatform
from tests.fakes.steady_grader import SteadyGrader

TIMINGS = Timings(lease=timedelta(seconds=1), network=0.5)


def live(url: str, port: int) -> None:
    """Run until killed."""
    asyncio.run(_live(url, port))


async def _live(url: str, port: int) -> None:
    platform = SocketPlatform(await Line.to(port))
    parts = Parts(
        (Chat(platform),), grader=SteadyGrader(0.05), library=LIBRARY, timings=TIMINGS, connections=4
    )
    async with house(url, parts) as built, asyncio.TaskGroup() as tasks:
        tasks.create_task(schedule(built))
        tasks.create_task(work(built))
        for _ in range(2):
            tasks.create_task(_listen(built, await Line.to(port)))


async def _listen(built: House, line: Line) -> None:
    while True:
        event = (await line.ask(call="next"))["event"]
        if event is not None:
            await receive(built.core, _happening(event))
            await line.ask(call="ack", ref=event["ref"])


def _happening(wire: Wire) -> Happening:
    source = Source(NAME, INSTALLATION, wire["ref"])
    account = Account(NAME, INSTALLATION, wire["member"], wire["member"])
    at = datetime.fromisoformat(wire["at"])
    match wire["kind"]:
        case "mock":
            return CommandGiven(source, account, Command.MEMBER, "mock", at, wire["channel"])
        case "done":
            return ButtonPressed(source, account, Action.END_TURN, wire["subject"], at)
        case _:
            message = MessageAt(f"direct-{wire['member']}", wire["message"], direct=True)
            return MessagePosted(source, message, account, wire["text"], at)
