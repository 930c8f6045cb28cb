"""The bot's own page on a platform: where its viewer stands in each of their groups, and what comes next."""

from dataclasses import replace

from bot.domain.card_parts import Button, Section
from bot.domain.cards import Card, SheetCard
from bot.domain.happenings import Command, CommandGiven, HomeOpened
from bot.domain.ids import GroupId
from bot.practice.commands.asked import Asked
from bot.practice.commands.history import attempt_line
from bot.practice.commands.me import standing
from bot.practice.commands.progress import progress_section
from bot.practice.core import Core
from bot.practice.empty_page import NO_GROUP
from bot.practice.press_command import asked_in

TITLE = "Your practice"
MOST_GROUPS = 5
LATEST = 5
LONGEST_NAME = 24
"""On a button, behind what it does."""
CLOSING = "Everything else: type `/debrief help` in your group's channel."


async def home(core: Core, opened: HomeOpened) -> Card:
    """For its viewer's eyes alone. Looking changes nothing."""
    given = CommandGiven(opened.source, opened.account, Command.MEMBER, "me", opened.opened_at)
    groups = await _groups(core, given)
    if not groups:
        return NO_GROUP
    sections: list[Section] = []
    buttons: list[Button] = []
    for it in groups:
        own = await standing(it)
        several = len(groups) > 1
        found = (*own.sections, *await _progress(it))
        sections += [replace(s, heading=f"{it.group.name}: {s.heading}") for s in found] if several else found
        buttons += [_of(it.group.name, b) for b in own.buttons] if several else own.buttons
    title = TITLE if len(groups) > 1 else f"You in {groups[0].group.name}"
    return SheetCard(title, tuple(sections), CLOSING, tuple(buttons))


async def _groups(core: Core, given: CommandGiven) -> list[Asked]:
    async with core.store.work() as work:
        person = await work.people.known(given.account)
        mine: list[GroupId] = await work.people.groups_of(person) if person else []
    found = [await asked_in(core, given, group) for group in mine]
    return [it for it in found if it is not None][:MOST_GROUPS]


async def _progress(it: Asked) -> tuple[Section, ...]:
    async with it.core.store.work() as work:
        progress = await progress_section(work, it)
        page = await work.attempts.of(it.group.id, it.member.person, LATEST)
    lines = tuple(attempt_line(one, it.here.groups_zone) for one in page.attempts)
    latest = Section("Your latest answers and rounds", lines)
    return (progress, latest) if lines else (progress,)


def _of(group: str, button: Button) -> Button:
    name = group if len(group) <= LONGEST_NAME else f"{group[:LONGEST_NAME]}…"
    return replace(button, label=f"{button.label} ({name})")
