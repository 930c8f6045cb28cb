"""Answers to interactions: the first within three seconds, more for a quarter of an hour.

They go by connections of their own. An answer needs no token of the bot's, Discord counts it in none of the
bot's limits, and it can't wait until the library has waited out those.
"""

import asyncio
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from time import monotonic
from typing import Any
from urllib.parse import quote

import aiohttp

from adapters.discord.access import API
from adapters.discord.heard.refusals import (
    ANSWERED,
    CutOffError,
    LateError,
    LimitedError,
    RefusedError,
    named,
    read,
)
from adapters.discord.wording import DiscordFile

AGENT = "DiscordBot (debrief, 1)"
"""Discord turns away what doesn't begin so."""
LOADING = 1 << 7
"""A message's flag: nothing but a promise so far."""
PAUSES = (0.1, 0.3, 1.0, 2.0)
"""Seconds before each further attempt at what may be said twice."""
SHORTEST = 0.3
"""Seconds that an attempt is given, however late it is."""


@dataclass(frozen=True, slots=True)
class Ticket:
    """By what one interaction is answered."""

    application: str
    ref: str
    token: str = field(repr=False)


@dataclass(slots=True)
class Responding:
    api_url: str = ""
    timeout: float = 8.0
    _session: aiohttp.ClientSession | None = None

    async def first(
        self,
        to: Ticket,
        kind: int,
        data: Mapping[str, Any] | None = None,
        files: Sequence[DiscordFile] = (),
        *,
        until: float,
    ) -> None:
        """The one answer that has to come in time; `until` is by the monotonic clock.

        Raises LateError, AnsweredError, or RefusedError.
        """
        path = f"/interactions/{to.ref}/{quote(to.token, safe='')}/callback"
        body = {"type": kind} if data is None else {"type": kind, "data": dict(data)}
        for attempt, pause in enumerate((*PAUSES, 0.0)):
            left = max(until - monotonic(), SHORTEST)
            try:
                await self._send("POST", path, body, files, left)
            except RefusedError as refused:
                if refused.code == ANSWERED and attempt:
                    return  # by the attempt of which nothing came back
                raise named(refused) from refused
            except (CutOffError, LimitedError) as trouble:
                wait = trouble.after if isinstance(trouble, LimitedError) else pause
                if monotonic() + wait >= until:
                    raise LateError from trouble
                await asyncio.sleep(wait)
            else:
                return
        raise LateError

    async def change(self, to: Ticket, data: Mapping[str, Any], files: Sequence[DiscordFile] = ()) -> None:
        """What the first answer showed, or promised.

        Raises RefusedError; CutOffError or LimitedError after the last attempt.
        """
        await self._again("PATCH", f"{_hook(to)}/messages/@original", data, files, PAUSES)

    async def is_promised(self, to: Ticket) -> bool:
        """An answer is still owed, whichever process promised it. Raises CutOffError or LimitedError."""
        try:
            told = await self._send("GET", f"{_hook(to)}/messages/@original", {}, (), self.timeout)
        except RefusedError:
            return False  # a form was opened, or what was shown is deleted
        return bool(int(told.get("flags") or 0) & LOADING)

    async def further(self, to: Ticket, data: Mapping[str, Any], files: Sequence[DiscordFile] = ()) -> None:
        """Beside the first answer. Raises as `change`."""
        # Nothing makes a second one known for the first. Twice does less harm than never.
        await self._again("POST", _hook(to), data, files, PAUSES[:1])

    async def _again(
        self,
        method: str,
        path: str,
        data: Mapping[str, Any],
        files: Sequence[DiscordFile],
        pauses: Sequence[float],
    ) -> None:
        for pause in pauses:
            try:
                await self._send(method, path, data, files, self.timeout)
            except LimitedError as limited:
                if limited.after > self.timeout:
                    raise
                await asyncio.sleep(limited.after)
            except CutOffError:
                await asyncio.sleep(pause)
            else:
                return
        await self._send(method, path, data, files, self.timeout)

    async def _send(
        self, method: str, path: str, body: Mapping[str, Any], files: Sequence[DiscordFile], seconds: float
    ) -> Mapping[str, Any]:
        url = f"{(self.api_url or API).rstrip('/')}{path}"
        limit = aiohttp.ClientTimeout(total=seconds)
        try:
            async with self._opened().request(method, url, timeout=limit, **_sent(body, files)) as answer:
                return read(answer.status, answer.headers, await answer.text())
        except (aiohttp.ClientError, TimeoutError, OSError) as trouble:
            raise CutOffError(type(trouble).__name__) from trouble

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(headers={"User-Agent": AGENT})
        return self._session

    async def aclose(self) -> None:
        if self._session is not None:
            await self._session.close()


def _hook(to: Ticket) -> str:
    return f"/webhooks/{to.application}/{quote(to.token, safe='')}"


def _sent(body: Mapping[str, Any], files: Sequence[DiscordFile]) -> dict[str, Any]:
    if files:
        return {"data": _form(body, files)}
    return {"json": dict(body)} if body else {}


def _form(body: Mapping[str, Any], files: Sequence[DiscordFile]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps(body), content_type="application/json")
    for number, file in enumerate(files):
        form.add_field(f"files[{number}]", file.content, filename=file.name, content_type=file.media_type)
    return form
