"""Answers of a worth, and boards as they are shown."""

from collections.abc import Mapping
from datetime import date

from bot.domain.board import Period, Week
from bot.domain.calendar import local_date
from bot.domain.cards import BoardCard
from bot.practice.boards.card import board_card
from bot.practice.boards.measures import POINTS
from bot.practice.boards.reading import BoardWanted, Measure
from tests.conversation.stage import Member, Stage
from tests.fakes.banded_grader import an_answer

THIS_WEEK = Week(date(2026, 3, 30))
NO, LEAN_NO, LEAN_YES, YES, STRONG = range(5)


async def answered(stage: Stage, worth: Mapping[str, int], until: str) -> None:
    """Everybody answers today's scenario; then it is that time."""
    today = f"{stage.clock.now():%a}"
    for name, quality in worth.items():
        await stage.member(name).says(an_answer(name, quality, today), on=today)
    await stage.at(until)


async def shown(
    stage: Stage,
    viewer: Member | None = None,
    *,
    period: Period = THIS_WEEK,
    measure: Measure = POINTS,
    most: int = 10,
) -> BoardCard:
    person = await viewer.id() if viewer else None
    now = stage.clock.now()
    wanted = BoardWanted(stage.group, person, period, measure, now, local_date(now, "Europe/Berlin"), most)
    async with stage.house.core.store.work() as work:
        return await board_card(work, wanted)


def ranks(card: BoardCard) -> list[tuple[int | None, str, str]]:
    return [(row.rank, row.name.removeprefix("Sample "), row.value) for row in card.rows]
