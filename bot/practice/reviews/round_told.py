"""Tells a round's member what a person ruled, and corrects the packet that stands in their chat."""

from datetime import datetime

from bot.domain.cards import Card, Note
from bot.domain.delivery import Delivery, DeliveryKind, Owed
from bot.domain.grade import Graded
from bot.domain.loop_states import Loop
from bot.domain.round import Round
from bot.ports import Nudge
from bot.practice.loops.judged import committee_of
from bot.practice.reviews.round_facts import verdict_of
from bot.practice.reviews.round_notes import notes_on
from bot.practice.rounds.packet import packet_card
from bot.store.work import Work

ALONE = "Its packet is corrected."


async def tell_of_ruling(work: Work, it: Round, now: datetime) -> None:
    """In the transaction of the ruling."""
    asked = await work.round_reviews.of_round(it.group, it.id)
    ruled = sum(review.outcome is not None for review in asked)
    kind = DeliveryKind.ROUND_RULED
    word = Owed(it.group, kind, f"{kind}:{it.id}:{ruled}", now, it.person, round=it.id)
    owed = await work.deliveries.owe([word, await packet_anew(work, it, now)])
    await work.nudge(Nudge.SEND_DELIVERY, *owed)


async def packet_anew(work: Work, it: Round, now: datetime) -> Owed:
    """Show the packet as it reads now. Once for each thing that was appealed or ruled on."""
    asked = await work.round_reviews.of_round(it.group, it.id)
    ruled = sum(review.outcome is not None for review in asked)
    kind = DeliveryKind.REVISE_PACKET
    return Owed(it.group, kind, f"{kind}:{it.id}:{len(asked)}-{ruled}", now, round=it.id)


async def ruling_letter(work: Work, delivery: Delivery) -> Card | None:
    """What people ruled on this round, and what its verdict is now."""
    owed = delivery.owed
    it = await work.rounds.get(owed.group, owed.round) if owed.round else None
    if it is None:
        return None
    scenario = await work.posts.scenario(it.scenario_hash)
    notes = notes_on(scenario, await work.round_reviews.of_round(it.group, it.id))
    if not notes:
        return None
    now = await _verdict(work, it)
    loop = await work.loops.get(it.group, it.loop) if it.loop is not None else None
    where = await _in_loop(work, loop) if loop else ALONE
    return Note(" ".join((f"This is about your mock round “{scenario.title}”.", *notes, now, where)))


async def _verdict(work: Work, it: Round) -> str:
    """As it stands, beside what the grader alone had said."""
    turn = verdict_of(await work.rounds.turns(it))
    packet = await packet_card(work, it)
    before = turn.outcome if turn else None
    stays = isinstance(before, Graded) and before.band is packet.band
    return f"Its verdict {'stays' if stays else 'is now'} “{packet.band}”."


async def _in_loop(work: Work, loop: Loop) -> str:
    committee = await committee_of(work, loop)
    now = f" and says “{committee.band}” now" if committee and committee.band else ""
    return (
        f"It is a round of your loop “{loop.format.title}”: the committee's packet is corrected{now}. "
        "`/debrief mock full page` makes its page anew."
    )
