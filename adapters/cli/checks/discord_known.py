"""What the database knows of Discord: in which servers Debrief is, and when something was heard."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from adapters.cli.checks.check import Site
from adapters.cli.checks.known import Homes, homes
from adapters.discord.needs import NAME
from adapters.main import Parts, house
from bot.library.library import load
from bot.ports import InChannel
from bot.store import migrate


@dataclass(frozen=True, slots=True)
class Server:
    ref: str
    name: str
    homes: Homes


@dataclass(frozen=True, slots=True)
class Known:
    servers: Sequence[Server] = ()
    heard_at: datetime | None = None
    """By whichever process, of all servers together: one gateway tells of all."""

    @property
    def channels(self) -> list[tuple[str, InChannel]]:
        """With the name of the group that practises there."""
        return [one for server in self.servers for one in server.homes.channels]

    @property
    def homeless(self) -> list[str]:
        return [one for server in self.servers for one in server.homes.homeless]


async def known(site: Site) -> Known:
    """Nothing where there is no database yet."""
    if site.database is None or migrate.pending(site.database):
        return Known()
    async with house(site.database, Parts(library=load([]))) as built:
        async with built.core.store.work() as work:
            found = await work.installations.of(NAME)
        servers = [Server(it.ref, it.name, await homes(built.core, it)) for it in found]
    heard = [it.heard_at for it in found if it.heard_at is not None]
    return Known(servers, max(heard, default=None))
