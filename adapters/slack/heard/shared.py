"""Channels between workspaces: Slack tells of what happens there once, in the name of any of them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from adapters.slack.heard.known_bots import KnownBots
from adapters.slack.heard.needs import Payload
from adapters.slack.heard.payload import inside, installation_of

Homes = Callable[[str], Awaitable[Sequence[str]]]
"""The installations in which a channel belongs to a group."""


async def nowhere(_channel_ref: str) -> Sequence[str]:
    return ()


@dataclass(frozen=True, slots=True)
class Shared:
    bots: KnownBots
    homes: Homes = nowhere

    async def at_home(self, body: Payload, me: str) -> tuple[Payload, str]:
        """The event as the workspace whose group it concerns would have been told it, and who the bot is."""
        channel = inside(body, "event").get("channel")
        if not body.get("is_ext_shared_channel") or not isinstance(channel, str):
            return body, me
        homes = await self.homes(channel)
        if not homes or installation_of(body) in homes:
            return body, me
        bot = await self.bots.of(homes[0])
        if bot is None:
            return body, me
        return {**body, "authorizations": [{"team_id": homes[0]}]}, bot.bot_user_id
