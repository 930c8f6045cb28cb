"""Discord: whether its token is right, what the app may do, and whether what is said there comes in."""

import asyncio
from collections.abc import Iterable

from adapters.cli.checks.check import Finding, Site
from adapters.configured.chats import discord_access
from bot.errors import UserMustAct


def discord(site: Site) -> Iterable[Finding]:
    access = discord_access(site.settings)
    if not access.wanted:
        return
    try:
        access.check()
    except UserMustAct:
        return  # what is wrong with the settings is told with the chats
    # Its library is heavy: it is loaded where Discord is wanted.
    from adapters.cli.checks.discord_examined import examined

    yield from asyncio.run(examined(site, access))
