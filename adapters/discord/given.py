"""Files that were given along with a command: read from where Discord keeps them, to an end."""

from urllib.parse import SplitResult, urlsplit

import aiohttp

from adapters.discord.access import Access
from bot.domain.happenings import GivenFile
from bot.errors import RetryLater, UserMustAct

KEPT_AT = frozenset({"cdn.discordapp.com", "media.discordapp.net"})
"""Discord's own places for what is attached. Nothing else is asked for, whatever an event says."""
PATIENCE = aiohttp.ClientTimeout(total=15)
PIECE = 64 * 1024
OK = 200
SERVERS_FAULT = 500
GONE = "Discord doesn't give me that file any more. Nothing was changed. Give it again."
TOO_LARGE = "That file is larger than {megabytes} MB, so it was not read. Nothing was changed."
AWAY = "Discord doesn't give me that file just now."


class DiscordFiles:
    """Under another address for Discord's own, files lie there, too: a proxy, a test server."""

    def __init__(self, access: Access) -> None:
        self._proxy = urlsplit(access.api_url) if access.api_url else None

    async def fetch(self, file: GivenFile, most: int) -> bytes:
        if not self._is_discords(file.where):
            raise UserMustAct(GONE)
        try:
            async with (
                aiohttp.ClientSession(timeout=PATIENCE) as session,
                session.get(file.where, allow_redirects=False) as answer,
            ):
                _check(answer.status)
                return await _read(answer, most)
        except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as trouble:
            raise RetryLater(AWAY) from trouble

    def _is_discords(self, where: str) -> bool:
        try:
            asked = urlsplit(where)
            if self._proxy is not None:
                return _origin(asked) == _origin(self._proxy)
            return asked.scheme == "https" and asked.hostname in KEPT_AT and asked.port is None
        except ValueError:
            return False


def _origin(address: SplitResult) -> tuple[str, str | None, int | None]:
    return address.scheme, address.hostname, address.port


def _check(status: int) -> None:
    if status >= SERVERS_FAULT:
        raise RetryLater(AWAY)
    if status != OK:
        raise UserMustAct(GONE)


async def _read(answer: aiohttp.ClientResponse, most: int) -> bytes:
    """By what comes and not by what was said of it."""
    found = bytearray()
    async for piece in answer.content.iter_chunked(PIECE):
        found += piece
        if len(found) > most:
            raise UserMustAct(TOO_LARGE.format(megabytes=most // 1024**2))
    return bytes(found)
