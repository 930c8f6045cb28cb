"""What Discord knows the app by, and where Discord is; what is wrong with that, in words."""

import re
from dataclasses import dataclass, field

from bot.errors import Misconfigured

API = "https://discord.com/api/v10"
GATEWAY = "wss://gateway.discord.gg/"
HOW = "docs/how-to/connect-discord.md leads through it in ten minutes."
WHERE = "Copy the token from the app's page at discord.com/developers/applications, under Bot."
_EXAMPLES = ("…", "...", "your-")


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
            raise Misconfigured(f"{trouble} Nothing was started. {HOW}")

    def point(self) -> None:
        """The library has its addresses in two classes, for all of a process: nobody else sets them."""
        # Settings are read by many a command that never speaks to Discord: its library is heavy.
        import yarl  # noqa: PLC0415
        from discord.gateway import DiscordWebSocket  # noqa: PLC0415
        from discord.http import Route  # noqa: PLC0415

        Route.BASE = (self.api_url or API).rstrip("/")
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(self.gateway_url or GATEWAY)


def _rules(it: Access) -> tuple[tuple[str, bool], ...]:
    token = it.bot_token
    return (
        (
            f"DISCORD_BOT_TOKEN has a space or the word Bot in it: it is the token alone. {WHERE}",
            not any(char.isspace() for char in token),
        ),
        (
            f"DISCORD_BOT_TOKEN is still the example: put your app's own there. {WHERE}",
            not any(mark in token.lower() for mark in _EXAMPLES),
        ),
        (
            f"DISCORD_BOT_TOKEN isn't a bot's token, which has two dots in it.{_instead(token)} {WHERE}",
            not token or len(token.split(".")) == 3,  # noqa: PLR2004  with two dots between
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


def _instead(token: str) -> str:
    """What somebody may have copied in its place."""
    if token.isdigit():
        return " This looks like the application's id."
    if re.fullmatch(r"[0-9a-f]{64}", token):
        return " This looks like the application's public key."
    if re.fullmatch(r"[\w-]{32}", token):
        return " This looks like the client secret."
    return ""
