"""A packet that stands in a chat already, as it reads now: a round's own, or that of its loop's committee."""

from bot.domain.cards import Card
from bot.domain.delivery import Owed
from bot.domain.loop_states import LoopState
from bot.domain.round import ENDED, Round
from bot.practice.loops.letter import packet_key
from bot.practice.loops.packet import packet_cards
from bot.practice.rounds.letter import verdict_keys
from bot.practice.rounds.packet import packet_card
from bot.store.work import Work


def packet_keys(it: Round) -> tuple[str, str]:
    """Of the card, and of one with the verdict that came later where it did."""
    return verdict_keys(it.id) if it.loop is None else (packet_key(it.loop), "")


async def packet_as_it_stands(work: Work, owed: Owed) -> Card | None:
    """None when there is no packet to show."""
    it = await work.rounds.get(owed.group, owed.round) if owed.round else None
    if it is None or it.state not in ENDED:
        return None
    if it.loop is None:
        return await packet_card(work, it, owed.due_at)
    loop = await work.loops.get(it.group, it.loop)
    if loop is None or loop.state is not LoopState.CONCLUDED:
        return None
    card, *_ = await packet_cards(None, work, loop, owed.due_at)
    return card
