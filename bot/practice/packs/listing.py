"""What a group has of its own, and where each stands."""

from dataclasses import dataclass

from bot.domain.ids import GroupId
from bot.domain.pack import OwnScenario
from bot.practice.core import Core
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Listed:
    """One scenario of a group's own."""

    own: OwnScenario
    readable: bool
    """False: written for another version of Debrief, and left out of everything until it is added anew."""
    posted: bool
    queued: bool


async def pack_of(core: Core, group: GroupId) -> list[Listed]:
    """In the order of ids."""
    async with core.store.work() as work:
        return await listed_in(work, group)


async def listed_in(work: Work, group: GroupId) -> list[Listed]:
    read = await work.packs.read_all(group)
    seen = set((await work.posts.seen([group])).get(group, ()))
    queued = set((await work.queue.of([group])).get(group, ()))
    return [
        Listed(own, read.get(own.id) is not None, own.id in seen, own.id in queued)
        for own in await work.packs.of(group)
    ]
