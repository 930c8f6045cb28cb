"""`queue`: which scenarios come next."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.domain.card_parts import Section
from bot.domain.cards import Card, SheetCard
from bot.domain.ids import ScenarioId
from bot.domain.queue_edit import Add, Edit, by_place, edited, queue_edit, slug
from bot.domain.wish_edit import Allow, Never, Pin, Unpin, WishEdit, wish_edit
from bot.domain.wishes import StandingWishes
from bot.errors import UserMustAct
from bot.library.spelling import nearest
from bot.practice.commands.asked import Asked
from bot.practice.commands.stale import refuse_if_overtaken
from bot.practice.organise import QUEUE_SET, locked_queue, write_queue
from bot.practice.packs.lookup import scenario_in, titles_in
from bot.practice.schedule_words import day
from bot.practice.wishes import change_wishes

MOST_FRESH = 12
Titles = Mapping[ScenarioId, str]
"""Of all that the group can be posted: the library's, and its own."""
CLOSING = (
    "To change it: `/debrief-admin queue add ID`, `remove 2`, `move 3 to 1`, `clear`; "
    "`pin ID friday`, `unpin friday`; `never ID`, `allow ID`."
)


async def queue(it: Asked) -> Card:
    """Show the queue, or change one thing in it."""
    async with it.core.store.work() as work:
        titles = await titles_in(it.core, work, it.group.id)
    if not it.words:
        return await _sheet(it, titles, "")
    if (wish := wish_edit(it.words, it.today)) is not None:
        return await _wished(it, titles, wish)
    edit = queue_edit(it.words)
    if isinstance(edit, Add):
        edit = Add(await _known(it, titles, edit.scenario))
    await it.once()
    return await _sheet(it, titles, _difference(titles, await _change(it, titles, edit)))


async def _wished(it: Asked, titles: Titles, wish: WishEdit) -> Card:
    if not isinstance(wish, Unpin):
        wish = replace(wish, scenario=await _known(it, titles, wish.scenario))
    await it.once()
    await change_wishes(it.core, it.group.id, it.member.person, wish)
    match wish:
        case Pin(scenario, on):
            says = f"Pinned to {day(on)}: {_title(titles, scenario)}."
        case Unpin(on):
            says = f"Nothing is pinned to {day(on)} any more."
        case Never(scenario):
            says = f"I won't choose {_title(titles, scenario)} for this group."
        case Allow(scenario):
            says = f"I may choose {_title(titles, scenario)} again."
    return await _sheet(it, titles, says)


async def _known(it: Asked, titles: Titles, named: str) -> ScenarioId:
    """By its id, or by its title. One of the group's own that can't be read any more is refused."""
    by_name = {slug(title): name for name, title in titles.items()} | {str(name): name for name in titles}
    found = by_name.get(named)
    if found is None:
        close = nearest(named[:60], tuple(by_name))
        meant = f"Did you mean `{by_name[close]}`? " if close else ""
        raise UserMustAct(
            f"The library has no scenario `{named[:60]}`. {meant}Nothing was changed. "
            "`/debrief-admin queue` names some that are new here."
        )
    async with it.core.store.work() as work:
        await scenario_in(it.core, work, it.group.id, found)
    return found


async def _change(it: Asked, titles: Titles, edit: Edit) -> tuple[list[ScenarioId], list[ScenarioId]]:
    """Read and written under one lock: nobody's change is written over."""
    group, actor = it.group.id, it.member.person
    async with it.core.store.work() as work:
        before = await locked_queue(work, group, actor)
        if by_place(edit):
            now_it_is = "it's now " + (", ".join(_numbered(titles, before)) or "empty") + "."
            await refuse_if_overtaken(work, it, QUEUE_SET, now_it_is)
        after = edited(before, edit)
        await write_queue(work, group, actor, after, it.now)
    return before, after


def _difference(titles: Titles, change: tuple[list[ScenarioId], list[ScenarioId]]) -> str:
    before, after = change
    gone = [_title(titles, scenario) for scenario in before if scenario not in after]
    new = [_title(titles, scenario) for scenario in after if scenario not in before]
    if new:
        return f"Added: {new[0]}."
    if len(gone) > 1:
        return f"Cleared: {len(gone)} scenarios no longer wait."
    return f"Removed: {gone[0]}." if gone else "Moved." if before != after else "It was so already."


async def _sheet(it: Asked, titles: Titles, says: str) -> Card:
    async with it.core.store.work() as work:
        waiting = (await work.queue.of([it.group.id])).get(it.group.id, [])
        seen = (await work.posts.seen([it.group.id])).get(it.group.id, [])
        wishes = (await work.wishes.of([it.group.id], it.today)).get(it.group.id, StandingWishes())
    told = {*seen, *waiting, *wishes.unwanted, *wishes.pins.values()}
    fresh = [name for name in titles if name not in told]
    sections = [Section("", (says,))] if says else []
    empty = ("Nothing waits: I choose, so that topics and difficulty take turns.",)
    sections.append(Section("Comes next", tuple(_numbered(titles, waiting)) or empty))
    if wishes.pins:
        pinned = (f"{day(on)}: {_title(titles, name)} (`{name}`)" for on, name in sorted(wishes.pins.items()))
        sections.append(Section("Pinned to a day", tuple(pinned)))
    if wishes.unwanted:
        sections.append(
            Section("Never chosen", tuple(_title(titles, name) for name in sorted(wishes.unwanted)))
        )
    if fresh:
        sections.append(
            Section("New to this group", (", ".join(f"`{name}`" for name in fresh[:MOST_FRESH]),))
        )
    return SheetCard("The queue", tuple(sections), CLOSING)


def _numbered(titles: Titles, waiting: Sequence[ScenarioId]) -> list[str]:
    return [f"{number}. {_title(titles, name)} (`{name}`)" for number, name in enumerate(waiting, start=1)]


def _title(titles: Titles, scenario: ScenarioId) -> str:
    return titles.get(scenario) or f"{scenario}, no longer in the library"
