"""The one place that holds discord.py's HTTP client: a call in, an answer out, or what came instead."""

import asyncio
import json
from collections.abc import Mapping
from typing import Any

import aiohttp
from discord import DiscordException, HTTPException, LoginFailure, RateLimited
from discord.http import HTTPClient, Route

from adapters.discord.needs import Payload
from adapters.discord.speak.asks import Ask, Spot
from adapters.discord.speak.outcomes import SERVER_ERROR, UNAUTHORISED, Refusal
from adapters.discord.speak.refusing import Refusing

LIMITED = 429
REFUSED = (401, 403, LIMITED)
PATIENCE = 5.0
"""Seconds that a limit is waited out by the library; for longer the worker is set free."""
WAIT = 60.0
"""Seconds to wait when nobody names any."""
LONGEST_WAIT = 3600.0
ME = Ask("GET", "/users/@me", spot=Spot.GUILD)


class RefusedError(Exception):
    """Discord, or something on the way to it, answered with something else than success."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.ask.name}: {refusal.status} {refusal.code}")
        self.refusal = refusal


class LimitedError(Exception):
    """Too many calls: this one took no effect. `after` is in seconds."""

    def __init__(self, name: str, after: float, *, all_calls: bool = False, own: bool = False) -> None:
        super().__init__(f"{name}: wait {after:.0f} s")
        self.after = after
        self.all_calls = all_calls
        """Not of this route alone."""
        self.own = own
        """It was this process that said so, and of its own calls."""


class CutOffError(Exception):
    """The connection broke, or nothing came in time, or nothing that can be read."""


class Wire:
    """Calls of this process, as one app. The library waits out short limits, and repeats nothing else."""

    def __init__(self, token: str, *, timeout: float = 10.0) -> None:
        self._token = token
        self._timeout = timeout
        self._http: HTTPClient | None = None
        self._me: Payload = {}
        self._opening = asyncio.Lock()
        self._refusing = Refusing()
        self._running: set[asyncio.Task[Any]] = set()

    async def me(self) -> Payload:
        """The bot's own account. Raises as `send`."""
        await self._opened()
        return self._me

    async def send(self, ask: Ask) -> Any:  # noqa: ANN401  JSON of any shape
        """What Discord answered. Raises RefusedError, LimitedError or CutOffError."""
        self._check_refusals(ask)
        http = await self._opened()
        route = Route(ask.method, ask.path, **ask.ids)
        limit = aiohttp.ClientTimeout(total=self._timeout)
        answer = await self._whole(ask, http.request(route, timeout=limit, **_sent(ask)))
        return _read(ask, answer)

    async def aclose(self) -> None:
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        http, self._http = self._http, None
        if http is not None:
            await http.close()

    async def _opened(self) -> HTTPClient:
        async with self._opening:
            if self._http is None:
                http = HTTPClient(asyncio.get_running_loop(), http_trace=self._watch())
                # Public, but its constructor takes no less than thirty seconds.
                http.max_ratelimit_timeout = PATIENCE
                try:
                    async with asyncio.timeout(self._timeout):
                        self._me = dict(await self._whole(ME, http.static_login(self._token)))
                except BaseException as error:
                    await http.close()
                    if isinstance(error, TimeoutError):
                        raise CutOffError(f"{ME.name}: no answer") from error
                    raise
                self._http = http
            return self._http

    async def _whole(self, ask: Ask, calling: Any) -> Any:  # noqa: ANN401  the library's own coroutine
        """To its end even when the caller is cut off: the library would leave a limit over all calls set."""
        task = asyncio.ensure_future(calling)
        self._running.add(task)
        task.add_done_callback(self._done)
        try:
            return await asyncio.shield(task)
        except LoginFailure as error:
            raise RefusedError(Refusal(ask, 0, UNAUTHORISED, str(error))) from error
        except RateLimited as error:
            raise LimitedError(ask.name, min(error.retry_after, LONGEST_WAIT)) from error
        except HTTPException as error:
            raise _told(ask, error) from error
        except (DiscordException, aiohttp.ClientError, OSError, LookupError, TypeError, ValueError) as error:
            raise CutOffError(f"{ask.name}: {type(error).__name__}") from error

    def _done(self, task: "asyncio.Task[Any]") -> None:
        self._running.discard(task)
        if not task.cancelled():
            task.exception()  # looked at, whether or not anybody still waits for it

    def _watch(self) -> aiohttp.TraceConfig:
        watch = aiohttp.TraceConfig()
        watch.on_request_end.append(self._answered)
        watch.on_request_exception.append(_broken)
        return watch

    async def _answered(self, _session: object, _context: object, end: aiohttp.TraceRequestEndParams) -> None:
        """Sees what the library tries again by itself, too: a 5xx may have taken effect, so it may not."""
        status, headers = end.response.status, end.response.headers
        if status in REFUSED and headers.get("X-RateLimit-Scope") != "shared":
            self._refusing.note(end.url.path)
        if status >= SERVER_ERROR:
            raise CutOffError(f"{end.method} {end.url.path}: {status}")

    def _check_refusals(self, ask: Ask) -> None:
        if left := self._refusing.holds_all():
            raise LimitedError(ask.name, left, all_calls=True)
        if left := self._refusing.holds(ask.place):
            raise LimitedError(ask.name, left, own=True)


async def _broken(_session: object, _context: object, trouble: aiohttp.TraceRequestExceptionParams) -> None:
    """On some systems the library tries again what was reset: that may have taken effect, too."""
    if isinstance(trouble.exception, OSError):
        raise CutOffError(f"{trouble.method} {trouble.url.path}: reset") from trouble.exception


def _sent(ask: Ask) -> dict[str, Any]:
    sent: dict[str, Any] = {} if ask.query is None else {"params": dict(ask.query)}
    if ask.files:
        form: list[dict[str, Any]] = [{"name": "payload_json", "value": json.dumps(ask.body)}]
        form += [
            {
                "name": f"files[{number}]",
                "value": file.content,
                "filename": file.name,
                "content_type": file.media_type,
            }
            for number, file in enumerate(ask.files)
        ]
        return sent | {"form": form}
    return sent if ask.body is None else sent | {"json": dict(ask.body)}


def _read(ask: Ask, answer: Any) -> Any:  # noqa: ANN401  JSON of any shape
    """The library takes JSON for text when its type is written at greater length."""
    if answer == "" or answer is None:
        return {}
    if isinstance(answer, str):
        try:
            answer = json.loads(answer)
        except ValueError as error:
            raise CutOffError(f"{ask.name}: no JSON") from error
    if not isinstance(answer, dict | list):
        raise CutOffError(f"{ask.name}: {type(answer).__name__}")
    return answer


def _told(ask: Ask, error: HTTPException) -> RefusedError | LimitedError:
    headers: Mapping[str, str] = error.response.headers
    if error.status == LIMITED:
        everywhere = "X-RateLimit-Global" in headers or "Via" not in headers
        return LimitedError(ask.name, _wait(headers), all_calls=everywhere)
    is_discords = error.response.headers.get("Content-Type", "").startswith("application/json")
    return RefusedError(Refusal(ask, error.code if is_discords else -1, error.status, error.text))


def _wait(headers: Mapping[str, str]) -> float:
    try:
        return min(max(float(headers.get("Retry-After", "")), 0.0), LONGEST_WAIT)
    except ValueError:
        return WAIT
