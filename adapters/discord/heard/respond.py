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
from adapters.discord.wording import DiscordFile

AGENT = "DiscordBot (debrief, 1)"
"""Discord turns away what doesn't begin so."""
LATE, ANSWERED = 10062, 40060
LIMITED, SERVER_ERROR = 429, 500
PAUSES = (0.1, 0.3, 1.0, 2.0)
"""Seconds before each further attempt at what may be said twice."""
SHORTEST = 0.3
"""Seconds that an attempt is given, however late it is."""


class RefusedError(Exception):
    """Discord doesn't take it, now or later."""

    def __init__(self, status: int, code: int) -> None:
        super().__init__(f"{status} {code}")
        self.code = code


class LateError(Exception):
    """Nobody took the first answer in time, so none can be given any more."""


class AnsweredError(Exception):
    """Somebody else answered it."""


class CutOffError(Exception):
    """Nothing came back that could be read. It may have taken effect."""


class LimitedError(Exception):
    """It took no effect, and may be tried again in `after` seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(f"wait {after:.1f} s")
        self.after = after


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
                raise _told(refused) from refused
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
                return await self._send(method, path, data, files, self.timeout)
            except LimitedError as limited:
                if limited.after > self.timeout:
                    raise
                await asyncio.sleep(limited.after)
            except CutOffError:
                await asyncio.sleep(pause)
        return await self._send(method, path, data, files, self.timeout)

    async def _send(
        self, method: str, path: str, body: Mapping[str, Any], files: Sequence[DiscordFile], seconds: float
    ) -> None:
        url = f"{(self.api_url or API).rstrip('/')}{path}"
        limit = aiohttp.ClientTimeout(total=seconds)
        said: dict[str, Any] = {"data": _form(body, files)} if files else {"json": dict(body)}
        try:
            async with self._opened().request(method, url, timeout=limit, **said) as answer:
                _read(answer.status, answer.headers, await answer.text())
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


def _form(body: Mapping[str, Any], files: Sequence[DiscordFile]) -> aiohttp.FormData:
    form = aiohttp.FormData(quote_fields=False)
    form.add_field("payload_json", json.dumps(body), content_type="application/json")
    for number, file in enumerate(files):
        form.add_field(f"files[{number}]", file.content, filename=file.name, content_type=file.media_type)
    return form


def _read(status: int, headers: Mapping[str, str], text: str) -> None:
    """Nothing for a success. Raises what else it is."""
    if status // 100 == 2:  # noqa: PLR2004  HTTP's successes
        return
    try:
        told = json.loads(text)
        code, after = int(told.get("code", 0)), float(told.get("retry_after", 0) or 0)
    except (ValueError, TypeError, AttributeError):
        code, after = -1, 0.0
    if status == LIMITED:
        raise LimitedError(after or _seconds(headers))
    if status >= SERVER_ERROR or code < 0:
        raise CutOffError(f"{status}")
    raise RefusedError(status, code)


def _seconds(headers: Mapping[str, str]) -> float:
    try:
        return max(float(headers.get("Retry-After", "")), 0.0)
    except ValueError:
        return 1.0


def _told(refused: RefusedError) -> Exception:
    known: dict[int, Exception] = {LATE: LateError(), ANSWERED: AnsweredError()}
    return known.get(refused.code, refused)
