"""The committee's packet of a loop, made from rows as they stand."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.calendar import local_date
from bot.domain.card_parts import Button
from bot.domain.cards import Card
from bot.domain.ids import PersonId
from bot.domain.loop_states import Loop
from bot.domain.round import Round
from bot.ports import Printer
from bot.practice.committee.cards import committee_cards
from bot.practice.core import Core
from bot.practice.loops import words
from bot.practice.loops.judged import committee_of
from bot.practice.loops.move import played_in
from bot.practice.reviews.contested import appeal_button
from bot.practice.reviews.round_notes import notes_on
from bot.store.work import Work


async def packet_cards(
    printer: Printer | None, work: Work, loop: Loop, now: datetime | None = None
) -> Sequence[Card]:
    """What the committee says: a card, then a page where one can be made. With no moment it's new."""
    committee = await committee_of(work, loop)
    if committee is None:
        return (words.parting(loop),)
    zone = await work.people.zone_of(loop.group, loop.person)
    day = local_date(loop.entered_at, zone)
    played = await played_in(work, loop)
    corrections, ruled_on = await _corrections(work, played)
    buttons = await _appeals(work, loop, played, now)
    return committee_cards(
        printer,
        loop.format.title,
        day,
        committee,
        corrections=corrections,
        ruled_on=ruled_on,
        buttons=buttons,
    )


async def newest_packet(core: Core, person: PersonId, *, page: bool) -> Card:
    """The last one once more, for whoever takes no direct messages; its page, where one is made."""
    async with core.store.work() as work:
        loop = await work.loops.newest_concluded(person)
        if loop is None:
            return words.NO_PACKET
        return (await packet_cards(core.printer, work, loop, core.clock.now()))[-1 if page else 0]


async def _corrections(work: Work, played: Sequence[Round]) -> tuple[tuple[str, ...], bool]:
    """What was appealed of its rounds, and what people ruled; and whether anybody has."""
    said, ruled_on = list[str](), False
    for it in played:
        scenario = await work.posts.scenario(it.scenario_hash)
        asked = await work.round_reviews.of_round(it.group, it.id)
        said += [f"Round {it.place}: {note}" for note in notes_on(scenario, asked)]
        ruled_on = ruled_on or any(one.outcome for one in asked)
    return tuple(said), ruled_on


async def _appeals(
    work: Work, loop: Loop, played: Sequence[Round], now: datetime | None
) -> tuple[Button, ...]:
    """One for each round of which something may be appealed."""
    buttons = list[Button]()
    for it in played:
        buttons += await appeal_button(work, it, loop.entered_at, now, f"Appeal round {it.place}")
    return tuple(buttons)
