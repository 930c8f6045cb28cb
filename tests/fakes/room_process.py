"""A process in which a member acts in the study room, made to be killed.

Its one argument is JSON. It either dies by itself at one step of one act, or says one message after the
other, each told on standard output once the room has taken it, until somebody kills it.
"""

import asyncio
import json
import os
import signal
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from adapters.main import Chat, Parts, house
from adapters.web.room.acts import Acts
from adapters.web.room.clock import RoomClock
from adapters.web.room.desk import Desk, Take
from adapters.web.room.kept import kept_at
from adapters.web.room.platform import RoomPlatform
from adapters.web.room.room import Room
from adapters.web.room.values import Spot, direct
from bot.domain.cards import Card
from bot.domain.happenings import Happening

MEMBER = "you"
BEFORE, AFTER, NEVER = "before the core hears of it", "after the core heard of it", "never"


@dataclass(frozen=True, slots=True)
class Orders:
    url: str
    room: str
    now: str
    """By the room's clock."""
    act: str
    dies: str
    thread: str
    message: str = ""
    """A ref, for an act on a message."""
    text: str = ""
    post: str = ""


@dataclass(slots=True)
class Deadly:
    """The core's way in, with a death before or after it."""

    take: Take
    dies: str

    async def __call__(self, happening: Happening) -> Card | None:
        self._die_if(BEFORE)
        card = await self.take(happening)
        self._die_if(AFTER)
        return card

    def _die_if(self, step: str) -> None:
        if self.dies == step:
            os.kill(os.getpid(), signal.SIGKILL)


async def act(acts: Acts, orders: Orders) -> None:
    here = Spot(acts.room.channel, orders.thread)
    match orders.act:
        case "say":
            await acts.say(MEMBER, here, orders.text)
        case "edit":
            await acts.edit(MEMBER, orders.message, orders.text)
        case "delete":
            await acts.delete(MEMBER, orders.message)
        case "take out":
            await acts.take(MEMBER, orders.message, out=True)
        case "grade me":
            await acts.press(MEMBER, orders.thread, 1, label="Grade me")
        case "fill in":
            await acts.fill(MEMBER, orders.post, orders.text)
        case "mock":
            await acts.say(MEMBER, direct(MEMBER), "/debrief mock")
        case "talk":
            await talk(acts, here)


async def talk(acts: Acts, here: Spot) -> None:
    """Until killed."""
    said = len(acts.room.lines(here, MEMBER))
    while True:
        said += 1
        text = f"This is sentence number {said} of an answer that goes on."
        await acts.say(MEMBER, here, text)
        print(text, flush=True)  # noqa: T201  what the member is shown as said


async def main(orders: Orders) -> None:
    with kept_at(Path(orders.room)) as kept:
        offset = datetime.fromisoformat(orders.now) - datetime.now(UTC)
        clock = RoomClock(offset, max(line.at for line in kept.lines()))
        room = Room(kept, clock)
        parts = Parts((Chat(RoomPlatform(room)),), clock, connections=2)
        async with house(orders.url, parts) as built:
            desk = Desk.of(room, built.core)
            desk.take = Deadly(desk.take, orders.dies)
            await act(Acts(room, desk), orders)


if __name__ == "__main__":
    asyncio.run(main(Orders(**json.loads(sys.argv[1]))))
