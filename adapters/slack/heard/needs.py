"""What hearing asks of the rest of the adapter, and of whoever wires it."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any, Protocol

from bot.domain.cards import Card
from bot.domain.happenings import Happening

NAME = "slack"
"""The platform's name in accounts and sources."""

Payload = Mapping[str, Any]
"""What Slack sent, as JSON."""

Take = Callable[[Happening], Awaitable[Card | None]]
"""Persists a happening, once; what comes back is for whoever caused it, and for nobody else."""


class Bot(Protocol):
    """Who the bot is in one installation."""

    @property
    def value(self) -> str:
        """Its token."""
        ...

    @property
    def bot_id(self) -> str: ...

    @property
    def bot_user_id(self) -> str: ...


class Bots(Protocol):
    async def of(self, installation_ref: str) -> Bot:
        """Raises InstallationGone where it is installed no more, RetryLater while that can't be known."""
        ...


class Calls(Protocol):
    async def call(
        self,
        installation_ref: str,
        method: str,
        /,
        **arguments: Any,  # noqa: ANN401  whatever it takes
    ) -> Mapping[str, Any]:
        """One call of Slack's Web API, with the installation's token. Raises the families of `bot.errors`."""
        ...
