"""The way in for slash commands: finds the member and the group, then the command that was meant."""

from bot.domain.cards import Card, Note
from bot.domain.commanding import LONGEST_COMMAND, typed
from bot.domain.happenings import Command, CommandGiven
from bot.errors import TakenBefore, UserMustAct
from bot.practice.commands.asked import Asked
from bot.practice.commands.help import help_sheet, unknown
from bot.practice.commands.here import here
from bot.practice.commands.in_a_message import in_a_message
from bot.practice.commands.table import TABLES
from bot.practice.core import Core

TOO_LONG = (
    f"That's longer than {LONGEST_COMMAND:,} letters, more than any command takes. Nothing was changed. "
    "Type `/{slash} help`. An answer belongs in the scenario's thread, or in Answer privately on its card."
)


async def obey(core: Core, given: CommandGiven) -> Card:
    """Do what a command says. Every answer says what happened, or what to type instead."""
    card = await _obey(core, given)
    return in_a_message(card) if given.in_message else card


async def _obey(core: Core, given: CommandGiven) -> Card:
    if len(given.text) > LONGEST_COMMAND:
        return Note(TOO_LONG.format(slash=given.command))
    words = typed(given.text)
    now = core.clock.now()
    async with core.store.work() as work:
        place = await here(work, given)
    other = Command.ORGANISER if given.command is Command.MEMBER else Command.MEMBER
    it = Asked(core, given, words[1:], place, TABLES[given.command], TABLES[other], now)
    if not words:
        return await help_sheet(it)
    command = it.table.get(words[0].plain)
    if command is None:
        return unknown(it, words)
    try:
        it.allow(command.whom)
        return await command.run(it)
    except TakenBefore as error:
        return Note(error.message, again=True)
    except UserMustAct as error:
        return Note(_with_what_to_type(error.message, given.command, command.word))


def _with_what_to_type(message: str, slash: Command, word: str) -> str:
    return message if "`/" in message else f"{message} See `/{slash} help {word}`."
