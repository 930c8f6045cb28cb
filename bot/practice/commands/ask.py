"""`ask`: bring a question of one's own, or look at what came of the last one."""

from datetime import timedelta

from bot.domain.cards import Card
from bot.domain.commanding import as_typed
from bot.practice.commands.asked import Asked
from bot.practice.questions.bring import ask_form
from bot.practice.questions.card import own_debrief
from bot.practice.questions.words import NOTHING_YET, SENT_JUST_NOW

LAST = "last"
JUST_NOW = timedelta(minutes=2)


async def ask(it: Asked) -> Card:
    """A form with the question in it, if one was typed; the newest debrief for `last`."""
    if it.plain == (LAST,):
        return await _last(it)
    return ask_form(it.core, str(it.group.id), as_typed(it.words))


async def _last(it: Asked) -> Card:
    async with it.core.store.work() as work:
        found = await work.questions.latest(it.group.id, it.member.person)
        if found is None:
            return NOTHING_YET
        if await work.deliveries.own_sent_since(it.group.id, found.id, it.now - JUST_NOW):
            return SENT_JUST_NOW
        await work.deliveries.own_seen(it.group.id, found.id, it.now)
        return own_debrief(found)
