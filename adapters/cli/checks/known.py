"""What the database knows of a place where Debrief is: its groups' channels, and groups that have none."""

from dataclasses import dataclass

from bot.ports import InChannel
from bot.practice.core import Core
from bot.store.installations import Installation


@dataclass(frozen=True, slots=True)
class Homes:
    """In one workspace or server."""

    channels: tuple[tuple[str, InChannel], ...] = ()
    """With the name of the group that practises there."""
    homeless: tuple[str, ...] = ()
    """Names of groups whose channel is gone."""


async def homes(core: Core, it: Installation) -> Homes:
    async with core.store.work() as work:
        channels = await work.missed.channels(it.id)
        names = [(await work.groups.get(one.group)).name for one in channels]
        homeless = tuple(await work.installations.homeless(it.id))
    places = (InChannel(it.ref, one.ref) for one in channels)
    return Homes(tuple(zip(names, places, strict=True)), homeless)
