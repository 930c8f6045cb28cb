"""A debrief from a stored grade: the member's words first, then what they lack, then one thing to do."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.answer import Answer
from bot.domain.answering import MOST_GRADINGS
from bot.domain.card_parts import Button, CriterionLine
from bot.domain.cards import DebriefCard
from bot.domain.grade import CriterionGrade, Graded, GraderKind, Level
from bot.domain.happenings import Action
from bot.domain.mode import Mode
from bot.domain.points import LedgerKind
from bot.domain.post import Post, PostState
from bot.domain.review import APPEAL_WITHIN, Review
from bot.domain.scenario import Scenario
from bot.library.layout import flowing
from bot.practice.caution import BY_MODEL, caution_of_check
from bot.practice.debrief_notice import notice_of
from bot.practice.first_verdict import first_verdict, graders_own
from bot.practice.noticed import noticed
from bot.practice.points_told import points_told
from bot.practice.reviews.appeal_form import appealable
from bot.practice.reviews.letters import can_be_ruled_on
from bot.practice.words import leave_me_out
from bot.store.grades import GradeStatus, StoredGrade
from bot.store.ledger import Move
from bot.store.work import Work

UNSURE_BELOW = 40
"""Of 100, by the grader's own word."""
_APART = {GraderKind.AUTOMATIC, GraderKind.MODEL}


@dataclass(frozen=True, slots=True)
class _Facts:
    post: Post
    answer: Answer
    scenario: Scenario
    grades: list[StoredGrade]
    moves: list[Move]
    text: str
    """The revision that was graded."""
    asked: list[Review]
    """What a person was asked to look at of this grade."""
    copied: bool
    somebody: bool
    """There is somebody here who may rule on it."""
    now: datetime | None

    @property
    def first(self) -> StoredGrade | None:
        """None while there is a provisional word alone."""
        return first_verdict(self.grades) if self.grades else None


async def debrief_card(
    work: Work, post: Post, answer: Answer, grade: StoredGrade, now: datetime | None = None
) -> DebriefCard:
    """The debrief of one grade as things stand now; without a moment, as fresh as it was."""
    grades = await work.grades.of(answer.group, answer.id)
    graders = graders_own(grade, grades)
    facts = _Facts(
        post=post,
        answer=answer,
        scenario=await work.posts.scenario(post.scenario_hash),
        grades=grades,
        moves=await work.ledger.of_answer(answer.group, answer.id),
        text=await work.texts.revision_text(answer.group, answer.id, grade.revision),
        asked=await work.reviews.of_grade(answer.group, graders.id) if graders else [],
        copied=answer.timeliness is not None and (await work.ledger.occasion(answer)).is_copy,
        somebody=not grade.graded.held or await can_be_ruled_on(work, post, answer.person),
        now=now,
    )
    return _compose(facts, grade)


def _compose(facts: _Facts, grade: StoredGrade) -> DebriefCard:
    graded, scenario = grade.graded, facts.scenario
    first = facts.first
    advised = _advised(scenario, graded)
    follow_up = next((f for f in scenario.follow_ups if f.id == graded.follow_up_id), None)
    return DebriefCard(
        scenario=scenario.title,
        band=graded.band,
        source=_source(graded),
        calibrated=None if _is_ruling(graded) else False,
        caution=_caution(graded),
        notice=notice_of(
            scenario,
            grade,
            facts.asked,
            sealed=facts.post.mode is Mode.SEALED,
            practice=first is not None and _is_try(facts, grade),
            somebody=facts.somebody,
        ),
        criteria=tuple(_lines(scenario, graded.criteria, advised)),
        red_lines=tuple(scenario.red_line(r.red_line_id).says for r in graded.red_lines if r.tripped),
        one_change=graded.one_change,
        follow_up=f"{follow_up.asked_by}: {follow_up.ask}" if follow_up else "",
        points=tuple(
            points_told(facts.answer, facts.moves, {one.id: one.graded.band for one in facts.grades})
        ),
        flags=noticed(graded, facts.text) if _is_automatic(graded) else (),
        improved_by=_improved_by(facts, grade),
        senior=flowing(scenario.answers.senior.text) if facts.post.state is PostState.CLOSED else "",
        buttons=_buttons(facts, grade),
    )


