"""Registers the app's commands, and looks whether they are registered as they should be."""

import logging
from dataclasses import dataclass
from typing import Any

from adapters.discord.access import Access
from adapters.discord.ask import APPLICATION, Answer, ask, commands_of
from adapters.discord.commands import commands, differences, to_register
from adapters.discord.mends import TOKEN_MEND
from adapters.discord.needs import Payload
from adapters.discord.speak.asks import Ask, Spot
from bot.errors import UserMustAct

log = logging.getLogger(__name__)

OUTDATED = (
    "Discord doesn't have the app's commands as they are now: %s `debrief discord sync` registers them."
)
REFUSED = f"DISCORD_BOT_TOKEN isn't taken by Discord. Nothing was changed. {TOKEN_MEND}"


@dataclass(frozen=True, slots=True)
class Synced:
    """What differed, and was changed."""

    changes: list[str]
    count: int


async def application_id(access: Access) -> str:
    """Raises what Discord says instead."""
    return str(_well(await ask(access, APPLICATION)).data["id"])


async def sync(access: Access, guild: str = "", *, remove: bool = False) -> Synced:
    """Bring what is registered up to date, for all servers or for one. Nothing is sent when nothing differs.

    Raises what Discord says instead.
    """
    application = await application_id(access)
    found: list[Payload] = _well(await ask(access, _registered(application, guild))).data
    wanted: list[dict[str, Any]] = [] if remove else commands()
    changes = differences(found, wanted)
    if changes:
        _well(await ask(access, _overwriting(application, guild, to_register(found, wanted))))
    return Synced(changes, len(wanted))


async def warn_if_outdated(access: Access) -> None:
    """For a start: whoever runs Debrief is told. What can't be asked just now is let be."""
    known = await ask(access, APPLICATION)
    found = await ask(access, commands_of(str(known.data.get("id")))) if known.ok else known
    try:
        changes = differences(found.data, commands()) if found.ok else []
    except (KeyError, TypeError, AttributeError) as strange:
        log.info("Discord's list of commands can't be read: %s", type(strange).__name__)
        return
    if changes:
        log.warning(OUTDATED, " ".join(changes))


def _registered(application: str, guild: str) -> Ask:
    if not guild:
        return commands_of(application)
    return Ask("GET", _OF_GUILD, {"application_id": application, "guild_id": guild}, Spot.GUILD)


def _overwriting(application: str, guild: str, wanted: list[dict[str, Any]]) -> Ask:
    """All at once, so that nobody meets half of them."""
    body: Any = wanted  # the one call whose body is a list
    ids = {"application_id": application} | ({"guild_id": guild} if guild else {})
    return Ask("PUT", _OF_GUILD if guild else _OF_ALL, ids, Spot.GUILD, body=body)


_OF_ALL = "/applications/{application_id}/commands"
_OF_GUILD = "/applications/{application_id}/guilds/{guild_id}/commands"


def _well(answer: Answer) -> Answer:
    if answer.refused:
        raise UserMustAct(REFUSED)
    if not answer.ok:
        raise answer.why()
    return answer
