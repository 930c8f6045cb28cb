"""One bare question to Slack, without turns or retries: for whoever looks whether it's set up rightly."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.speak.codes import LATER
from adapters.slack.speak.outcomes import Refusal, Spot, outcome
from adapters.slack.speak.wire import LIMITED
from bot.errors import DebriefError

PATIENCE = 10
AS_QUERY = ("conversations.info",)
AS_FORM = ("oauth.v2.access",)


@dataclass(frozen=True, slots=True)
class Answer:
    """What Slack said, and what it said beside it."""

    data: Mapping[str, Any] = field(default_factory=dict)
    refusal: Refusal | None = None
    unreachable: str = ""
    """Why there was no answer at all."""
    scopes: frozenset[str] | None = None
    """Of the token; None where Slack didn't say."""
    date: datetime | None = None
    """Slack's clock, to the second."""

    @property
    def ok(self) -> bool:
        return not self.unreachable and self.refusal is None

    @property
    def code(self) -> str:
        return self.refusal.code if self.refusal else ""

    @property
    def limited(self) -> bool:
        """Asked too often. Slack says so of a good token only."""
        return self.code in LATER or bool(self.refusal and self.refusal.status == LIMITED)

    def why(self) -> DebriefError:
        """The refusal in words."""
        return outcome(self.refusal or Refusal("", ""), Spot.CHANNEL)


async def ask(api_url: str, token: str, method: str, **arguments: object) -> Answer:
    client = AsyncWebClient(token or None, api_url, timeout=PATIENCE, retry_handlers=[])
    try:
        if method in AS_QUERY:
            found = await client.api_call(method, http_verb="GET", params=arguments)
        elif method in AS_FORM:
            found = await client.api_call(method, data=arguments)
        else:
            found = await client.api_call(method, json=arguments)
    except SlackApiError as error:
        return _read(method, error.response)
    except (SlackClientError, aiohttp.ClientError, TimeoutError, OSError) as error:
        return Answer(unreachable=type(error).__name__)
    return _read(method, found)


def _read(method: str, response: Any) -> Answer:  # noqa: ANN401  the library's errors carry several kinds
    headers = {str(name).lower(): str(value) for name, value in (response.headers or {}).items()}
    data = response.data if isinstance(response.data, dict) else {}
    refusal = None
    if not data.get("ok"):
        code, needed = str(data.get("error", "")), str(data.get("needed", ""))
        refusal = Refusal(method, code, int(response.status_code or 0), needed)
    listed = headers.get("x-oauth-scopes")
    scopes = None if listed is None else frozenset(one.strip() for one in listed.split(",") if one.strip())
    return Answer(data, refusal, scopes=scopes, date=_date(headers.get("date", "")))


def _date(said: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(said)
    except ValueError:
        return None
    return found if found.tzinfo else None
