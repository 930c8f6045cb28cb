"""The way in for forms of several fields: each comes back to whatever asked for it."""

from collections.abc import Awaitable, Callable, Mapping

from bot.domain.cards import Card, Note
from bot.domain.happenings import Action, FieldsSent
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.questions.bring import bring_question
from bot.practice.reviews.appeal import appeal_sent
from bot.practice.reviews.appeal_round import round_appeal_sent
from bot.practice.reviews.review import ruling_sent
from bot.practice.setup_sent import setup_sent
from bot.practice.stories.sent import story_sent

UNKNOWN = "I know no such form any more, so nothing was changed. What you typed, to copy:"


async def fill(core: Core, sent: FieldsSent) -> Card:
    """Do what the form asks for. Its values may be forged: whoever takes them checks them."""
    act = _ACTIONS.get(sent.action)
    if act is None:
        return Note(_with_texts(UNKNOWN, sent))
    try:
        return await act(core, sent)
    except UserMustAct as refused:
        return Note(_with_texts(f"{refused.message} What you typed, to copy:", sent))


def _with_texts(says: str, sent: FieldsSent) -> str:
    """A value without a space is a choice's name, which nobody typed."""
    return "\n\n".join([says, *(text for text in sent.values.values() if " " in text.strip())])


_ACTIONS: Mapping[Action, Callable[[Core, FieldsSent], Awaitable[Card]]] = {
    Action.ASK: bring_question,
    Action.STORY: story_sent,
    Action.APPEAL: appeal_sent,
    Action.APPEAL_ROUND: round_appeal_sent,
    Action.RULE: ruling_sent,
    Action.RULE_ON_ROUND: ruling_sent,
    Action.SET_UP: setup_sent,
}
