"""A month of one group, told by its Fridays: what each board says, and what it leaves unsaid."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import text

from adapters.main import House, Parts
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import EVERYONE, Member, Stage
from tests.fakes.banded_grader import BandedGrader, an_answer

WORTH = {"no": 0, "lean no": 1, "lean yes": 2, "yes": 3, "strong yes": 4}
"""What a verdict adds to the 10 for an answer on time: 0, 3, 6, 8, 10."""


@pytest.fixture
def parts(parts: Parts) -> Parts:
    return replace(parts, grader=BandedGrader())


@pytest.fixture
async def month(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    stage = Stage(house, clock, platform, date(2026, 3, 30))
    await stage.opens(stage.member("Lou"), holidays_of="DE")
    return stage


async def test_a_month_of_fridays(month: Stage) -> None:
    """Dia in the first week and Fay in the second alone would have no row: one place more goes."""
    await _first_week(month)
    assert await _friday(month) == (
        "The week's board. Points so far · week of 30 March. "
        "1 Sample Ana 80 points; 2 Sample Ben 72 points; 2 Sample Cem 72 points. 2 more. "
        "New this week: Sample Ana, Sample Ben, Sample Cem, Sample Dia, Sample Gus. Welcome! "
        "Longest streak: Sample Ana, Sample Ben and Sample Cem, 4 in a row."
    )

    await _second_week(month)
    assert await _friday(month) == (
        "The week's board. Points so far · week of 6 April. "
        "1 Sample Dia 72 points; 2 Sample Ben 60 points. 3 more. New this week: Sample Fay. Welcome! "
        "Most improved: Sample Ben, mean score +16 on last week. "
        "Longest streak: Sample Ana, Sample Ben and Sample Cem, 7 in a row."
    )

    await _third_week(month)
    assert await _friday(month) == (
        "The week's board. Points so far · week of 13 April. 1 Sample Dia 60 points. 3 more. "
        "Most improved: Sample Dia, mean score +16 on last week. "
        "Longest streak: Sample Ana and Sample Cem, 11 in a row. "
        "Last week, counted to the end: Sample Ana 72, now first; Sample Cem 72, now first."
    )

    await _fourth_week(month)
    assert await _friday(month) == (
        "A quiet week: no answers so far, so there is no board. That happens. "
        "The next scenario comes on Monday 09:00 (Europe/Berlin)."
    )


async def _first_week(month: Stage) -> None:
    """Four scenarios: Good Friday is a holiday. Lou organises and wants no organisers on boards."""
    await month.member("Lou").types("staff off", admin=True)
    await _day(month, "Mon", Ana="strong yes", Ben="yes", Cem="yes", Gus="lean yes", Hana="strong yes")
    await month.member("Hana").types("settings board off")
    await _is_the_same_person(month, "Cem", "Cem at work")
    await _day(month, "Tue", Ana="strong yes", Ben="yes", **{"Cem at work": "yes"})
    await _day(month, "Wed", Ana="strong yes", Ben="yes", Cem="yes", Lou="strong yes")
    await _day(month, "Thu", Ana="strong yes", Ben="yes", **{"Cem at work": "yes"}, Dia="lean no")


async def _second_week(month: Stage) -> None:
    """Easter Monday rests. Gus leaves; Ben is away on Tuesday; Fay joins."""
    _next_week(month)
    await month.member("Gus").leaves()
    await _day(month, "Tue", Ana="yes", Cem="yes", Dia="yes", Fay="yes")
    await _day(month, "Wed", Ana="yes", Ben="strong yes", Cem="yes", Dia="yes")
    await _day(month, "Thu", Ana="yes", Ben="strong yes", Cem="yes", Dia="yes", Fay="no")
    await _day(month, "Fri", Ben="strong yes", Dia="yes")


async def _third_week(month: Stage) -> None:
    """After Friday's board Ana and Cem answered Friday's scenario; the board of that week said less."""
    await _answers(month, "Fri", "20:00", Ana="yes", Cem="yes")
    _next_week(month)
    await month.member("Lou").types("season new Spring", admin=True)
    await _day(month, "Mon", Ana="yes", Ben="yes", Cem="yes", Dia="strong yes")
    await _day(month, "Tue", Ana="yes", Ben="yes", Cem="yes", Dia="strong yes")
    await month.member("Lou").types("skip wednesday", admin=True)
    await _day(month, "Thu", Ana="yes", Ben="yes", Cem="yes", Dia="strong yes")


async def _fourth_week(month: Stage) -> None:
    """Nobody writes."""
    _next_week(month)
    for day in ("Mon", "Tue", "Wed", "Thu", "Fri"):
        await _day(month, day)


async def _day(month: Stage, day: str, **verdicts: str) -> None:
    await month.at(f"{day} 09:00")
    await _answers(month, day, "09:30", **verdicts)


async def _answers(month: Stage, day: str, when: str, **verdicts: str) -> None:
    await month.at(f"{day} {when}")
    for name, verdict in verdicts.items():
        member = month.member(name)
        await member.says(an_answer(name.replace(" ", ""), WORTH[verdict], f"{month.clock.now():%j}"), on=day)
        await member.presses("Grade me", on=day)


def _next_week(month: Stage) -> None:
    month.monday += timedelta(days=7)


async def _friday(month: Stage) -> str:
    """The board, as everybody reads it."""
    month.unread[EVERYONE].clear()
    await month.at("Fri 17:00")
    said = [line for line in month.unread[EVERYONE] if not line.startswith("Scenario")]
    print(*said, sep="\n")  # noqa: T201  `pytest -s` shows the month's boards
    return "\n".join(said)


async def _is_the_same_person(month: Stage, one: str, other: str) -> None:
    """Two accounts of one person, as linking them leaves it."""
    account: Member = month.member(other)
    async with month.house.core.store.engine.begin() as connection:
        await connection.execute(
            text(
                "insert into identities (person_id, platform, scope, external_ref, installation_ref, met_at)"
                " values (:person, :platform, :scope, :ref, :scope, :now)"
            ),
            {
                "person": await month.member(one).id(),
                "platform": account.account.platform,
                "scope": account.account.scope,
                "ref": account.account.ref,
                "now": month.clock.now(),
            },
        )
