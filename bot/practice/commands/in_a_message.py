"""What to type, where no slash command can be typed: in a message, by a mention of the bot."""

import re
from dataclasses import replace

from bot.domain.card_parts import Section
from bot.domain.cards import Card, Note, SheetCard
from bot.domain.happenings import Command
from bot.practice.commands.sentences import MENTION

_TYPED = re.compile(rf"(?<![\w/.])/{Command.MEMBER}(?![\w-])")


def in_a_message(card: Card) -> Card:
    """The same card, for a reader who can't type what it advises but can say it."""
    match card:
        case Note():
            return replace(card, text=_by_mention(card.text))
        case SheetCard():
            return replace(
                card,
                title=_by_mention(card.title),
                sections=tuple(map(_section, card.sections)),
                closing=_by_mention(card.closing),
            )
    return card


def _section(it: Section) -> Section:
    return replace(it, heading=_by_mention(it.heading), lines=tuple(map(_by_mention, it.lines)))


def _by_mention(text: str) -> str:
    return _TYPED.sub(MENTION, text)