def _is_try(facts: _Facts, grade: StoredGrade) -> bool:
    """Another try, rather than the first grading, a ruling, or a first one after words were taken back."""
    if any(move.kind is LedgerKind.WITHDRAWAL for move in facts.moves):
        return False
    return grade.revision != facts.grades[0].revision and not _is_ruling(grade.graded)


def _improved_by(facts: _Facts, grade: StoredGrade) -> int | None:
    """None where the model's scale and the check's would be compared."""
    first = facts.first
    if first is None or not _is_try(facts, grade):
        return None
    scales = {first.graded.provenance.kind, grade.graded.provenance.kind}
    return None if scales >= _APART else grade.graded.score - first.graded.score


def _caution(graded: Graded) -> str:
    if _is_ruling(graded):
        return ""
    return caution_of_check(graded) if _is_automatic(graded) else BY_MODEL


def _source(graded: Graded) -> str:
    return "automatic check" if _is_automatic(graded) else graded.provenance.grader


def _is_automatic(graded: Graded) -> bool:
    return graded.provenance.kind is GraderKind.AUTOMATIC


def _is_ruling(graded: Graded) -> bool:
    return graded.provenance.kind is GraderKind.HUMAN


def _advised(scenario: Scenario, graded: Graded) -> frozenset[str]:
    """The criteria that are told what they lack.

    A check's advice fits every scenario, so it is said once, of what weighs most; the one change says it
    unless a red line took its place.
    """
    if not _is_automatic(graded):
        return frozenset(found.criterion_id for found in graded.criteria)
    if not any(line.tripped for line in graded.red_lines):
        return frozenset()
    gaps = {found.criterion_id: Level.SENIOR - found.level for found in graded.criteria}
    weakest = max(scenario.criteria, key=lambda criterion: criterion.weight * gaps[criterion.id])
    return frozenset({weakest.id})


def _lines(
    scenario: Scenario, criteria: Sequence[CriterionGrade], advised: frozenset[str]
) -> Iterator[CriterionLine]:
    """A sentence that fits several criteria is said of the first."""
    said: set[str] = set()
    for found in criteria:
        advice = found.missing if found.criterion_id in advised and found.missing not in said else ""
        said.add(advice)
        yield _line(scenario, found, advice)


def _line(scenario: Scenario, found: CriterionGrade, missing: str) -> CriterionLine:
    criterion = scenario.criterion(found.criterion_id)
    return CriterionLine(
        criterion.title,
        criterion.competency,
        found.level,
        found.finding,
        tuple(quote.replace("**", "") for quote in found.quotes),  # a quote may begin within bold words
        missing,
        unsure=found.confidence is not None and found.confidence < UNSURE_BELOW,
    )


def _buttons(facts: _Facts, grade: StoredGrade) -> tuple[Button, ...]:
    subject = str(facts.post.id)
    buttons = []
    if grade.status is GradeStatus.PROVISIONAL:
        return ()
    if facts.answer.gradings < MOST_GRADINGS:
        buttons.append(Button(Action.TRY_AGAIN, "Try again", subject))
        if facts.answer.revision != facts.answer.debriefed_revision:
            buttons.append(Button(Action.GRADE_ME, "Grade again", subject))
    if _may_appeal(facts, grade):
        buttons.append(Button(Action.APPEAL, "Appeal", f"{subject}/{grade.id}"))
    if facts.post.mode is Mode.SEALED and facts.post.state is PostState.OPEN:
        buttons.append(leave_me_out(facts.post))
    return tuple(buttons)


def _may_appeal(facts: _Facts, grade: StoredGrade) -> bool:
    graders = graders_own(grade, facts.grades)
    if graders is None or (facts.now is not None and facts.now > graders.created_at + APPEAL_WITHIN):
        return False
    return bool(appealable(facts.scenario, grade.graded, facts.asked, copied=facts.copied))
