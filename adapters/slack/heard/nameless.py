"""Names of members who wrote while nobody heard them: what was read later names no one."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from adapters.slack.heard.names import Names
from bot.domain.happenings import Account
from bot.domain.ids import PersonId

AT_A_TIME = 200
"""Of all installations together; Slack lets one ask for a hundred a minute."""


@dataclass(slots=True)
class Nameless:
    """Now and then some of them are looked up, one after the other in turn: some can never be."""

    names: Names
    found: Callable[[int, int], Awaitable[Sequence[tuple[PersonId, Account]]]]
    """From behind a person on, so many at most."""
    _after: int = 0

    async def learn_some(self) -> None:
        found = await self.found(self._after, AT_A_TIME)
        self._after = found[-1][0] if len(found) == AT_A_TIME else 0
        await self.names.of_many(account for _, account in found)
