"""An organiser's verdict on an answer: kept beside the grader's, and counted instead of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.answer import Answer, AnswerState
from bot.domain.answering import answer_text
from bot.domain.bands import FROM
from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.grade import Band, Graded, GraderKind, Provenance
from bot.domain.ids import GroupId, PersonId, PostId
from bot.domain.review import Outcome
from bot.errors import UserMustAct
from bot.ports import Nudge
from bot.practice.answer_touched import current
from bot.practice.core import Core
from bot.practice.first_verdict import verdict_on
from bot.practice.organise import require_organiser
from bot.practice.pay_ruling import Verdict, made_since, pay_ruling
from bot.store.grades import StoredGrade
from bot.store.reviews import Said
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
        if ruled.person in await work.links.whole(actor):
            raise UserMustAct(OWN_ANSWER)
        answer = await _locked(work, group, ruled)
        owed = await _rule(work, answer, ruled, actor, now)
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


async def _rule(work: Work, answer: Answer, ruled: Ruled, actor: PersonId, now: datetime) -> Owed:
    occasion = await work.ledger.occasion(answer)
    if occasion.is_copy and not ruled.own_words:
        raise UserMustAct(A_COPY)
    grades = await work.grades.of(answer.group, answer.id)
    made = made_since(occasion, grades)
    if answer.debriefed_at is None or not made:
        answer = await close_ungraded(work, answer, now)
        made = []
    graded = await _graded(work, answer, ruled, made)
    revision = made[0].revision if made else answer.revision
    kept = replace(answer, revision=revision, attempt=next_ruling(grades))
    grade = await work.grades.append(kept, graded, now)
    verdict = Verdict(revision, grade, graded, own_words=ruled.own_words)
    await pay_ruling(work, answer, verdict, made, now)
    await _close_cases(work, answer, verdict_on(revision, made), verdict, Said(actor, now, ruled.reason, {}))
    await release(work, answer)
    key = f"{DeliveryKind.DEBRIEF}:{grade}"
    return Owed(answer.group, DeliveryKind.DEBRIEF, key, now, answer.person, answer.post, answer.id, grade)


async def _close_cases(
    work: Work, answer: Answer, shown: StoredGrade | None, verdict: Verdict, said: Said
) -> None:
    """Whatever was asked about that text is answered by a band on the whole of it."""
    outcome = Outcome.GRADED
    if shown is not None:
        stands = shown.graded.band is verdict.graded.band
        outcome = Outcome.UPHELD if stands else Outcome.OVERTURNED
    for case in await work.reviews.waiting(answer.group):
        if (case.answer, case.revision) == (answer.id, verdict.revision):
            await work.reviews.settle(answer.group, {review.id: outcome for review in case.reviews}, said)


def next_ruling(grades: Sequence[StoredGrade]) -> int:
    """Attempts are a grader's and count up; rulings count down beside them, and overtake none under way."""
    return -1 - sum(grade.graded.provenance.kind is GraderKind.HUMAN for grade in grades)


async def release(work: Work, answer: Answer) -> None:
    """What was held for a person counts and is shown, unless some of the answer still waits for one."""
    if all(case.answer != answer.id for case in await work.reviews.waiting(answer.group)):
        await work.grades.release(answer.group, answer.id)
        await work.answers.change(answer, held=False)


async def close_ungraded(work: Work, answer: Answer, now: datetime) -> Answer:
    """An answer that no grader has graded: what stands there now is what was ruled on."""
    parts = current(answer, await work.messages.parts(answer.group, answer.id))
    await work.texts.freeze(answer, answer_text(parts), now)
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
    first = _graders_own(made)
    score = min(max(first.score, lowest), highest) if ruled.score is None else ruled.score
    return replace(first, band=ruled.band, score=score, provenance=source, reviews=(), held=False)


def _graders_own(made: Sequence[StoredGrade]) -> Graded:
    """Of several the last, which is by the newest rubric; a ruling's only where no grader came first."""
    of_first = [grade.graded for grade in made if grade.revision == made[0].revision]
    return next((g for g in reversed(of_first) if g.provenance.kind is not GraderKind.HUMAN), of_first[0])


def _scores_of(band: Band) -> tuple[int, int]:
    above = [least for other, least in FROM.items() if other.rank > band.rank]
    return FROM[band], min(above) - 1 if above else HIGHEST


async def _rubric(work: Work, answer: Answer) -> str:
    post = await work.posts.get(answer.group, answer.post)
    return post.scenario_hash if post else ""
