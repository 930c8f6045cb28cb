"""An application as it's registered in the developer portal."""

from dataclasses import dataclass, field
from typing import Any

from tests.fakes.discord.world import User

PRIVILEGED = {"presences": 1 << 8, "guild_members": 1 << 1, "message_content": 1 << 15}
PORTAL_FLAGS = {"presences": 1 << 13, "guild_members": 1 << 15, "message_content": 1 << 19}
"""As `flags` of the application: the limited kind, which small apps toggle themselves."""


@dataclass(slots=True, eq=False)
class Application:
    id: str
    bot: User
    token: str
    granted: set[str] = field(default_factory=lambda: {"message_content"})
    """Privileged intents that are switched on in the portal."""
    public_key: str = "0" * 64
    endpoint_url: str = ""
    """Where interactions are posted to; the gateway then gets none. (This fake posts none either.)"""
    global_commands: dict[str, dict[str, Any]] = field(default_factory=dict)
    guild_commands: dict[str, dict[str, dict[str, Any]]] = field(default_factory=dict)
    creates: list[float] = field(default_factory=list)
    """When commands were created, by the clock."""
    starts_left: int = 1000
    starts_total: int = 1000
    max_concurrency: int = 1
    shards: int = 1
    """So many connections Discord asks for at least."""

    @property
    def flags(self) -> int:
        return sum(PORTAL_FLAGS[each] for each in self.granted)

    @property
    def privileged(self) -> int:
        return sum(PRIVILEGED[each] for each in self.granted)

    def reads_content(self) -> bool:
        return "message_content" in self.granted
