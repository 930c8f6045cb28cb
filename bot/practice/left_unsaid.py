"""What found somebody's direct messages closed is said below the next private answer that they get.

A word about a message stands there whole; of a debrief it says that it waits, with the button that shows it.
"""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.domain.card_parts import Section
from bot.domain.cards import BoardCard, Card, DebriefCard, Note, SheetCard
from bot.domain.delivery import BEHIND_A_BUTTON, Delivery
from bot.domain.happenings import Account, Source
from bot.practice.core import Core
from bot.practice.delivery_card import card_of
from bot.practice.waits_letter import waits_letter
from bot.store.work import Work

log = logging.getLogger(__name__)

STILL_NEWS = timedelta(days=7)
MOST_AT_ONCE = 3
_CARRIERS = (Note, SheetCard, BoardCard, DebriefCard)
"""Cards that have room for a word about something else."""


async def with_what_waits(core: Core, source: Source, account: Account, card: Card) -> Card:
    """The answer, with what could not be whispered to its reader before: once, and only where it fits."""
    if not isinstance(card, _CARRIERS) or (isinstance(card, Note) and card.again):
        return card  # the answer to the first one carries it
    try:
        for note in await _taken(core, source, account):
            card = _below(card, note)
    except Exception:  # the answer that they asked for comes first
        log.exception("what waits for a member could not be added to an answer")
    return card


async def _taken(core: Core, source: Source, account: Account) -> Sequence[Note]:
    now = core.clock.now()
    async with core.store.work() as work:
        found = await work.unsaid.take(account, source, now - STILL_NEWS, MOST_AT_ONCE)
        notes = [await _note(work, one, now) for one in found]
        for delivery, note in zip(found, notes, strict=True):
            await work.deliveries.settle(delivery, "sent" if note else "dropped", now)
    return list(dict.fromkeys(note for note in notes if note))


async def _note(work: Work, delivery: Delivery, now: datetime) -> Note | None:
    """As things stand now; None when it's to be said no more."""
    if delivery.owed.kind in BEHIND_A_BUTTON:
        return await waits_letter(work, delivery)
    card = await card_of(work, delivery, now)
    return card if isinstance(card, Note) else None


def _below(
    card: Note | SheetCard | BoardCard | DebriefCard, note: Note
) -> Note | SheetCard | BoardCard | DebriefCard:
    buttons = (*card.buttons, *note.buttons)
    match card:
        case Note():
            return replace(card, text=f"{card.text}\n\n{note.text}", buttons=buttons)
        case SheetCard():
            return replace(card, sections=(*card.sections, Section("", (note.text,))), buttons=buttons)
        case BoardCard():
            return replace(card, notes=(*card.notes, note.text), buttons=buttons)
        case DebriefCard():
            return replace(card, flags=(*card.flags, note.text), buttons=buttons)
