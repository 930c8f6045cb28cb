"""`/debrief progress`: levels over time as a picture and in words, and readiness as a range."""

from collections.abc import Mapping

import pytest

from bot.domain.attempt import Attempt, GradeSeen
from bot.domain.cards import Note, SheetCard
from bot.domain.chart import Trend
from bot.domain.competency import Competency
from bot.domain.grade import Band, GraderKind, Level
from bot.practice.readiness import LATEST, LEAST, readiness
from bot.testing import FakeClock, FakePainter
from tests.conversation.reading import text_of
from tests.conversation.stage import Member, Stage
from tests.integration.tracker.days import answers, days, shown


async def test_nothing_graded_is_said_kindly(stage: Stage, ana: Member) -> None:
    await ana.says("I would stop it, tell everyone whom it misled, and read what it said to them last week.")
    card = await shown(stage, ana, "progress")
    assert isinstance(card, Note)
    assert "nothing to show" in card.text


async def test_one_attempt_makes_no_picture_and_no_range(
    stage: Stage, ana: Member, painter: FakePainter
) -> None:
    await answers(stage, ana, "strong")
    card = await shown(stage, ana, "progress")
    assert isinstance(card, SheetCard)
    assert card.picture is None
    assert painter.charts == []
    assert f"That can't be said of one attempt: it takes {LEAST}" in text_of(card)
    assert "of 100 more" not in text_of(card)


async def test_the_text_says_all_that_the_picture_says(
    stage: Stage, ana: Member, painter: FakePainter
) -> None:
    await days(stage, ana, "weak", "strong", "senior")
    card = await shown(stage, ana, "progress")
    assert isinstance(card, SheetCard)
    assert card.picture is not None
    (trend,) = painter.charts
    assert isinstance(trend, Trend)
    for line, said in zip(trend.lines, card.sections[0].lines, strict=True):
        assert line.label in said
        assert line.said in said
        assert line.said in card.picture.alt
        words = [Level(int(point.level + 0.5)).word for point in line.points]
        assert all(word in said for word in words)
    days_drawn = {point.on.isoformat() for line in trend.lines for point in line.points}
    assert days_drawn == {"2026-03-30", "2026-03-31", "2026-04-01"}


async def test_five_attempts_make_a_range_and_no_promise(stage: Stage, ana: Member) -> None:
    await days(stage, ana, "weak", "strong", "weak", "senior", "weak")
    said = text_of(await shown(stage, ana, "progress"))
    assert "of 100 more attempts like these: A yes or better: 12 to 77 (so far 2 of 5)" in said
    assert "This is no promise." in said
    assert "read by the automatic check, which isn't calibrated" in said


@pytest.mark.parametrize("met", range(LEAST + 1))
def test_a_range_holds_what_was_seen_and_is_wide_for_few(met: int) -> None:
    bands = [Band.YES] * met + [Band.LEAN_NO] * (LEAST - met)
    whole = readiness([attempt(band) for band in bands])[0]
    low, high = whole.of_hundred
    assert low <= 100 * met / LEAST <= high
    assert high - low >= 40


def test_more_attempts_make_it_narrower_and_old_ones_are_left_out() -> None:
    few = readiness([attempt(Band.YES), attempt(Band.NO)] * 3)[0]
    many = readiness([attempt(Band.YES), attempt(Band.NO)] * 10)[0]
    assert many.of_hundred[1] - many.of_hundred[0] < few.of_hundred[1] - few.of_hundred[0]
    old = readiness([attempt(Band.YES)] * LATEST + [attempt(Band.NO)] * 50)[0]
    assert (old.share.hits, old.share.cases) == (LATEST, LATEST)


def test_a_competency_meets_the_bar_by_the_mean_of_its_criteria() -> None:
    both = {Competency.VALUES: (Level.SENIOR, Level.NAMED)}
    one = {Competency.VALUES: (Level.STRONG,)}
    (_, values) = readiness([attempt(Band.YES, both), attempt(Band.YES, one)])
    assert (values.share.hits, values.share.cases) == (1, 2)


def attempt(band: Band, levels: Mapping[Competency, tuple[Level, ...]] | None = None) -> Attempt:
    seen = (GradeSeen(band, 50, GraderKind.AUTOMATIC, 1),)
    return Attempt(
        FakeClock().now(), "A title", 1, grades=seen, kind=GraderKind.AUTOMATIC, levels=levels or {}
    )
