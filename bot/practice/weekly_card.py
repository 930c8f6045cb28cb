"""The weekly post in words, and the chart that says the same."""

import logging
from dataclasses import replace
from datetime import datetime, time

from bot.domain.board import Week
from bot.domain.calendar import DAY, instant_on, zone_named
from bot.domain.cards import BoardCard, BoardRow, Card, Note
from bot.domain.delivery import Delivery
from bot.domain.weekly import WeeklyBoard, WeeklySchedule, told_until
from bot.ports import Bar, Chart, Painter
from bot.practice import words
from bot.practice.weekly_notes import Telling, weekly_notes
from bot.store.work import Work

LEAST_BARS = 2

log = logging.getLogger(__name__)


async def weekly_card(work: Work, delivery: Delivery, now: datetime) -> Card | None:
    """None when there is nothing to say any more: its time is over, or nobody is left to be named."""
    owed = delivery.owed
    schedule = await work.weekly.of(owed.group)
    board = await work.weekly.board(owed.group, owed.weekly_board) if owed.weekly_board else None
    if schedule is None or board is None or now >= told_until(owed.due_at, schedule.zone):
        return None
    if not board.rows:
        return await _quiet(work, board, schedule)
    names = await work.standings.listed(owed.group)
    ends = instant_on(board.week.monday + 7 * DAY, time(0), schedule.zone)
    telling = Telling(board, names, now, still_goes_on=board.made_at < ends)
    return await _card(work, telling) if telling.rows else None


async def illustrated(painter: Painter, card: Card) -> Card:
    """With its picture, or without when it can't be drawn: the text says it all."""
    if not isinstance(card, BoardCard) or len(card.rows) < LEAST_BARS:
        return card
    try:
        picture = await painter.paint(_chart(card))
    except Exception:  # a picture is an extra; whatever went wrong with it, the board goes out
        log.exception("A picture could not be drawn. The text goes without it.")
        return card
    return replace(card, picture=picture)


async def _quiet(work: Work, board: WeeklyBoard, schedule: WeeklySchedule) -> Note | None:
    if await work.weekly.answered(board.group, board.week):
        return None  # somebody has answered since: it is no quiet week
    daily = await work.schedules.of(board.group)
    comes = ""
    if daily is not None and daily.next_post_at is not None:
        comes = (
            f" The next scenario comes on {words.in_words(daily.next_post_at, zone_named(schedule.zone))}."
        )
    return Note(f"A quiet week: no answers so far, so there is no board. That happens.{comes}")


async def _card(work: Work, telling: Telling) -> BoardCard:
    took_part = await work.weekly.took_part(telling.group, telling.week)
    counted = "Points so far" if telling.still_goes_on else "Points"
    rows = telling.rows
    return BoardCard(
        title="The week's board",
        subtitle=f"{counted} · {in_words(telling.week)}",
        rows=tuple(BoardRow(row.rank, telling.name(row.person), _points(row.value)) for row in rows),
        more=max(0, took_part - len(rows)),
        notes=await weekly_notes(work, telling),
    )


def _chart(card: BoardCard) -> Chart:
    bars = tuple(Bar(row.rank or 0, row.name, int(row.value.partition(" ")[0])) for row in card.rows)
    said = ", ".join(f"{bar.rank}. {bar.name} {bar.value}" for bar in bars)
    more = f" {card.more} more practised." if card.more else ""
    alt = f"Bar chart. {card.subtitle}: {said}.{more}"
    return Chart(card.title, card.subtitle, "points", bars, alt)


def in_words(week: Week) -> str:
    return f"week of {week.monday.day} {week.monday:%B}"


def _points(number: int) -> str:
    return "1 point" if number == 1 else f"{number} points"
