"""A person's return to normal is a new beginning: what was said before it freezes nothing a second time."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import cast

import pytest

from bot.practice.watch_grader import _why
from bot.store.grader_figures import Lately, Scores
from bot.store.work import Work
from bot.testing import FakeClock

NOW = FakeClock().now()


@dataclass(frozen=True, slots=True)
class Figures:
    """A hundred gradings whose first replies could not be read, all of them at one moment."""

    at: datetime

    async def lately(self, since: datetime, until: datetime) -> Lately:
        graded = 100 if since < self.at <= until else 0
        return Lately(graded, 0, graded, graded, 0, 6 * graded, 6 * graded, 60.0, 2.0, 4.0)

    async def scores(self, since: datetime, until: datetime) -> Mapping[str, Scores]:
        return {"one": Scores(200, 50.0 if since < self.at <= until else 60.0, 225.0)}


@pytest.mark.parametrize("back", [timedelta(hours=2), timedelta(days=3)])
async def test_the_same_figures_do_not_freeze_twice(back: timedelta) -> None:
    before, after = NOW - back - timedelta(minutes=1), NOW - back + timedelta(minutes=1)

    async def why(at: datetime, since: datetime | None) -> str:
        return await _why(cast("Work", SimpleNamespace(grader=Figures(at))), NOW, since)

    assert "could not be read" in await why(before, None)
    assert "could not be read" in await why(after, NOW - back)
    assert "could not be read" not in await why(before, NOW - back)
