"""`queue`: which scenarios come next."""

from collections.abc import Sequence

from bot.domain.cards import Card, Section, SheetCard
from bot.domain.ids import ScenarioId
from bot.domain.queue_edit import Add, Edit, by_place, edited, queue_edit, slug
from bot.errors import UserMustAct
from bot.library.spelling import nearest
from bot.practice.commands.asked import Asked
from bot.practice.commands.stale import refuse_if_overtaken
from bot.practice.organise import QUEUE_SET, locked_queue, write_queue

MOST_FRESH = 12
CLOSING = "To change it: `/debrief-admin queue add ID`, `remove 2`, `move 3 to 1`, `clear`."


async def queue(it: Asked) -> Card:
    """Show the queue, or change one thing in it."""
    if not it.words:
        return await _sheet(it, "")
    edit = queue_edit(it.words)
    if isinstance(edit, Add):
        edit = Add(_known(it, edit.scenario))
    await it.once()
    return await _sheet(it, _difference(it, await _change(it, edit)))


def _known(it: Asked, named: str) -> ScenarioId:
    """By its id, or by its title."""
    ids = {str(name): name for name in it.core.library.scenarios}
    titles = {slug(found.title): name for name, found in it.core.library.scenarios.items()}
    found = (titles | ids).get(named)
    if found is None:
        close = nearest(named[:60], (*ids, *titles))
        meant = f"Did you mean `{(titles | ids)[close]}`? " if close else ""
        raise UserMustAct(
            f"The library has no scenario `{named[:60]}`. {meant}Nothing was changed. "
            "`/debrief-admin queue` names some that are new here."
        )
    return found


async def _change(it: Asked, edit: Edit) -> tuple[list[ScenarioId], list[ScenarioId]]:
    """Read and written under one lock: nobody's change is written over."""
    group, actor = it.group.id, it.member.person
    async with it.core.store.work() as work:
        before = await locked_queue(work, group, actor)
        if by_place(edit):
            now_it_is = "it's now " + (", ".join(_numbered(it, before)) or "empty") + "."
            await refuse_if_overtaken(work, it, QUEUE_SET, now_it_is)
        after = edited(before, edit)
        await write_queue(work, group, actor, after, it.now)
    return before, after


def _difference(it: Asked, change: tuple[list[ScenarioId], list[ScenarioId]]) -> str:
    before, after = change
    gone = [_title(it, scenario) for scenario in before if scenario not in after]
    new = [_title(it, scenario) for scenario in after if scenario not in before]
    if new:
        return f"Added: {new[0]}."
    if len(gone) > 1:
        return f"Cleared: {len(gone)} scenarios no longer wait."
    return f"Removed: {gone[0]}." if gone else "Moved." if before != after else "It was so already."


async def _sheet(it: Asked, says: str) -> Card:
    async with it.core.store.work() as work:
        waiting = (await work.queue.of([it.group.id])).get(it.group.id, [])
        seen = (await work.posts.seen([it.group.id])).get(it.group.id, [])
    fresh = [name for name in it.core.library.scenarios if name not in seen and name not in waiting]
    sections = [Section("", (says,))] if says else []
    empty = ("Nothing waits: I choose, so that topics and difficulty take turns.",)
    sections.append(Section("Comes next", tuple(_numbered(it, waiting)) or empty))
    if fresh:
        sections.append(
            Section("New to this group", (", ".join(f"`{name}`" for name in fresh[:MOST_FRESH]),))
        )
    return SheetCard("The queue", tuple(sections), CLOSING)


def _numbered(it: Asked, waiting: Sequence[ScenarioId]) -> list[str]:
    return [f"{number}. {_title(it, name)} (`{name}`)" for number, name in enumerate(waiting, start=1)]


def _title(it: Asked, scenario: ScenarioId) -> str:
    found = it.core.library.scenarios.get(scenario)
    return found.title if found else f"{scenario}, no longer in the library"
