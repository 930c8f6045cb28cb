"""The way in for slash commands: finds the member and the group, then the command that was meant."""

from bot.domain.cards import Card, Note
from bot.domain.happenings import CommandGiven
from bot.practice.core import Core


async def obey(_core: Core, _given: CommandGiven) -> Card:
    """Do what a command says. Every answer says what happened, or what to type instead."""
    return Note("There is no command of that name yet.")
