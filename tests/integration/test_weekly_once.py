"""Whatever breaks between claiming, drawing, sending and settling: one weekly post a channel."""

import asyncio
from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from adapters.main import House, Parts
from adapters.main import house as wired
from adapters.pictures import ChildPainter
from bot.domain.card_parts import Picture
from bot.domain.cards import BoardCard
from bot.domain.chart import Chart, Trend
from bot.errors import ChannelGone, RetryLater
from bot.ports import Painter
from bot.practice.place_on_board import set_on_board
from bot.practice.weekly_post import weekly_due
from bot.testing import FakeClock, FakePainter, FakePlatform
from tests.integration.weekly_group import WeeklyGroup, rows_of

FRIDAY, SATURDAY = 4, 5


@dataclass(slots=True)
class Clumsy(FakePainter):
    """Breaks, or can't draw, as often as it is told."""

    troubles: list[Exception | None] = field(default_factory=list)

    async def paint(self, chart: Chart | Trend) -> Picture | None:
        if self.troubles:
            trouble = self.troubles.pop()
            if trouble is not None:
                raise trouble
            return None
        return await FakePainter.paint(self, chart)


@pytest.fixture
def painter() -> Clumsy:
    return Clumsy()


@pytest.fixture
def parts(parts: Parts, painter: Painter) -> Parts:
    return replace(parts, painter=painter)


@pytest.fixture
async def group(house: House, clock: FakeClock, platform: FakePlatform) -> WeeklyGroup:
    made = WeeklyGroup(house, clock, platform)
    await made.opens()
    await made.at(0, 9)
    await made.at(FRIDAY, 9)
    for name, points in (("Ana", 40), ("Bo", 30), ("Cleo", 10), ("Dov", 10), ("Eve", 10)):
        await made.earns(name, points)
    return made


async def states(group: WeeklyGroup) -> list[str]:
    async with group.house.core.store.engine.connect() as connection:
        found = await connection.execute(
            text("select state from deliveries where weekly_board_id is not null")
        )
        return sorted(found.scalars())


async def test_many_schedulers_at_once_keep_one_board(group: WeeklyGroup) -> None:
    group.clock.at("2026-04-03T15:00")
    claimed = await asyncio.gather(*(weekly_due(group.house.core) for _ in range(6)))
    assert sorted(claimed) == [0, 0, 0, 0, 0, 1]
    await group.at(FRIDAY, 17)
    assert len(group.boards()) == 1


async def test_a_scheduler_that_dies_after_claiming_leaves_it_to_the_next(group: WeeklyGroup) -> None:
    group.clock.at("2026-04-03T15:00")
    await weekly_due(group.house.core)
    async with group.house.core.store.engine.begin() as connection:
        await connection.execute(text("delete from procrastinate_jobs"))
    await group.at(FRIDAY, 17.05)
    assert len(group.boards()) == 1


@pytest.mark.parametrize("landed", [False, True])
@pytest.mark.parametrize(
    "trouble", [RetryLater("Busy.", timedelta(seconds=30)), ConnectionResetError("Gone.")]
)
async def test_trouble_while_sending_posts_it_once(
    group: WeeklyGroup, trouble: Exception, *, landed: bool
) -> None:
    (group.platform.after_landing if landed else group.platform.before_landing).append(trouble)
    group.clock.at("2026-04-03T15:00")
    await weekly_due(group.house.core)
    await group.house.work_off()
    assert len(group.boards()) == int(landed)
    assert await states(group) in (["pending"], ["sending"])
    for minutes in (5, 30, 65):
        await group.at(FRIDAY, 17 + minutes / 60)
    assert len(group.boards()) == 1
    assert await states(group) == ["sent"]


