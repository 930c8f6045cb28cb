"""Buttons that stand for a command: where no command can be typed, in a thread for instance, they do."""

import re
from collections.abc import Mapping

from bot.domain.cards import Card, Note
from bot.domain.happenings import Action, ButtonPressed, Command, CommandGiven
from bot.domain.ids import GroupId
from bot.errors import UserMustAct
from bot.practice.commands.asked import Asked, For
from bot.practice.commands.here import in_group
from bot.practice.commands.table import TABLES
from bot.practice.core import Core

COMMANDS: Mapping[Action, str] = {
    Action.STANDING: "me",
    Action.MOCK: "mock",
    Action.BOARD: "board",
    Action.STREAK: "streak",
}
SETUP = "setup"
_GROUP = re.compile("[0-9]{1,18}")
GONE = Note("That study group is no longer here. Nothing was changed.")


async def press_command(core: Core, pressed: ButtonPressed) -> Card:
    """As if the command had been typed in the group that the button names."""
    word = COMMANDS[pressed.action]
    given = CommandGiven(pressed.source, pressed.account, Command.MEMBER, word, pressed.pressed_at)
    group = GroupId(int(pressed.subject)) if _GROUP.fullmatch(pressed.subject) else None
    it = await asked_in(core, given, group) if group else None
    if it is None:
        return GONE
    try:
        _ = it.member
        return await it.table[word].run(it)
    except UserMustAct as error:
        return Note(error.message)


async def press_setup(core: Core, pressed: ButtonPressed) -> Card:
    """The form by which a group's organisers change how it runs, as it stands now."""
    given = CommandGiven(pressed.source, pressed.account, Command.ORGANISER, SETUP, pressed.pressed_at)
    named = pressed.subject.partition("/")[0]
    it = await asked_in(core, given, GroupId(int(named))) if _GROUP.fullmatch(named) else None
    if it is None:
        return GONE
    try:
        it.allow(For.ORGANISERS)
        return await it.table[SETUP].run(it)
    except UserMustAct as error:
        return Note(error.message)


async def asked_in(core: Core, given: CommandGiven, group: GroupId) -> Asked | None:
    """A command without further words, in a group; None when the installation doesn't serve it."""
    async with core.store.work() as work:
        source = given.source
        installation = await work.groups.installation(source.platform, source.installation_ref)
        if installation is None or not await work.groups.served_by(group, installation):
            return None
        person = await work.people.known(given.account)
        place = await in_group(work, group, person, given)
    other = Command.ORGANISER if given.command is Command.MEMBER else Command.MEMBER
    return Asked(core, given, (), place, TABLES[given.command], TABLES[other], core.clock.now())
