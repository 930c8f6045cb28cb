"""Scenarios of groups' own: whether this version still reads them."""

import asyncio
from collections.abc import Iterable

from adapters.cli.called import called
from adapters.cli.checks.check import Finding, Site, ok, warn
from adapters.main import Parts, house
from adapters.terminal.harmless import harmless
from bot.domain.group import Group
from bot.domain.ids import ScenarioId
from bot.library.library import load
from bot.practice.packs.which_group import packs_anywhere, unreadable_anywhere
from bot.store import migrate

NAME = "Packs"

Broken = list[tuple[Group, list[ScenarioId]]]


def packs(site: Site) -> Iterable[Finding]:
    """Nothing is said while no group has any."""
    if site.database is None or migrate.pending(site.database):
        return
    own, groups, broken = asyncio.run(_looked(site.database))
    if broken:
        count = sum(len(names) for _, names in broken)
        group, names = broken[0]
        mend = (
            f"`{called()} packs list {group.id}` names those of {harmless(group.name)}, such as {names[0]}. "
            f"Add their files again: `{called()} packs add` says what to mend."
        )
        left = "is left out" if count == 1 else "are left out"
        yield warn(NAME, f"{count} of {own} can't be read by this version, and {left}", mend)
    elif own:
        whose = "one group's own" if groups == 1 else f"{groups} groups' own"
        yield ok(NAME, f"{own} scenario{'s' * (own != 1)} of {whose}")


async def _looked(url: str) -> tuple[int, int, Broken]:
    async with house(url, Parts(library=load([]), connections=1)) as built:
        found = await packs_anywhere(built.core)
        return sum(own for _, own in found), len(found), await unreadable_anywhere(built.core)
