"""Everything that is looked at on Discord, in the order in which it is best mended."""

from collections.abc import Callable
from datetime import UTC, datetime

from adapters.cli.checks import discord_app, discord_gateway, discord_places
from adapters.cli.checks import discord_words as words
from adapters.cli.checks.check import Finding, Site, warn
from adapters.cli.checks.discord_app import first
from adapters.cli.checks.discord_gateway import Hears
from adapters.cli.checks.discord_known import known
from adapters.cli.checks.discord_places import SERVER, Channels
from adapters.cli.checks.process import process
from adapters.discord.access import Access
from adapters.discord.ask import APPLICATION, GATEWAY, ask, commands_of, looking
from adapters.discord.speak.who import Who
from bot.errors import DebriefError


def wall() -> datetime:
    return datetime.now(UTC)


async def examined(site: Site, access: Access, now: Callable[[], datetime] = wall) -> list[Finding]:
    app = await ask(access, APPLICATION)
    found = [*discord_app.token(access, app), *discord_app.clock(app, now())]
    if not app.ok:
        return found
    found += discord_app.portal(app)
    found.append(discord_app.commands(await ask(access, commands_of(str(app.data["id"])))))
    rows = await known(site)
    try:
        there = await discord_places.servers_of(access)
    except DebriefError as trouble:
        return [*found, warn(SERVER, f"can't be looked at: {first(str(trouble))}", words.LATER)]
    me = str((app.data.get("bot") or app.data)["id"])
    channels = Channels(rows, there, Who(looking(access), now), me)
    found += [*discord_places.servers(there, rows), *await channels.found()]
    return [*found, *await _ways(site, access, channels, now)]


async def _ways(site: Site, access: Access, channels: Channels, now: Callable[[], datetime]) -> list[Finding]:
    answer = await ask(access, GATEWAY)
    line = discord_gateway.line_of(access, answer)
    heard = Hears(channels.known, await process(site.settings))
    found = [await discord_gateway.gateway(line, answer), discord_gateway.hearing(heard, now())]
    if not site.probe or heard.waits or heard.hears(now()) or not line.address:
        return [*found, discord_gateway.unprobed(heard, now())]
    at = await channels.for_a_probe()
    if at is None:
        return [*found, discord_gateway.unposted(channels.known)]
    return [*found, await discord_gateway.probed(access, line, at)]
