"""What days of a plan are, whose turn it is, and what somebody may type."""

from collections import Counter
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.competency import Competency
from bot.domain.ids import PersonId, ScenarioId
from bot.domain.plan import GOOD_ENOUGH, Doing, Known, Met, PlanWish
from bot.domain.plan_days import FIRST_GAP, NOT_PLANNED, lay_out
from bot.domain.plan_shape import COVERING, shape, squeezed
from bot.domain.plan_typed import InterviewOn, PlanAsk, RestOn, Word, plan_asked
from bot.domain.rotation import Entry
from bot.domain.round_kinds import Kind
from bot.errors import UserMustAct

TODAY = date(2026, 3, 2)
DAY = timedelta(days=1)
SEVEN = tuple(Competency)
rests = st.frozensets(st.integers(0, 6), max_size=6)


def entry(number: int, *tests: Competency, system: int = 1, difficulty: int = 2) -> Entry:
    shares = tuple((it, 1 / len(tests)) for it in tests)
    return Entry(ScenarioId(f"s-{number}"), difficulty, "design", system, shares)


def shelf(many: int) -> tuple[Entry, ...]:
    """Each tests three competencies."""
    return tuple(
        entry(n, *(SEVEN[(n + step) % 7] for step in range(3)), system=1 + n % 9) for n in range(many)
    )


def known(many: int = 60, level: float | None = 3.5, **other: object) -> Known:
    met = () if level is None else (Met(TODAY - 30 * DAY, 1, dict.fromkeys(Competency, level)),)
    return Known(PersonId(1), shelf(many), met=met, **other)  # type: ignore[arg-type]


@given(ahead=st.integers(1, 120), rest=rests, loops=st.booleans(), later=st.integers(1, 30))
def test_looking_again_moves_no_day(ahead: int, rest: frozenset[int], *, loops: bool, later: int) -> None:
    wish = PlanWish(TODAY + ahead * DAY, rest)
    now, then = shape(wish, TODAY, loops=loops), shape(wish, TODAY + later * DAY, loops=loops)
    assert all(now[day] is doing for day, doing in then.items())
    assert list(now) == sorted(now)
    assert all(TODAY <= day < wish.interview for day in now)
    assert len(now) == min(ahead, 56)


@given(ahead=st.integers(12, 120), rest=rests)
def test_a_full_loop_comes_a_week_before_and_the_last_two_days_are_light(
    ahead: int, rest: frozenset[int]
) -> None:
    wish = PlanWish(TODAY + ahead * DAY, rest)
    days = shape(wish, TODAY, loops=True)
    loops = [wish.interview - day for day, doing in days.items() if doing is Doing.LOOP]
    able = [n for n in range(7, 12) if (wish.interview - n * DAY).weekday() not in rest]
    assert loops == [n * DAY for n in able[:1]]
    for back in (1, 2):
        day = wish.interview - back * DAY
        assert days[day] is (Doing.REST if day.weekday() in rest else Doing.LIGHT)


def test_rounds_come_closer_together_towards_the_end() -> None:
    days = shape(PlanWish(TODAY + 56 * DAY), TODAY, loops=False)
    rounds = [56 - n for n, doing in enumerate(days.values()) if doing is Doing.ROUND]
    assert rounds == [56, 52, 48, 44, 40, 36, 32, 27, 24, 21, 18, 15, 14, 12, 10, 8, 6, 4]


@given(ahead=st.integers(1, 56), rest=rests, wanted=st.integers(0, 7))
def test_rounds_give_way_before_light_days_and_rest_never(
    ahead: int, rest: frozenset[int], wanted: int
) -> None:
    usual = shape(PlanWish(TODAY + ahead * DAY, rest), TODAY, loops=True)
    found = Counter(squeezed(usual, wanted).values())
    before = Counter(usual.values())
    assert found[Doing.REST] == before[Doing.REST]
    assert found[Doing.SCENARIO] >= before[Doing.SCENARIO]
    if found[Doing.SCENARIO] < wanted:
        assert found[Doing.ROUND] == found[Doing.LOOP] == 0
        assert found[Doing.LIGHT] == 0 or found[Doing.SCENARIO] >= min(wanted, COVERING)


