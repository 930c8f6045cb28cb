"""Points are a table, and the table is kept."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.grade import Band, GraderKind
from bot.domain.points import PointsTable, Timeliness, timeliness

CLOSES = datetime(2026, 3, 3, 8, tzinfo=UTC)
offsets = st.integers(-(10**9), 10**9).map(lambda micros: timedelta(microseconds=micros))


@pytest.mark.parametrize(
    ("when", "points"),
    [(Timeliness.ON_TIME, 10), (Timeliness.LATE, 3), (Timeliness.AFTER_REVEAL, 0)],
)
def test_arrival_earns_by_the_table(when: Timeliness, points: int) -> None:
    assert PointsTable().for_arrival(when) == points


def test_bands_earn_more_the_higher_they_are() -> None:
    earned = [PointsTable().for_band(band, GraderKind.AUTOMATIC) for band in Band]
    assert earned == [0, 3, 6, 8, 10]


@given(offset=offsets, sealed=st.booleans())
def test_the_deadline_itself_is_late(offset: timedelta, *, sealed: bool) -> None:
    found = timeliness(CLOSES + offset, CLOSES, sealed=sealed)
    assert (found is Timeliness.ON_TIME) == (offset < timedelta(0))
    if found is not Timeliness.ON_TIME:
        assert found is (Timeliness.AFTER_REVEAL if sealed else Timeliness.LATE)


@given(st.sampled_from(Band), st.sampled_from(GraderKind), st.sampled_from(GraderKind))
def test_only_the_seasons_own_source_and_people_earn(
    band: Band, source: GraderKind, kind: GraderKind
) -> None:
    points = PointsTable(source=source).for_band(band, kind)
    if kind in (source, GraderKind.HUMAN):
        assert points == (0, 3, 6, 8, 10)[band.rank]
    else:
        assert points == 0
