"""What changes in the room, as it changes: server-sent events that a page can take up at any count."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from adapters.web.room.eyes import Eyes
from adapters.web.room.lines import each_html
from adapters.web.room.own_answer import is_in_a_round
from adapters.web.room.parts import Beside, Parts, parts_of
from adapters.web.room.scene import identity
from adapters.web.room.spots import list_name
from adapters.web.room.values import Line, direct
from bot.domain.cards import ScenarioCard

TICK = 0.5
"""Seconds after which the time and the counts are looked at again."""
QUIET = 15.0
"""Seconds after which a silent stream says that it's alive."""
PATIENCE = 2.0
"""Seconds that something may take on its way to the core before the page says so."""
MOST_OPEN = 50
"""Pages that listen at once; a page that nobody looks at closes its stream."""
RETRY = "retry: 1000\n\n"
ANEW = "event: anew\ndata: {}\n\n"


@dataclass(slots=True)
class Streams:
    """Every open stream. Whoever stops the server ends them, so that it needn't wait for the pages."""

    ended: bool = False
    open: int = 0
    most: int = MOST_OPEN

    def end(self) -> None:
        self.ended = True


@dataclass(slots=True)
class Stream:
    """One page that listens."""

    eyes: Eyes
    beside: Beside
    at: str
    thread: Line | None
    count: int
    """All that changed up to here is on the page."""
    sent: Parts = field(default_factory=dict)
    patience: float = PATIENCE
    _waits_since: float | None = None

    async def events(self, streams: Streams) -> AsyncIterator[str]:
        yield RETRY
        silent = 0.0
        while not streams.ended:
            event = await self._changes()
            silent = 0.0 if event else silent + TICK
            if event:
                yield event
            elif silent >= QUIET:
                silent = 0.0
                yield ": still here\n\n"
            await self._something(self.count)

    async def _something(self, count: int) -> None:
        try:
            async with asyncio.timeout(TICK):
                await self.eyes.room.changed_after(count)
        except TimeoutError:
            return  # the time goes on, too

    async def _changes(self) -> str:
        room = self.eyes.room
        since, self.count = self.count, room.count
        lines = tuple(with_their_neighbours(room.changed_since(since, self.eyes.viewer), self.eyes))
        if self.at == "direct":
            self.beside.seen.read(self.eyes.viewer, self.count)
        parts = self._patient(await parts_of(self.eyes, self.beside, self.thread))
        changed = {name: part for name, part in parts.items() if self.sent.get(name) != part}
        self.sent = parts
        if not lines and not changed:
            return ""
        said = {
            "lines": told(lines, self.eyes),
            "parts": changed,
            "newest": self._newest(),
        }
        return f"id: {self.count}\ndata: {json.dumps(said)}\n\n"

    def _patient(self, parts: Parts) -> Parts:
        """What is on its way to the core for a moment isn't worth a word."""
        now = asyncio.get_running_loop().time()
        if not parts["waiting"]:
            self._waits_since = None
        elif self._waits_since is None:
            self._waits_since = (
                now if self.sent else -self.patience
            )  # a page was told already as it was loaded
        if self._waits_since is not None and now - self._waits_since < self.patience:
            return parts | {"waiting": Markup()}
        return parts

    def _newest(self) -> str:
        newest = self.eyes.newest()
        return newest.ref if newest else ""


def with_their_neighbours(lines: Iterable[Line], eyes: Eyes) -> Iterable[Line]:
    """What else looks different now.

    A new scenario folds the one before it; a line that goes leaves its day to the next one; a turn that is
    over loses its buttons.
    """
    changed = {line.ref: line for line in lines}
    near = list[Line]()
    if any(isinstance(line.card, ScenarioCard) for line in changed.values()):
        near += eyes.scenarios()[-2:]
    if any(line.author is None and is_private(line) for line in changed.values()):
        near += asked_before(eyes)
    for gone in (line for line in changed.values() if line.gone):
        near += [line for line in eyes.room.lines(gone.spot, eyes.viewer) if line.born > gone.born][:1]
    return [*(line for line in near if line.ref not in changed), *changed.values()]


def asked_before(eyes: Eyes) -> list[Line]:
    """The last questions of a mock round, and what reminded of them."""
    private = eyes.room.lines(direct(eyes.viewer), eyes.viewer)
    return [line for line in private[-_LOOKED_BACK:] if line.card and is_in_a_round(line.card)][-2:]


def is_private(line: Line) -> bool:
    return line.only_for is not None or line.spot.direct_with is not None


_LOOKED_BACK = 40


def is_of_another_room(eyes: Eyes, seen: str, count: int) -> bool:
    return seen != identity(eyes) or count > eyes.room.count + STIRRED


STIRRED = 10_000
"""How far ahead a page of this room may be: a power cut can take the last changes, which it has shown."""


def told(lines: Sequence[Line], eyes: Eyes) -> list[dict[str, str | int]]:
    standing = [line for line in lines if not line.gone]
    shown = dict(zip((line.ref for line in standing), each_html(standing, eyes), strict=True))
    return [
        {
            "ref": line.ref,
            "list": list_name(line.spot),
            "born": line.born,
            "html": shown.get(line.ref, ""),
        }
        for line in lines
    ]
