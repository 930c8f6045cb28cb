"""Which results count for a rating, and what is said of a round that doesn't."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.domain.grade import GraderKind
from bot.domain.grader_mode import GraderMode, GraderState
from bot.domain.ids import PersonId, ScenarioId
from bot.domain.rating import ratings
from bot.domain.rating_counts import LATEST, DailyTry, RoundTry, Tries, Unrated, Verdict, counted, why_unrated
from bot.domain.round import Ending

NOON = datetime(2026, 3, 31, 12, tzinfo=UTC)
MODEL, CHECK = GraderKind.MODEL, GraderKind.AUTOMATIC
ADA, BEA = PersonId(1), PersonId(2)
ROUND = RoundTry(
    person=ADA,
    scenario=ScenarioId("the-hailstorm"),
    form="case",
    difficulty=2,
    begun_at=NOON,
    ending=Ending.FINISHED,
    seen=False,
    verdict=Verdict(70, CHECK, held=False),
    read_from=NOON + timedelta(minutes=20),
    read_until=NOON + timedelta(minutes=21),
)
DAILY = DailyTry(
    person=ADA,
    scenario=ScenarioId("no-way-up"),
    difficulty=1,
    begun_at=NOON,
    kind=CHECK,
    score=60,
    seen=False,
)


def switched(mode: GraderMode, minutes: int) -> GraderState:
    return GraderState(mode, "a test", "an operator", NOON + timedelta(minutes=minutes))


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({}, None),
        ({"ending": Ending.STOPPED}, Unrated.UNFINISHED),
        ({"ending": Ending.SILENCE}, Unrated.UNFINISHED),
        ({"ending": None}, Unrated.UNFINISHED),
        ({"verdict": None}, Unrated.UNJUDGED),
        ({"verdict": Verdict(70, CHECK, held=True)}, Unrated.HELD),
        ({"verdict": Verdict(70, MODEL, held=False)}, Unrated.OTHER_GRADER),
        ({"verdict": Verdict(70, GraderKind.HUMAN, held=False)}, None),
        ({"seen": True}, Unrated.SEEN),
    ],
)
def test_a_round_counts_or_says_why_not(change: dict[str, object], why: Unrated | None) -> None:
    assert why_unrated(replace(ROUND, **change), CHECK, []) is why  # type: ignore[arg-type]


FROZEN, NORMAL, SHADOW = GraderMode.FREEZE_RATINGS, GraderMode.NORMAL, GraderMode.SHADOW


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ([], None),
        ([switched(FROZEN, -5)], Unrated.FROZEN),
        ([switched(NORMAL, 10), switched(FROZEN, -5)], None),
        ([switched(NORMAL, 30), switched(FROZEN, -5)], Unrated.FROZEN),
        ([switched(FROZEN, 30)], None),
        ([switched(FROZEN, 30), switched(NORMAL, 25), switched(FROZEN, -5)], Unrated.FROZEN),
        ([switched(SHADOW, -5)], None),
        ([switched(GraderMode.OFFLINE, -5)], Unrated.FROZEN),
    ],
)
def test_what_was_read_while_ratings_were_frozen_never_counts(
    changes: list[GraderState], why: Unrated | None
) -> None:
    assert why_unrated(ROUND, CHECK, changes) is why


def test_the_model_moves_nothing_from_the_shadow() -> None:
    by_model = replace(ROUND, verdict=Verdict(70, MODEL, held=False))

    assert why_unrated(by_model, MODEL, [switched(SHADOW, -5)]) is Unrated.FROZEN


def test_of_two_accounts_that_became_one_the_first_meeting_counts() -> None:
    again = replace(DAILY, begun_at=NOON + timedelta(days=3), score=95)
    in_round = replace(ROUND, scenario=DAILY.scenario, begun_at=NOON + timedelta(days=1))

    (result,) = counted(Tries([again, DAILY], [in_round], CHECK, []))

    assert (result.score, result.form) == (60, "")


def test_the_latest_results_of_each_member_count() -> None:
    many = [
        replace(DAILY, scenario=ScenarioId(f"number-{n}"), begun_at=NOON + timedelta(days=n), score=n % 100)
        for n in range(LATEST + 5)
    ]

    found = counted(Tries([*many, replace(DAILY, person=BEA)], [], CHECK, []))

    assert {it.scenario for it in found if it.person == ADA} == {f"number-{n}" for n in range(5, LATEST + 5)}
    assert [it.scenario for it in found if it.person == BEA] == [DAILY.scenario]


_UNRATED = st.one_of(
    st.builds(
        lambda person, score: replace(
            DAILY, person=person, score=score, kind=MODEL, scenario=ScenarioId("x")
        ),
        st.sampled_from([ADA, BEA]),
        st.integers(0, 100),
    ),
    st.builds(lambda score: replace(DAILY, score=score, seen=True), st.integers(0, 100)),
)


@given(st.lists(_UNRATED, max_size=8), st.permutations(["a", "b", "c", "d"]))
def test_what_doesnt_count_changes_nothing_and_neither_does_the_order_of_a_day(
    others: list[DailyTry], order: list[str]
) -> None:
    rated = {
        name: replace(DAILY, scenario=ScenarioId(name), score=20 * number, person=ADA if number % 2 else BEA)
        for number, name in enumerate("abcd")
    }
    alone = ratings(counted(Tries([*rated.values()], [ROUND], CHECK, [])))

    mixed = Tries([*others, *(rated[name] for name in order)], [ROUND], CHECK, [])

    assert ratings(counted(mixed)) == alone
