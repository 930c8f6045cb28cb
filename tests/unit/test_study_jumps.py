from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from adapters.web.room.views import Jump
from adapters.web.study.deeds import Posted
from adapters.web.study.jumps import jumps_from
from adapters.web.study.keeping import Plan
from bot.domain.group import Group, Schedule
from bot.domain.ids import GroupId
from bot.domain.mode import Mode
from bot.domain.points import PointsTable

BERLIN = ZoneInfo("Europe/Berlin")
TUESDAY = datetime(2026, 3, 3, 9, 31, tzinfo=BERLIN).astimezone(UTC)
NEXT = datetime(2026, 3, 4, 9, 30, tzinfo=BERLIN).astimezone(UTC)
FRIDAY = datetime(2026, 3, 6, 17, tzinfo=BERLIN).astimezone(UTC)


def plan(next_post: datetime | None = NEXT, next_board: datetime | None = FRIDAY, quiet: float = 10) -> Plan:
    group = Group(
        GroupId(1),
        "G",
        Mode.OPEN,
        frozenset(),
        timedelta(minutes=quiet),
        PointsTable(10, 3, (0, 3, 6, 8, 10)),
    )
    schedule = Schedule(
        GroupId(1),
        "daily",
        time(9, 30),
        "Europe/Berlin",
        frozenset(range(5)),
        timedelta(hours=6),
        "",
        None,
        None,
        next_post,
        1,
    )
    return Plan(group, schedule, next_post, next_board)


def posted(at: datetime, deadline: datetime) -> Posted:
    return Posted("d1", "7", "The hailstorm", at, deadline, sealed=False)


def named(jumps: list[Jump]) -> dict[str, Jump]:
    return {jump.key: jump for jump in jumps}


def test_from_a_weekday_the_deadline_is_when_the_next_one_comes() -> None:
    jumps = jumps_from(plan(), [posted(TUESDAY, NEXT)], TUESDAY, BERLIN)

    assert [jump.key for jump in jumps] == ["quiet", "deadline", "friday"]
    assert named(jumps)["deadline"].says == (
        "Tomorrow, Wednesday 09:30: this scenario closes, its senior notes open, and the next one is posted."
    )


def test_from_a_friday_the_scenario_closes_before_the_next_one_comes() -> None:
    now, closes = FRIDAY - timedelta(hours=1), datetime(2026, 3, 7, 8, 30, tzinfo=UTC)
    monday = datetime(2026, 3, 9, 8, 30, tzinfo=UTC)

    jump = named(jumps_from(plan(monday), [posted(now, closes)], now, BERLIN))["deadline"]

    assert jump.to == monday
    assert (
        jump.says == "Tomorrow, Saturday 09:30: this scenario closes. Monday 09:30: the next one is posted."
    )


def test_with_nothing_open_the_next_scenario_is_all_that_comes() -> None:
    jump = named(jumps_from(plan(), [], TUESDAY, BERLIN))["deadline"]

    assert (jump.label, jump.says) == (
        "On to the next scenario",
        "Tomorrow, Wednesday 09:30: the next scenario is posted.",
    )


def test_in_a_paused_group_the_clock_can_go_to_the_deadline() -> None:
    jump = named(jumps_from(plan(None), [posted(TUESDAY, NEXT)], TUESDAY, BERLIN))["deadline"]

    assert (jump.label, jump.to) == ("On to the deadline", NEXT)
    assert jump.says == "Tomorrow, Wednesday 09:30: this scenario closes. No other one is planned."


def test_the_board_is_called_by_its_own_day_and_a_far_one_by_its_date() -> None:
    thursday = datetime(2026, 3, 12, 17, tzinfo=BERLIN).astimezone(UTC)

    jump = named(jumps_from(plan(next_board=thursday), [], TUESDAY, BERLIN))["friday"]

    assert jump.label == "On to Thursday's board"
    assert jump.says.startswith("Thursday 12 March, 17:00: the board of the week is posted.")


def test_nothing_is_offered_that_has_come_or_that_nobody_plans() -> None:
    assert list(named(jumps_from(plan(TUESDAY, None), [], TUESDAY, BERLIN))) == ["quiet"]
    assert jumps_from(None, [], TUESDAY, BERLIN) == []


def test_quiet_minutes_are_the_groups_own() -> None:
    jump = named(jumps_from(plan(quiet=25), [], TUESDAY, BERLIN))["quiet"]

    assert (jump.label, jump.to - TUESDAY) == ("25 quiet minutes", timedelta(minutes=25))
