"""What is said to the bot in a message, instead of by a slash command: never part of an answer.

A chat may let a command through as text, a mention may not have become one, and in threads of some platforms
no slash command can be typed at all.
"""

from bot.domain.answering import long_enough
from bot.domain.commanding import LONGEST_COMMAND, typed
from bot.domain.happenings import Command, CommandGiven, MessagePosted, Opening
from bot.practice.commands.sentences import MENTION
from bot.practice.commands.table import TABLES

_ADDRESSED = {
    f"/{Command.MEMBER}": Command.MEMBER,
    f"/{Command.ORGANISER}": Command.ORGANISER,
    MENTION.casefold(): Command.MEMBER,
}


def is_addressed(text: str, opening: Opening = Opening.PLAIN) -> bool:
    """Whether a message is nothing but a command, or a few words to the bot."""
    return opening is Opening.PLAIN and _command_in(text) is not None


def command_in(message: MessagePosted) -> CommandGiven | None:
    """What a message asks for, if it's a command and no more."""
    found = _command_in(message.text) if message.opening is Opening.PLAIN else None
    if found is None or message.edited_at is not None:
        return None
    return CommandGiven(
        source=message.source,
        account=message.author,
        command=found[0],
        text=found[1],
        given_at=message.posted_at,
        channel_ref=None if message.at.direct else message.at.channel_ref,
        in_message=True,
    )


def _command_in(text: str) -> tuple[Command, str] | None:
    first, _, rest = text.strip().partition(" ")
    command = _ADDRESSED.get(first.casefold().rstrip(",:"))
    if command is None or "\n" in rest or len(rest) > LONGEST_COMMAND:
        return None
    return (command, rest) if _is_known(command, rest) or not long_enough(rest) else None


def _is_known(command: Command, rest: str) -> bool:
    """A word that stands alone is none of ours with more behind it."""
    words = typed(rest)
    found = TABLES[command].get(words[0].plain) if words else None
    return found is not None and (len(words) == 1 or any(found.forms))
