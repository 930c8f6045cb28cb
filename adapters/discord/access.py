"""What Discord knows the app by, and where Discord is; what is wrong with that, in words."""

from dataclasses import dataclass, field

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import Route

from bot.errors import Misconfigured

API = "https://discord.com/api/v10"
GATEWAY = "wss://gateway.discord.gg/"


@dataclass(frozen=True, slots=True)
class Access:
    bot_token: str = field(default="", repr=False)
    api_url: str = ""
    gateway_url: str = ""

    @property
    def wanted(self) -> bool:
        return bool(self.bot_token)

    def check(self) -> None:
        """Raises Misconfigured when these settings can't be meant."""
        trouble = next((says for says, holds in _rules(self) if not holds), None)
        if trouble is not None:
            raise Misconfigured(f"{trouble} Nothing was started.")

    def point(self) -> None:
        """The library has its addresses in two classes, for all of a process: nobody else sets them."""
        Route.BASE = (self.api_url or API).rstrip("/")
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self.gateway_url or GATEWAY)


def _rules(it: Access) -> tuple[tuple[str, bool], ...]:
    return (
        (
            (
                "DISCORD_BOT_TOKEN has a space or the word Bot in it: copy the token alone, from the app's "
                "page at discord.com/developers, under Bot."
            ),
            not any(char.isspace() for char in it.bot_token),
        ),
        (
            "DISCORD_API_URL has to begin with http:// or https://.",
            not it.api_url or it.api_url.startswith(("https://", "http://")),
        ),
        (
            "DISCORD_GATEWAY_URL has to begin with ws:// or wss://.",
            not it.gateway_url or it.gateway_url.startswith(("wss://", "ws://")),
        ),
    )
