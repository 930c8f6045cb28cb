"""Why a connection to the gateway ended, in words; and what of it a person has to mend."""

from collections.abc import Mapping
from dataclasses import dataclass

import aiohttp
from discord import ConnectionClosed, HTTPException, LoginFailure, PrivilegedIntentsRequired

from adapters.discord.mends import CONTENT_MEND, TOKEN_MEND
from bot.errors import Misconfigured

TOKEN_REFUSED, NO_INTENT = 4004, 4014
RESHARD = (4010, 4011)
"""Discord wants the servers spread over more connections than it said before."""
MENDS: Mapping[int, str] = {
    TOKEN_REFUSED: f"Discord doesn't take DISCORD_BOT_TOKEN, so nothing can be heard. {TOKEN_MEND}",
    4012: "Discord has given up the version of its gateway that this Debrief speaks. Install a newer one.",
    4013: "Discord doesn't know what this Debrief asks its gateway for. Install a newer one.",
    NO_INTENT: f"Discord doesn't let this app read messages, so nothing can be heard. {CONTENT_MEND}",
}
"""By the code with which Discord closes."""


@dataclass(frozen=True, slots=True)
class End:
    says: str
    mend: str = ""
    """Empty when it may pass by itself."""
    reshard: bool = False

    def refuse(self) -> Misconfigured:
        return Misconfigured(f"{self.mend} Nothing was lost. Then start Debrief again.")


def end_of(trouble: BaseException | None) -> End:
    code = _code(trouble)
    if code is not None:
        return _closed(code)
    match trouble:
        case None:
            return End("the connection ended")
        case HTTPException():
            return End(f"Discord answered with HTTP status {trouble.status}")
        case AttributeError() | OSError() | aiohttp.ClientError() | TimeoutError():
            # The library stumbles over its own first connection when that is refused.
            return End("Discord's gateway can't be reached")
    return End(f"the connection broke with {type(trouble).__name__}")


def _code(trouble: BaseException | None) -> int | None:
    match trouble:
        case PrivilegedIntentsRequired():
            return NO_INTENT
        case LoginFailure():
            return TOKEN_REFUSED
        case ConnectionClosed():
            return trouble.code
    return None


def _closed(code: int) -> End:
    return End(f"Discord closed the connection with code {code}", MENDS.get(code, ""), code in RESHARD)
