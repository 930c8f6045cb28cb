"""What the database knows of Slack: where Debrief is, with which token, and when something was heard."""

from dataclasses import dataclass
from datetime import datetime

from adapters.cli.checks.check import Site
from adapters.cli.checks.known import homes
from adapters.main import Parts, house
from adapters.sealing import sealing
from adapters.slack.access import Access
from bot.domain.speaking import Site as Place
from bot.library.library import load
from bot.ports import InChannel
from bot.practice.core import Core
from bot.practice.installing.keep import key_of
from bot.store import migrate

SLACK = "slack"


@dataclass(frozen=True, slots=True)
class Known:
    """One workspace."""

    ref: str
    token: str
    heard_at: datetime | None
    channels: tuple[tuple[str, InChannel], ...] = ()
    """With the name of the group that practises there."""
    homeless: tuple[str, ...] = ()
    """Names of groups whose channel is gone."""


async def known(site: Site, access: Access) -> list[Known]:
    """Nothing where there is no database yet. Raises UserMustAct for tokens that can't be opened."""
    if site.database is None or migrate.pending(site.database):
        return []
    async with house(site.database, Parts(library=load([]))) as built:
        return await _workspaces(built.core, site, access)


async def _workspaces(core: Core, site: Site, access: Access) -> list[Known]:
    async with core.store.work() as work:
        found = await work.installations.of(SLACK)
    seal = sealing(site.settings.secret_keys) if access.for_many else None
    listed = []
    for it in found:
        key = await key_of(core, seal, Place(SLACK, it.ref)) if seal else None
        token = access.bot_token if key is None else key.secrets["token"]
        there = await homes(core, it)
        listed.append(Known(it.ref, token, it.heard_at, there.channels, there.homeless))
    return listed
