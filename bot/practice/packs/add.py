"""Adds files to a group's own scenarios: all of them, or none and what is wrong with them."""

import asyncio
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from bot.domain.ids import GroupId, PersonId, ScenarioId
from bot.domain.pack import MOST_OWN, NewOwn, PackFile
from bot.errors import UserMustAct
from bot.library.beside import There
from bot.library.given import check
from bot.library.problem import Problem
from bot.practice.core import Core
from bot.practice.organise import require_organiser
from bot.store.work import Work

ADDED = "own scenarios added"
"""In the audit log."""
NO_FILE = "No scenario file was given. Nothing was changed. Give `.yaml` files, or a zip of them."


@dataclass(frozen=True, slots=True)
class Added:
    """What the group has from now on."""

    new: tuple[NewOwn, ...] = ()
    replaced: tuple[NewOwn, ...] = ()
    same: tuple[NewOwn, ...] = ()
    """Word for word as they were."""


@dataclass(frozen=True, slots=True)
class Refused:
    """Nothing was changed."""

    files: int
    problems: tuple[Problem, ...]


async def add_to_pack(
    core: Core, group: GroupId, actor: PersonId | None, files: Sequence[PackFile]
) -> Added | Refused:
    """Judge the files, and add them if nothing is wrong with any. The host acts as nobody.

    Raises UserMustAct when there is no file, when the actor is no organiser, or when it would be too many.
    """
    if not files:
        raise UserMustAct(NO_FILE)
    async with core.store.work() as work:
        await _require_right(work, group, actor)
        own = await work.packs.read_all(group)
    there = There(core.library.scenarios, {name: found for name, found in own.items() if found is not None})
    # Judging takes a tenth of a second for each file: beside everything else, and in no transaction.
    checked = await asyncio.to_thread(check, files, there)
    if checked.problems:
        return Refused(checked.files, checked.problems)
    broken = {name for name, found in own.items() if found is None}
    return await _put(core, group, actor, checked.scenarios, broken)


async def _put(
    core: Core,
    group: GroupId,
    actor: PersonId | None,
    given: Sequence[NewOwn],
    broken: Collection[ScenarioId],
) -> Added:
    """Under the group's lock, so that two who add at once don't go beyond the most together."""
    now = core.clock.now()
    async with core.store.work() as work:
        await work.schedules.lock(group)
        await _require_right(work, group, actor)
        # What can't be read any more is written anew, though its file be the same.
        before = {one.id: "" if one.id in broken else one.digest for one in await work.packs.of(group)}
        added = _sorted_out(given, before)
        _check_count(len(before) + len(added.new), len(before))
        changed = [*added.new, *added.replaced]
        if changed:
            await work.packs.put(group, changed, actor, now)
            new, replaced = (", ".join(one.id for one in part) for part in (added.new, added.replaced))
            await work.audit.note(group, actor, ADDED, now, new=new, replaced=replaced)
        return added


def _sorted_out(given: Sequence[NewOwn], before: Mapping[ScenarioId, str]) -> Added:
    return Added(
        new=tuple(one for one in given if one.id not in before),
        replaced=tuple(one for one in given if before.get(one.id, one.digest) != one.digest),
        same=tuple(one for one in given if before.get(one.id) == one.digest),
    )


def _check_count(after: int, before: int) -> None:
    if after > MOST_OWN:
        raise UserMustAct(
            f"A group can have {MOST_OWN} scenarios of its own; this has {before}, and would have {after}. "
            "Nothing was changed. Take some out first."
        )


async def _require_right(work: Work, group: GroupId, actor: PersonId | None) -> None:
    if actor is not None:
        await require_organiser(work, group, actor)
