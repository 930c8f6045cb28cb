"""One bare question to Discord, without turns: for whoever looks whether it's set up rightly."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote

import aiohttp

from adapters.discord.access import API, Access
from adapters.discord.speak.asks import Ask, Spot
from adapters.discord.speak.outcomes import UNAUTHORISED, Refusal, Unsure, outcome
from bot.errors import DebriefError

PATIENCE = aiohttp.ClientTimeout(total=10)
LIMITED = 429
SHORT = 5.0
"""Seconds that a limit is waited out, once."""
AGENT = "DiscordBot (debrief, 1)"
"""Discord turns away what doesn't begin so."""
APPLICATION = Ask("GET", "/applications/@me", spot=Spot.GUILD)
GATEWAY = Ask("GET", "/gateway/bot", spot=Spot.GUILD)


@dataclass(frozen=True, slots=True)
class Answer:
    """What Discord said, and what it said beside it."""

    ask: Ask
    data: Any = field(default_factory=dict)
    """JSON of any shape."""
    status: int = 0
    code: int = -1
    """Discord's own number for a refusal; -1 when the answer was none of Discord's."""
    unreachable: str = ""
    """Why there was no answer at all."""
    date: datetime | None = None
    """Discord's clock, to the second."""
    after: float = 0.0
    """Seconds to wait, where too much was asked."""

    @property
    def ok(self) -> bool:
        return self.status // 100 == 2 and self.code >= 0  # noqa: PLR2004  HTTP's successes

    @property
    def refused(self) -> bool:
        """The token isn't taken."""
        return self.status == UNAUTHORISED

    def why(self) -> DebriefError:
        """The refusal in words."""
        if self.unreachable:
            return Unsure(f"Discord can't be reached ({self.unreachable}).")
        if self.status == LIMITED:
            return Unsure("Discord was asked too much just now.")
        said = str(self.data.get("message", "")) if isinstance(self.data, dict) else ""
        return outcome(Refusal(self.ask, self.code, self.status, said))


def looking(access: Access) -> Callable[[Ask], Awaitable[Any]]:
    """Asks, and raises for what isn't answered: DebriefError."""

    async def look(it: Ask) -> Any:  # noqa: ANN401  JSON of any shape
        answer = await ask(access, it)
        if not answer.ok:
            raise answer.why()
        return answer.data

    return look


def commands_of(application: str) -> Ask:
    """Those that are registered for all servers."""
    path = "/applications/{application_id}/commands"
    query = {"with_localizations": "true"}
    return Ask("GET", path, {"application_id": application}, Spot.GUILD, query=query)


async def ask(access: Access, it: Ask) -> Answer:
    """By no proxy of the environment's: the library that speaks to Discord takes none either."""
    found = await _asked(access, it)
    if found.status == LIMITED and found.after <= SHORT:
        await asyncio.sleep(found.after)
        found = await _asked(access, it)
    return found


async def _asked(access: Access, it: Ask) -> Answer:
    url = (access.api_url or API).rstrip("/") + it.path.format(**{k: quote(v) for k, v in it.ids.items()})
    headers = {"Authorization": f"Bot {access.bot_token}", "User-Agent": AGENT}
    try:
        async with (
            aiohttp.ClientSession(timeout=PATIENCE, headers=headers) as session,
            session.request(it.method, url, params=it.query, json=it.body) as answer,
        ):
            return _read(it, answer, await answer.text())
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        return Answer(it, unreachable=_in_words(error))


def _in_words(error: Exception) -> str:
    match error:
        case TimeoutError():
            return "no answer within ten seconds"
        case aiohttp.ClientSSLError():
            return "no secure connection: its certificate isn't taken on this machine"
        case aiohttp.ClientConnectionError() | OSError():
            return "no connection"
        case _:
            return "what answers there doesn't speak HTTP as it should"


def _read(it: Ask, answer: aiohttp.ClientResponse, said: str) -> Answer:
    date = _date(answer.headers.get("Date", ""))
    try:
        data = json.loads(said) if said else {}
    except ValueError:
        return Answer(it, status=answer.status, date=date)
    code = data.get("code", 0) if isinstance(data, dict) else 0
    return Answer(it, data, answer.status, int(code), date=date, after=_after(data))


def _after(data: object) -> float:
    try:
        return float(data.get("retry_after", 0)) if isinstance(data, dict) else 0.0
    except (TypeError, ValueError):
        return 0.0


def _date(said: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(said)
    except ValueError:
        return None
    return found if found.tzinfo else None
