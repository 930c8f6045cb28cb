"""Makes cards anew that stand on a platform already, without a person who was forgotten.

Only forgetting does this: what has been posted is otherwise left as it was.
"""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time

from bot.domain.board import ranked
from bot.domain.calendar import DAY, instant_on
from bot.domain.card_parts import BoardRow
from bot.domain.cards import BoardCard, Card, Note, RevealCard
from bot.domain.delivery import Delivery, DeliveryKind, Owed
from bot.domain.ids import PersonId
from bot.domain.weekly import LEAST_RANKED, WeeklyBoard
from bot.practice.boards.card import name
from bot.practice.boards.units import IN_POINTS
from bot.practice.reveal_card import reveal_card
from bot.practice.rounds.letter import question_as_it_stands, question_key
from bot.practice.rounds.packet_anew import packet_as_it_stands, packet_keys
from bot.practice.weekly_card import by_name, in_words
from bot.store.work import Work

EMPTY_BOARD = Note("Nobody is named on this board any more.")
CHANGED = "This board was changed after it was posted."
"""In place of the other notes: streaks and rises of that day can't be counted again today."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The card that is to be replaced."""

    card_key: str
    under_way: bool = False
    """It may land yet, as it was written before."""
    later_key: str = ""
    """Of one that may have come after it, and is replaced instead where it stands."""


async def revisions_owed(work: Work, person: PersonId, now: datetime) -> list[Owed]:
    """A debt for each reveal and board that shows the person, or may be about to."""
    reveal, weekly = DeliveryKind.REVISE_REVEAL, DeliveryKind.REVISE_WEEKLY
    return [
        *(
            Owed(group, reveal, f"{reveal}:{post}:{channel}:{person}", now, post=post, channel=channel)
            for group, post, channel in await work.forgetting.revealed(person)
        ),
        *(
            Owed(
                group,
                weekly,
                f"{weekly}:{board}:{channel}:{person}",
                now,
                channel=channel,
                weekly_board=board,
            )
            for group, board, channel in await work.forgetting.on_boards(person)
        ),
    ]


async def earlier(work: Work, delivery: Delivery) -> Earlier | None:
    """What a revision replaces; None for a delivery that is none."""
    owed = delivery.owed
    if owed.kind is DeliveryKind.REVISE_QUESTION and owed.round is not None and owed.turn is not None:
        return Earlier(question_key(owed.round, owed.turn))
    if owed.kind is DeliveryKind.REVISE_PACKET:
        it = await work.rounds.get(owed.group, owed.round) if owed.round else None
        return Earlier(packet_keys(it)[0], later_key=packet_keys(it)[1]) if it else None
    key = await _EARLIER[owed.kind](work, owed) if owed.kind in _EARLIER else None
    found = await work.deliveries.under(owed.group, key) if key else None
    return Earlier(f"delivery-{found[0]}", found[1] in ("pending", "sending")) if found else None


async def revised(work: Work, delivery: Delivery) -> Card | None:
    """The card as it may still be shown. It is made from what is left, so the forgotten are not in it."""
    if delivery.owed.kind is DeliveryKind.REVISE_WEEKLY:
        return await _revised_board(work, delivery)
    if delivery.owed.kind is DeliveryKind.REVISE_QUESTION:
        return await _revised_question(work, delivery.owed)
    if delivery.owed.kind is DeliveryKind.REVISE_PACKET:
        return await packet_as_it_stands(work, delivery.owed)
    return await _revised_reveal(work, delivery)


def same(one: Card | None, other: Card) -> bool:
    """But for the picture, which is drawn from the rest."""
    if isinstance(one, BoardCard) and isinstance(other, BoardCard):
        return replace(one, picture=None) == replace(other, picture=None)
    return one == other


async def _revised_reveal(work: Work, delivery: Delivery) -> Card | None:
    owed = delivery.owed
    post = await work.posts.get(owed.group, owed.post) if owed.post else None
    if post is None:
        return None
    card = await reveal_card(work, post)
    return card or RevealCard((await work.posts.scenario(post.scenario_hash)).title, (), held=0, hidden=0)


async def _revised_question(work: Work, owed: Owed) -> Card | None:
    it = await work.rounds.get(owed.group, owed.round) if owed.round else None
    return await question_as_it_stands(work, it, owed.turn) if it and owed.turn else None


async def _revised_board(work: Work, delivery: Delivery) -> Card | None:
    owed = delivery.owed
    board = await work.weekly.board(owed.group, owed.weekly_board) if owed.weekly_board else None
    if board is None:
        return None
    names = await work.standings.listed(owed.group)
    left = ranked((row.person, row.value) for row in board.rows if row.person in names)
    if not left:
        return EMPTY_BOARD
    if len(left) < LEAST_RANKED:
        named = [_one_line(names[row.person]) for row in left]
        return by_name(board.week, named, "that week", (CHANGED,))
    rows = (
        BoardRow(row.rank, _one_line(names[row.person]), IN_POINTS.value(row.value), row.value)
        for row in left
    )
    return BoardCard("The week's board", await _subtitle(work, board), tuple(rows), notes=(CHANGED,))


def _one_line(known: str) -> str:
    return " ".join(name(known).split())


async def _subtitle(work: Work, board: WeeklyBoard) -> str:
    """As it was posted."""
    schedule = await work.weekly.of(board.group)
    ends = instant_on(board.week.monday + 7 * DAY, time(0), schedule.zone if schedule else "UTC")
    counted = "Points so far" if board.made_at < ends else "Points"
    return f"{counted} · {in_words(board.week)}"


async def _reveals_key(_work: Work, owed: Owed) -> str:
    return f"{DeliveryKind.REVEAL}:{owed.post}:{owed.channel}"


async def _boards_key(work: Work, owed: Owed) -> str | None:
    board = await work.weekly.board(owed.group, owed.weekly_board) if owed.weekly_board else None
    return f"{DeliveryKind.WEEKLY_BOARD}:{board.week.monday}:{owed.channel}" if board else None


_EARLIER: Mapping[DeliveryKind, Callable[[Work, Owed], Awaitable[str | None]]] = {
    DeliveryKind.REVISE_REVEAL: _reveals_key,
    DeliveryKind.REVISE_WEEKLY: _boards_key,
}
