"""Calls for the app itself, before any token speaks: in lines of their own, which all processes share."""

from collections.abc import Mapping
from typing import Any

from adapters.slack.speak.turns import Turns
from adapters.slack.speak.wire import LimitedError, Wire

THE_APP = ""
"""In the place of an installation."""


class AppWire(Wire):
    """Renewals and tests of tokens. Each waits for its turn, and a Retry-After holds for all of them."""

    def __init__(self, api_url: str, turns: Turns) -> None:
        super().__init__(api_url)
        self._turns = turns

    async def send(self, token: str, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        """Raises RetryLater besides, when the turn is too far ahead: then nothing was sent."""
        await self._turns.wait(THE_APP, method, "")
        try:
            return await super().send(token, method, arguments)
        except LimitedError as error:
            await self._turns.hold(THE_APP, method, "", error.after)
            raise
