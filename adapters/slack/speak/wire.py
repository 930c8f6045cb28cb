"""The one place that holds Slack's client: an argument list in, an answer out, or what came instead."""

from collections.abc import Mapping
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.access import API
from adapters.slack.speak.outcomes import Refusal

LIMITED = 429
LIMITED_WORDS = {"ratelimited", "rate_limited"}
WAIT = 30.0
"""Seconds to wait when Slack names none."""
LONGEST_WAIT = 3600.0
AS_QUERY = {
    "conversations.history",
    "conversations.info",
    "conversations.members",
    "conversations.replies",
    "chat.getPermalink",
    "users.info",
}
AS_FORM = {"files.getUploadURLExternal", "oauth.v2.access"}
"""Methods that don't take JSON."""


class RefusedError(Exception):
    """Slack, or something on the way to it, answered with something else than success."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(f"{refusal.method}: {refusal.status} {refusal.code}")
        self.refusal = refusal


class LimitedError(Exception):
    """Too many calls: this one took no effect. `after` is in seconds."""

    def __init__(self, method: str, after: float) -> None:
        super().__init__(f"{method}: wait {after:.0f} s")
        self.after = after


class CutOffError(Exception):
    """The connection broke, or nothing came in time."""


class Wire:
    """Calls of this process. Nothing is sent twice: a call that was cut off may have taken effect."""

    def __init__(self, api_url: str = API, *, timeout: float = 10.0) -> None:
        self.api_url = api_url if api_url.endswith("/") else f"{api_url}/"
        self._timeout = aiohttp.ClientTimeout(total=timeout)
        self._session: aiohttp.ClientSession | None = None

    async def send(self, token: str, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        client = self._client(token)
        given = {name: value for name, value in arguments.items() if value is not None}
        try:
            if method in AS_QUERY:
                answer = await client.api_call(method, http_verb="GET", params=given)
            elif method in AS_FORM:
                answer = await client.api_call(method, data=given)
            else:
                answer = await client.api_call(method, json=given)
        except SlackApiError as error:
            raise _read(method, error) from error
        except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as error:
            raise CutOffError(f"{method}: {type(error).__name__}") from error
        found = answer.data
        if not isinstance(found, dict):
            raise RefusedError(Refusal(method, ""))
        return found

    async def put(self, url: str, content: bytes) -> None:
        """Bytes to an address that Slack named for them."""
        try:
            async with self._opened().post(url, data=content, proxy=self._client("").proxy) as answer:
                if answer.status == LIMITED:
                    raise LimitedError("upload", _wait(answer.headers))
                if answer.status != 200:  # noqa: PLR2004  HTTP's own number
                    raise RefusedError(Refusal("upload", "", answer.status))
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise CutOffError(f"upload: {type(error).__name__}") from error

    async def aclose(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    def _client(self, token: str) -> AsyncWebClient:
        # The library's default would silently send again what a dropped connection may have delivered.
        return AsyncWebClient(token or None, self.api_url, session=self._opened(), retry_handlers=[])

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            self._session = aiohttp.ClientSession(timeout=self._timeout)
        return self._session


def _read(method: str, error: SlackApiError) -> RefusedError | LimitedError:
    response: Any = error.response
    status = int(getattr(response, "status_code", 0) or getattr(response, "status", 0) or 0)
    data = getattr(response, "data", None)
    answer: Mapping[str, Any] = data if isinstance(data, dict) else {}
    code = answer.get("error", "")
    if status == LIMITED or code in LIMITED_WORDS:
        return LimitedError(method, _wait(getattr(response, "headers", {}) or {}))
    details = "; ".join(map(str, answer.get("response_metadata", {}).get("messages", ())))
    return RefusedError(Refusal(method, str(code), status, str(answer.get("needed", "")), details))


def _wait(headers: Mapping[str, str]) -> float:
    told = {str(name).lower(): value for name, value in headers.items()}.get("retry-after", "")
    try:
        return min(max(float(told), 0.0), LONGEST_WAIT)
    except ValueError:
        return WAIT
