"""The weekly post in words, and the chart that says the same. Nobody can be told from it to be the last."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from bot.domain.board import Week
from bot.domain.calendar import DAY, instant_on, local_date, zone_named
from bot.domain.card_parts import BoardRow
from bot.domain.cards import BoardCard, Card, Note
from bot.domain.chart import Bar, Chart
from bot.domain.delivery import Delivery
from bot.domain.ids import PersonId
from bot.domain.weekly import LEAST_RANKED, WeeklyBoard, WeeklySchedule, told_until
from bot.ports import Painter
from bot.practice.boards.units import IN_POINTS
from bot.practice.next_post import moment, next_post
from bot.practice.weekly_notes import Telling, in_one_line, weekly_notes
from bot.practice.weekly_rows import without_row
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
        return await _quiet(work, board, schedule, now)
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


async def _quiet(work: Work, board: WeeklyBoard, schedule: WeeklySchedule, now: datetime) -> Note | None:
    if await work.weekly.answered(board.group, board.week):
        return None  # somebody has answered since: it is no quiet week
    daily = await work.schedules.of(board.group)
    if daily is not None and daily.paused_on(local_date(now, daily.zone)):
        return None  # who paused wanted quiet
    due = await next_post(work, daily, now) if daily is not None else None
    comes = f" The next scenario comes on {moment(due, now, zone_named(schedule.zone))}." if due else ""
    return Note(f"A quiet week: no answers so far, so there is no board. That happens.{comes}")


async def _card(work: Work, telling: Telling) -> BoardCard:
    took_part = await work.weekly.took_part(telling.group, telling.week)
    if took_part < LEAST_RANKED:
        return await _by_name(work, telling)
    rows = telling.rows
    unnamed = max(0, took_part - len(rows))
    if unnamed == 1:
        alone = await _not_named(work, telling)
        if await work.weekly.new_among(telling.group, telling.week, alone):
            return await _by_name(work, telling)  # without places, they can be welcomed
        telling = replace(telling, unsaid=alone)
    counted = "Points so far" if telling.still_goes_on else "Points"
    return BoardCard(
        title="The week's board",
        subtitle=f"{counted} · {in_words(telling.week)}",
        rows=tuple(
            BoardRow(row.rank, telling.name(row.person), IN_POINTS.value(row.value), row.value)
            for row in rows
        ),
        more=unnamed if unnamed > 1 else 0,
        notes=await weekly_notes(work, telling),
    )


async def _by_name(work: Work, telling: Telling) -> BoardCard:
    """So few that ranks would show who is last: everybody by name, in no order that means anything."""
    practised = await _not_named(work, telling) | {row.person for row in telling.rows}
    names = [telling.name(person) for person in practised]
    when = "this week" if telling.still_goes_on else "that week"
    return by_name(telling.week, names, when, await weekly_notes(work, telling))


def by_name(week: Week, names: Sequence[str], when: str, notes: tuple[str, ...]) -> BoardCard:
    """A board without places."""
    said = in_one_line(sorted(names, key=str.casefold))
    subtitle = f"Week of {in_words(week).removeprefix('week of ')}"
    return BoardCard("The week's board", subtitle, (), notes=(f"{said} practised {when}.", *notes))


async def _not_named(work: Work, telling: Telling) -> frozenset[PersonId]:
    """Those on boards who practised and have no row; all of them where they are few."""
    rows = {row.person for row in telling.rows}
    left_over = await without_row(work, telling.group, telling.week, rows)
    return left_over & telling.names.keys()


def _chart(card: BoardCard) -> Chart:
    bars = tuple(Bar(row.rank or 0, row.name, row.number) for row in card.rows)
    said = ", ".join(f"{bar.rank}. {bar.name} {bar.value}" for bar in bars)
    more = f" {card.more} more practised." if card.more else ""
    alt = f"Bar chart. {card.subtitle}: {said}.{more}"
    return Chart(card.title, card.subtitle, "points", bars, alt)


def in_words(week: Week) -> str:
    return f"week of {week.monday.day} {week.monday:%B}"
