"""The Painter of production. The parent never loads the drawing engine, and never waits in its loop."""

import asyncio
import logging
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process

from adapters.pictures.wire import chart_line, picture_of
from bot.domain.card_parts import Picture
from bot.domain.chart import Chart, Trend

COMMAND = (sys.executable, "-P", "-m", "adapters.pictures.child")
PATIENCE = 15.0
"""Seconds, the wait for others' pictures included. The text goes without a picture then."""
LONGEST_LINE = 16 * 2**20

log = logging.getLogger(__name__)


class ChildPainter:
    """One picture at a time, by a child that is started when needed and leaves by itself when idle."""

    def __init__(self, command: tuple[str, ...] = COMMAND, patience: float = PATIENCE) -> None:
        self._command = command
        self._patience = patience
        self._child: Process | None = None
        self._turn = asyncio.Lock()

    async def paint(self, chart: Chart | Trend) -> Picture | None:
        """None when it fails or takes too long: logged, and the text says the same."""
        try:
            async with asyncio.timeout(self._patience), self._turn:
                return await self._ask(chart)
        except TimeoutError:
            log.warning(
                "A picture was not drawn within %g seconds. The text goes without it.", self._patience
            )
            return None
        except (OSError, ValueError):
            log.exception("A picture could not be drawn. The text goes without it.")
            return None

    async def rest(self) -> None:
        """Let the child go now."""
        async with self._turn:
            await self._dismiss()

    async def _ask(self, chart: Chart | Trend) -> Picture:
        try:
            fresh = self._child is None
            line = await self._exchange(chart)
            if not line and not fresh:  # it had just left for want of work
                await self._dismiss()
                line = await self._exchange(chart)
            return picture_of(line)
        except BaseException:
            await self._dismiss()  # what it says next would answer another chart
            raise

    async def _exchange(self, chart: Chart | Trend) -> bytes:
        child = self._child or await self._start()
        if child.stdin is None or child.stdout is None:
            raise ValueError("The drawing child has no pipes.")
        try:
            child.stdin.write(chart_line(chart))
            await child.stdin.drain()
        except (BrokenPipeError, ConnectionResetError):
            return b""
        return await child.stdout.readline()

    async def _start(self) -> Process:
        self._child = await asyncio.create_subprocess_exec(
            *self._command, stdin=PIPE, stdout=PIPE, stderr=DEVNULL, limit=LONGEST_LINE
        )
        return self._child

    async def _dismiss(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        if child.returncode is None:
            child.kill()
        await asyncio.shield(child.wait())
