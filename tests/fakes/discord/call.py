"""A call that may be made, and the routes that there are."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.fakes.discord.app import Application
from tests.fakes.discord.pace import Limit
from tests.fakes.discord.permissions import sees
from tests.fakes.discord.refusal import Refused
from tests.fakes.discord.state import State
from tests.fakes.discord.wire import Sent
from tests.fakes.discord.world import Channel, Guild, User


@dataclass(slots=True)
class Call:
    """A call that may be made: its token is good."""

    state: State
    route: str
    params: Mapping[str, str]
    query: Mapping[str, str]
    sent: Sent
    app: Application
    status: int = 200

    @property
    def bot(self) -> User:
        return self.app.bot

    @property
    def body(self) -> dict[str, Any]:
        if not isinstance(self.sent.body, dict):
            raise Refused(50109)
        return self.sent.body

    def guild(self) -> Guild:
        """One in which the app is; of any other it can't know."""
        found = self.state.world.guilds.get(self.params["guild_id"])
        if found is None or self.bot.id not in found.members:
            raise Refused(10004)
        return found

    def channel(self, name: str = "channel_id") -> Channel:
        """One that the app sees."""
        found = self.state.world.live(self.params[name])
        if found is None:
            raise Refused(10003)
        if not sees(found, self.bot):
            raise Refused(50001)
        return found


Method = Callable[[Call], Any]


@dataclass(frozen=True, slots=True)
class Known:
    run: Method
    method: str
    path: str
    limit: Limit
    token_needed: bool
    counts: bool
    """Towards the limit over all routes; answers to interactions don't."""

    @property
    def name(self) -> str:
        return f"{self.method} {self.path}"


ROUTES: dict[str, Known] = {}


def route(
    name: str, most: int = 50, seconds: float = 1.0, *, bucket: str = "", token: bool = True
) -> Callable[[Method], Method]:
    """`GET /channels/{channel_id}`: its method and path. Routes of one bucket share their limit."""

    def add(run: Method) -> Method:
        method, _, path = name.partition(" ")
        limit = Limit(bucket or name, most, seconds)
        ROUTES[name] = Known(run, method, path, limit, token, token)
        return run

    return add
