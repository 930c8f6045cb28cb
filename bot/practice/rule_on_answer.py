"""An organiser's verdict on an answer: kept beside the grader's, and counted instead of it."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.answer import Answer, AnswerState
from bot.domain.answering import answer_text
from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.grade import Band, Graded, GraderKind, Provenance
from bot.domain.ids import GroupId, PersonId, PostId
from bot.domain.points import LedgerKind, Tally, Timeliness
from bot.errors import UserMustAct
from bot.grading.bands import FROM
from bot.ports import Nudge
from bot.practice.answer_touched import current
from bot.practice.core import Core
from bot.practice.organise import require_organiser
from bot.store.grades import StoredGrade
from bot.store.ledger import Occasion, for_answer
from bot.store.work import Work

BY = "an organiser"
HIGHEST = 100
OWN_ANSWER = "Nobody rules on their own answer. Nothing was changed. Ask another organiser."
NO_ANSWER = (
    "There is no answer to rule on: none was given, it is too short, or it was withdrawn. "
    "Nothing was changed."
)
A_COPY = (
    "This text is nearly the same as an earlier answer, so it counts for the streak alone. Nothing was "
    "changed. Say that the words are the member's own if you find that they are."
)


@dataclass(frozen=True, slots=True)
class Ruled:
    """What an organiser says of somebody's answer to a post."""

    post: PostId
    person: PersonId
    band: Band
    reason: str
    score: int | None = None
    """Within the band; without one, the grader's own is moved as little as it takes."""
    own_words: bool = False
    """It was taken for a copy, and isn't one."""


async def rule_on_answer(core: Core, group: GroupId, actor: PersonId, ruled: Ruled) -> None:
    """Let a ruling stand for an answer's first grade, or for an earlier ruling. Raises UserMustAct."""
    lowest, highest = _scores_of(ruled.band)
    if ruled.score is not None and not lowest <= ruled.score <= highest:
        raise UserMustAct(f"“{ruled.band}” has scores from {lowest} to {highest}. Nothing was changed.")
    now = core.clock.now()
    async with core.store.work() as work:
        await require_organiser(work, group, actor)
        if actor == ruled.person:
            raise UserMustAct(OWN_ANSWER)
        answer = await _locked(work, group, ruled)
        owed = await _rule(work, answer, ruled, now)
        await work.audit.note(
            group,
            actor,
            "answer ruled on",
            now,
            person=ruled.person,
            post=ruled.post,
            band=ruled.band,
            reason=ruled.reason,
        )
        await work.nudge(Nudge.SEND_DELIVERY, *await work.deliveries.owe([owed], now + core.timings.lease))


async def _locked(work: Work, group: GroupId, ruled: Ruled) -> Answer:
    found = await work.answers.of(group, ruled.post, ruled.person)
    answer = await work.answers.lock(group, found.id) if found else None
    if answer is None or answer.state is AnswerState.WITHDRAWN or answer.timeliness is None:
        raise UserMustAct(NO_ANSWER)
    return answer


async def _rule(work: Work, answer: Answer, ruled: Ruled, now: datetime) -> Owed:
    occasion = await work.ledger.occasion(answer)
    if occasion.is_copy and not ruled.own_words:
        raise UserMustAct(A_COPY)
    grades = await work.grades.of(answer.group, answer.id)
    made = [grade for grade in grades if grade.created_at >= occasion.arrived_at]
    if answer.debriefed_at is None or not made:
        answer = await _close(work, answer, now)
        made = []
    graded = await _graded(work, answer, ruled, made)
    before = sum(1 for grade in grades if grade.graded.provenance.kind is GraderKind.HUMAN)
    # Attempts are a grader's and count up; rulings count down beside them, and overtake none under way.
    kept = replace(answer, revision=made[0].revision if made else answer.revision, attempt=-1 - before)
    grade = await work.grades.append(kept, graded, now)
    if ruled.own_words:
        await work.answers.change(answer, copy_of=None)
    group = await work.groups.get(answer.group)
    # What comes after the reveal has seen the others: no verdict on it earns anything.
    earned = Tally() if answer.timeliness is Timeliness.AFTER_REVEAL else group.points.for_grade(graded)
    difference = _difference(occasion, earned)
    if difference:
        await work.ledger.enter(for_answer(answer, LedgerKind.RULING, difference, grade, grade), now)
    key = f"{DeliveryKind.DEBRIEF}:{grade}"
    return Owed(answer.group, DeliveryKind.DEBRIEF, key, now, answer.person, answer.post, answer.id, grade)


def _difference(occasion: Occasion, earned: Tally) -> Tally:
    """From what the answer stands for to its arrival and the ruled band."""
    return occasion.arrival + earned + -occasion.standing


async def _close(work: Work, answer: Answer, now: datetime) -> Answer:
    """An answer that no grader has graded: what stands there now is what was ruled on."""
    parts = current(answer, await work.messages.parts(answer.group, answer.id))
    await work.answers.freeze(answer, answer_text(parts), now)
    await work.answers.change(
        answer,
        state=AnswerState.DEBRIEFED,
        grade_due_at=None,
        lease_until=None,
        taken_until=None,
        debriefed_at=now,
        debriefed_revision=answer.revision,
        reopened=False,
    )
    return answer


async def _graded(work: Work, answer: Answer, ruled: Ruled, made: list[StoredGrade]) -> Graded:
    """The ruling as a grade: what was found in the answer stays as the grader found it."""
    lowest, highest = _scores_of(ruled.band)
    source = Provenance(GraderKind.HUMAN, BY, await _rubric(work, answer), raw_reply=ruled.reason)
    if not made:
        score = (lowest + highest) // 2 if ruled.score is None else ruled.score
        return Graded(ruled.band, score, (), (), source)
    first = made[0].graded
    score = min(max(first.score, lowest), highest) if ruled.score is None else ruled.score
    return replace(first, band=ruled.band, score=score, provenance=source)


def _scores_of(band: Band) -> tuple[int, int]:
    above = [least for other, least in FROM.items() if other.rank > band.rank]
    return FROM[band], min(above) - 1 if above else HIGHEST


async def _rubric(work: Work, answer: Answer) -> str:
    post = await work.posts.get(answer.group, answer.post)
    return post.scenario_hash if post else ""
