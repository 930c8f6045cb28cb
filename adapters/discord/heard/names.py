"""What members are called, as each of their messages says. Boards and cards go by it."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from bot.domain.happenings import Account

MOST = 10_000


@dataclass(frozen=True, slots=True)
class Names:
    learn: Callable[[Account, str], Awaitable[None]]
    """Nothing for somebody who takes no part."""
    _known: OrderedDict[str, str] = field(default_factory=OrderedDict)

    def is_news(self, account: Account) -> bool:
        """Once in a process, and whenever it changes."""
        if not account.name or self._known.get(account.ref) == account.name:
            return False
        self._known[account.ref] = account.name
        if len(self._known) > MOST:
            self._known.popitem(last=False)
        return True

    async def of(self, account: Account) -> None:
        try:
            await self.learn(account, account.name)
        except BaseException:
            self._known.pop(account.ref, None)
            raise