def test_what_went_badly_comes_first_and_then_what_was_never_tested() -> None:
    levels = {Competency.VALUES: 0.5, Competency.DEPTH: 1.5, Competency.SYSTEMS: 4.0}
    it = Known(PersonId(1), shelf(60), met=(Met(TODAY - DAY, 1, levels),))
    assert it.weak[:2] == (Competency.VALUES, Competency.DEPTH)
    assert Competency.SYSTEMS not in it.weak
    plan = lay_out(PlanWish(TODAY + 40 * DAY), it, TODAY)
    focus = [day.competency for day in plan.days if day.competency]
    assert tuple(focus[:6]) == it.weak


def test_what_goes_well_comes_back_ever_later() -> None:
    well = {Competency.VALUES: 4.0}
    days = (0, 3, 9)
    met = tuple(Met(TODAY - 20 * DAY + n * DAY, 1, well) for n in days)
    other = Met(TODAY - 11 * DAY, 1, {it: GOOD_ENOUGH for it in Competency if it is not Competency.VALUES})
    plan = lay_out(PlanWish(TODAY + 40 * DAY), Known(PersonId(1), shelf(60), met=(*met, other)), TODAY)
    focus = [day.competency for day in plan.days if day.competency]
    assert focus.index(Competency.VALUES) == 6
    assert FIRST_GAP == 3 * DAY


def test_a_system_comes_again_when_the_others_were_met_as_often() -> None:
    plan = lay_out(PlanWish(TODAY + 30 * DAY), known(), TODAY)
    systems = [day.scenario.system for day in plan.days if day.scenario]
    assert len(set(systems[:6])) >= 5


def test_no_round_is_planned_that_nothing_is_there_for() -> None:
    kinds = {Kind.DESIGN: 1, Kind.CASE: 9, Kind.BAR_RAISER: 9, Kind.VALUES: 0}
    plan = lay_out(PlanWish(TODAY + 50 * DAY), known(kinds=kinds), TODAY)
    assert [day.kind for day in plan.days if day.kind] == [Kind.DESIGN]
    assert not {day.kind for day in plan.days} & NOT_PLANNED


def test_an_empty_library_is_said_and_breaks_nothing() -> None:
    plan = lay_out(PlanWish(TODAY + 10 * DAY), known(0, None), TODAY)
    assert plan.gives_out == TODAY
    assert plan.unreached == plan.weak
    assert set(plan.weak) == set(Competency)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", Word.NEXT),
        ("weeks", Word.WEEKS),
        ("today", Word.TODAY),
        ("off", Word.OFF),
        ("2026-04-20", InterviewOn(date(2026, 4, 20))),
        ("on 2026-04-20", InterviewOn(date(2026, 4, 20))),
        ("in 6 weeks", InterviewOn(TODAY + 42 * DAY)),
        ("30 days", InterviewOn(TODAY + 30 * DAY)),
        ("friday", InterviewOn(date(2026, 3, 6))),
        ("rest sat sun", RestOn(frozenset({5, 6}))),
        ("rest sat, sun", RestOn(frozenset({5, 6}))),
        ("rest weekends and wed", RestOn(frozenset({2, 5, 6}))),
        ("rest none", RestOn(frozenset())),
    ],
)
def test_what_may_be_typed(typed: str, found: object) -> None:
    assert plan_asked(typed.split(), TODAY) == found


@given(words=st.lists(st.text(min_size=1, max_size=12), max_size=5))
def test_whatever_is_typed_is_read_or_refused_in_words(words: list[str]) -> None:
    found = read(words)
    if isinstance(found, InterviewOn):
        assert found.day > TODAY
    if isinstance(found, str):
        assert "Nothing was changed." in found


def read(words: list[str]) -> PlanAsk | str:
    """What was read, or why nothing was."""
    try:
        return plan_asked(words, TODAY)
    except UserMustAct as refused:
        return refused.message