async def test_a_worker_that_dies_with_it_in_hand_is_followed_by_another(group: WeeklyGroup) -> None:
    await group.at(FRIDAY, 17)
    async with group.house.core.store.engine.begin() as connection:
        await connection.execute(
            text("update deliveries set state = 'sending', sent_at = null, lease_until = :l"),
            {"l": group.clock.now() + timedelta(minutes=1)},
        )
    await group.at(FRIDAY, 17.1)
    assert len(group.boards()) == 1
    assert await states(group) == ["sent"]


async def test_one_channel_that_is_gone_costs_the_other_nothing(group: WeeklyGroup) -> None:
    await group.opens_another_channel("evening")
    group.platform.gone.add("study")
    await group.at(FRIDAY, 17)
    assert (len(group.boards()), len(group.boards("evening"))) == (0, 1)
    assert await states(group) == ["failed", "sent"]
    assert issubclass(ChannelGone, Exception)


@pytest.mark.parametrize("trouble", [None, RuntimeError("Out of paint.")])
async def test_without_a_picture_the_text_goes_alone(
    group: WeeklyGroup, painter: Clumsy, trouble: Exception | None
) -> None:
    painter.troubles = [trouble]
    await group.at(FRIDAY, 17)
    (board,) = group.boards()
    assert board.picture is None
    assert rows_of(board) == [(1, "Ana", "40 points"), (2, "Bo", "30 points")]


async def test_the_picture_shows_what_the_text_says(group: WeeklyGroup, painter: Clumsy) -> None:
    await group.at(FRIDAY, 17)
    (board,), (chart,) = group.boards(), painter.charts
    assert isinstance(chart, Chart)
    assert [(bar.rank, bar.name, f"{bar.value} points") for bar in chart.bars] == [
        (row.rank, row.name, row.value) for row in board.rows
    ]
    assert board.picture is not None
    assert board.picture.alt == (
        "Bar chart. Points so far · week of 30 March: 1. Sample Ana 40, 2. Sample Bo 30. 3 more practised."
    )


async def test_one_row_needs_no_picture(group: WeeklyGroup, painter: Clumsy) -> None:
    await set_on_board(group.house.core, group.group, group.people["Bo"], wanted=False)
    await group.at(FRIDAY, 17)
    (board,) = group.boards()
    assert (len(board.rows), board.picture, painter.charts) == (1, None, [])


async def test_who_opts_out_before_it_is_sent_is_not_in_it(group: WeeklyGroup) -> None:
    group.clock.at("2026-04-03T15:00")
    await weekly_due(group.house.core)
    await set_on_board(group.house.core, group.group, group.people["Ana"], wanted=False)
    await group.at(FRIDAY, 17)
    (board,) = group.boards()
    assert rows_of(board) == [(1, "Bo", "30 points")]
    assert "Ana" not in str(board)


async def test_a_platform_that_is_away_until_monday_gets_no_board_of_a_week_gone_by(
    group: WeeklyGroup,
) -> None:
    group.platform.before_landing.append(RetryLater("Away.", timedelta(hours=1)))
    group.clock.at("2026-04-03T15:00")
    await weekly_due(group.house.core)
    await group.house.work_off()
    await group.at(7, 0)
    assert [seen for seen in group.platform.seen if isinstance(seen.card, BoardCard)] == []
    assert await states(group) == ["dropped"]


async def test_the_real_painter_draws_for_the_real_product(
    database_url: str, clock: FakeClock, platform: FakePlatform, parts: Parts
) -> None:
    painter = ChildPainter()
    async with wired(database_url, replace(parts, painter=painter)) as house:
        made = WeeklyGroup(house, clock, platform)
        await made.opens()
        await made.at(FRIDAY, 9)
        for name, points in (("Ana", 40), ("Bo", 30), ("Cleo", 10), ("Dov", 10)):
            await made.earns(name, points)
        await made.at(FRIDAY, 17)
        await painter.rest()
    (board,) = made.boards()
    assert board.picture is not None
    assert board.picture.png.startswith(b"\x89PNG")
    assert "Sample Bo" in board.picture.svg
