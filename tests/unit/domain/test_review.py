"""Who may rule, in which turn, and what a ruling did to what was shown."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.grade import (
    Band,
    CriterionGrade,
    Finding,
    Graded,
    GraderKind,
    Level,
    Provenance,
    RedLineGrade,
    ReviewReason,
)
from bot.domain.ids import AnswerId, GradeId, GroupId, PersonId, PostId, ReviewId
from bot.domain.review import (
    OWN_WORDS,
    Case,
    MayRule,
    Outcome,
    Reader,
    Review,
    crossing,
    outcome_of,
    red_line_of,
)

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
AUTHOR, ORGANISER, PEER = PersonId(1), PersonId(2), PersonId(3)
POST = PostId(7)


def review(reason: ReviewReason, about: str = "", *, number: int = 1, hours: float = 0) -> Review:
    at = NOW - timedelta(hours=hours)
    return Review(ReviewId(number), reason, about, "", at)


def case(*reviews: Review, closes: datetime = NOW) -> Case:
    return Case(GroupId(1), AUTHOR, reviews, POST, AnswerId(1), GradeId(1), 1, closes)


APPEAL = case(review(ReviewReason.APPEAL, "contain"))


@pytest.mark.parametrize(
    ("reader", "organisers", "may"),
    [
        (Reader(AUTHOR, organises=True), [AUTHOR], MayRule.OWN),
        (Reader(AUTHOR, organises=True, debriefed=frozenset({POST})), [AUTHOR, ORGANISER], MayRule.OWN),
        (Reader(ORGANISER, organises=True), [ORGANISER], MayRule.YES),
        (Reader(PEER, organises=False, debriefed=frozenset({POST})), [AUTHOR], MayRule.YES),
        (Reader(PEER, organises=False, debriefed=frozenset({POST})), [], MayRule.YES),
        (Reader(PEER, organises=False, debriefed=frozenset({POST})), [AUTHOR, ORGANISER], MayRule.NO),
        (Reader(PEER, organises=False), [AUTHOR], MayRule.NO),
    ],
)
def test_who_may_rule_once_the_rubric_is_open(
    reader: Reader, organisers: list[PersonId], may: MayRule
) -> None:
    assert reader.may_rule(APPEAL, organisers, NOW) is may


def test_before_the_deadline_only_an_organiser_with_their_own_debrief() -> None:
    early = replace(APPEAL, closes=NOW + timedelta(minutes=1))
    answered = frozenset({POST})
    assert Reader(ORGANISER, organises=True).may_rule(early, [ORGANISER], NOW) is MayRule.LATER
    assert Reader(ORGANISER, organises=True, debriefed=answered).may_rule(early, [], NOW) is MayRule.YES
    assert Reader(PEER, organises=False, debriefed=answered).may_rule(early, [AUTHOR], NOW) is MayRule.LATER


def test_appeals_go_first_and_audits_last() -> None:
    audit = case(review(ReviewReason.AUDIT, hours=90, number=1))
    unsure = case(review(ReviewReason.LOW_CONFIDENCE, hours=80, number=2))
    held = case(review(ReviewReason.SUSPECT, hours=1, number=3))
    older = case(review(ReviewReason.APPEAL, "contain", hours=3, number=5))
    newer = case(review(ReviewReason.APPEAL, "contain", hours=2, number=4))
    both = case(review(ReviewReason.AUDIT, hours=4, number=6), review(ReviewReason.APPEAL, "x", number=7))
    turns = sorted([audit, unsure, held, newer, older, both], key=lambda one: one.turn)
    assert turns == [both, older, newer, held, unsure, audit]


def graded(level: Level, *, band: Band = Band.LEAN_NO, tripped: bool = False) -> Graded:
    source = Provenance(GraderKind.MODEL, "m", "r")
    criterion = CriterionGrade("contain", level, Finding.FOUND)
    return Graded(band, 40, (criterion,), (RedLineGrade("harm", tripped, ruled_out=False),), source)


@pytest.mark.parametrize(
    ("about", "after", "outcome"),
    [
        ("contain", graded(Level.REASONED), Outcome.UPHELD),
        ("contain", graded(Level.STRONG), Outcome.OVERTURNED),
        ("contain", graded(Level.REASONED, band=Band.YES), Outcome.UPHELD),
        ("", graded(Level.STRONG), Outcome.UPHELD),
        ("", graded(Level.REASONED, band=Band.YES), Outcome.OVERTURNED),
        (crossing("harm"), graded(Level.REASONED), Outcome.UPHELD),
        (crossing("harm"), graded(Level.REASONED, tripped=True), Outcome.OVERTURNED),
    ],
)
def test_what_a_ruling_did(about: str, after: Graded, outcome: Outcome) -> None:
    asked = review(ReviewReason.APPEAL, about)
    assert outcome_of(asked, graded(Level.REASONED), after, own_words=False) is outcome


def test_a_first_grade_overturns_nothing_and_copying_is_ruled_by_itself() -> None:
    asked, copying = review(ReviewReason.REFUSED), review(ReviewReason.APPEAL, OWN_WORDS)
    assert outcome_of(asked, None, graded(Level.STRONG), own_words=False) is Outcome.GRADED
    same = graded(Level.STRONG)
    assert outcome_of(copying, same, same, own_words=True) is Outcome.OVERTURNED
    assert outcome_of(copying, same, same, own_words=False) is Outcome.UPHELD


def test_a_red_line_is_told_from_a_criterion() -> None:
    assert red_line_of(crossing("harm")) == "harm"
    assert red_line_of("red-line-thinking") is None
