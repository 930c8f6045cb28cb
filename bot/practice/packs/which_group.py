"""The group that somebody at a terminal means, by its number or its name."""

from bot.domain.group import Group
from bot.domain.ids import GroupId, ScenarioId
from bot.errors import UserMustAct
from bot.library.spelling import nearest
from bot.practice.core import Core

MOST_LISTED = 20
NO_GROUPS = "There is no group yet. Nothing was changed. `/debrief-admin setup` in a channel makes one."


async def group_meant(core: Core, typed: str) -> Group:
    """Raises UserMustAct for none, and for a name that several have."""
    groups = await all_groups(core)
    if not groups:
        raise UserMustAct(NO_GROUPS)
    number = int(typed) if typed.isascii() and typed.isdigit() else None
    by_number = [group for group in groups if group.id == number]
    found = by_number or [group for group in groups if group.name.casefold() == typed.strip().casefold()]
    if len(found) == 1:
        return found[0]
    if found:
        raise UserMustAct(
            f"{len(found)} groups are called “{typed}”. Nothing was changed. Type the number of one: "
            f"{_listed(found)}."
        )
    close = nearest(typed[:60], [group.name.lower() for group in groups])
    likely = [group for group in groups if group.name.lower() == close] or groups
    raise UserMustAct(
        f"There is no group “{typed[:60]}”. Nothing was changed. Type a number or a name: {_listed(likely)}."
    )


async def all_groups(core: Core) -> list[Group]:
    """For an operator: every group there is, by number."""
    async with core.store.work() as work:
        groups = await work.groups.many(await work.outdated.groups())
    return sorted(groups.values(), key=lambda group: group.id)


async def packs_anywhere(core: Core) -> list[tuple[Group, int]]:
    """For an operator: the groups that have scenarios of their own, with how many."""
    async with core.store.work() as work:
        counts = await work.packs.counts()
    return [(group, counts[group.id]) for group in await all_groups(core) if group.id in counts]


async def unreadable_anywhere(core: Core) -> list[tuple[Group, list[ScenarioId]]]:
    """For an operator: what groups have of their own that this version can't read."""
    found = []
    for group, _ in await packs_anywhere(core):
        async with core.store.work() as work:
            read = await work.packs.read_all(group.id)
        if broken := [name for name, scenario in read.items() if scenario is None]:
            found.append((group, broken))
    return found


def _listed(groups: list[Group]) -> str:
    told = [f"{GroupId(group.id)} ({group.name})" for group in groups[:MOST_LISTED]]
    return ", ".join([*told, "…"] if len(groups) > MOST_LISTED else told)
