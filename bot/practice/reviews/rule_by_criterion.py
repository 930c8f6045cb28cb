"""A person's ruling on a case: a grade beside the grader's, paid by the difference, told to its author."""

from asyncio import to_thread
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.answer import Answer, AnswerState
from bot.domain.answering import answer_text
from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.grade import Graded, GraderKind, Provenance, ReviewReason
from bot.domain.ids import PersonId
from bot.domain.likeness import stood_at
from bot.domain.review import Outcome, outcome_of
from bot.errors import Stale, UserMustAct
from bot.grading.rubric import rubric_hash
from bot.grading.ruled import ruled
from bot.ports import Nudge
from bot.practice.answer_touched import current
from bot.practice.copied import Copied, Written, copied_from, count_as_copy, written_earlier
from bot.practice.pay_ruling import Verdict, pay_ruling
from bot.practice.reviews.facts import AnswerFacts
from bot.practice.reviews.office import office
from bot.practice.reviews.refusals import GONE, NO_LEVELS
from bot.practice.reviews.rule_form import Ruling, levels_of
from bot.practice.rule_on_answer import NO_ANSWER, close_ungraded, next_ruling, release
from bot.store.reviews import Said
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Ruled:
    """What a ruling came to."""

    graded: Graded
    outcomes: tuple[Outcome, ...]
    told: bool
    """A new debrief is on its way to the author."""
    at: datetime


@dataclass(frozen=True, slots=True)
class _New:
    graded: Graded
    ruling: Ruling


async def rule_by_criterion(
    work: Work, facts: AnswerFacts, ruling: Ruling, by: PersonId | None, now: datetime
) -> Ruled:
    """Let a ruling stand, in the caller's transaction. Raises UserMustAct; never waits for a grader."""
    case = facts.case
    name = await office(work, case, by, now)
    answer = await work.answers.get(case.group, case.answer)
    if answer.state is AnswerState.WITHDRAWN or answer.timeliness is None:
        raise UserMustAct(NO_ANSWER)
    if facts.stands is None and answer.revision != case.revision:
        raise Stale(GONE)
    graded = ruled(facts.scenario, facts.shown, ruling.said, _source(facts, name, ruling.because))
    if graded is None:
        raise UserMustAct(NO_LEVELS)
    outcomes = {r.id: outcome_of(r, facts.shown, graded, own_words=ruling.own_words) for r in case.reviews}
    await work.reviews.settle(case.group, outcomes, Said(by, now, ruling.because, levels_of(ruling)))
    ruled_so = Ruled(graded, tuple(outcomes.values()), _is_told(facts, graded, ruling), now)
    if ruled_so.told:
        await _stand(work, facts, answer, _New(graded, ruling), now)
    await _note(work, facts, ruling, ruled_so, by)
    return ruled_so


def _source(facts: AnswerFacts, by: str, because: str) -> Provenance:
    rubric = facts.shown.provenance.rubric_hash if facts.shown else rubric_hash(facts.scenario)
    return Provenance(GraderKind.HUMAN, by, rubric, raw_reply=because)


def _is_told(facts: AnswerFacts, graded: Graded, ruling: Ruling) -> bool:
    """Whether the author learns of it: not when nobody asked, nothing was held and nothing changes.

    An audit that comes to the same verdict measures the grader; its levels aren't put in place of others.
    """
    shown = facts.shown
    appealed = any(review.reason is ReviewReason.APPEAL for review in facts.case.reviews)
    if shown is None or shown.held or appealed or ruling.own_words:
        return True
    return graded.band is not shown.band if facts.is_blind else ruling.said.differ_from(shown)


async def _stand(work: Work, facts: AnswerFacts, answer: Answer, new: _New, now: datetime) -> None:
    """Write the grade down, pay the difference, and owe its author a debrief."""
    case = facts.case
    if facts.stands is None:
        answer = await close_ungraded(work, answer, now)
    kept = replace(answer, revision=case.revision, attempt=next_ruling(facts.grades))
    grade = await work.grades.append(kept, new.graded, now)
    whole = len(new.ruling.said.levels) == len(facts.scenario.criteria)
    counts = whole or await _is_of_season(work, facts)
    verdict = Verdict(case.revision, grade, new.graded, counts, own_words=new.ruling.own_words)
    copied = await _copied(work, facts, answer, now)
    if copied is not None:
        await count_as_copy(work, answer, copied, grade, now)
    else:
        await pay_ruling(work, answer, verdict, facts.grades, now)
    await release(work, answer)
    key = f"{DeliveryKind.DEBRIEF}:{grade}"
    owed = Owed(answer.group, DeliveryKind.DEBRIEF, key, now, answer.person, answer.post, answer.id, grade)
    await work.nudge(Nudge.SEND_DELIVERY, *await work.deliveries.owe([owed]))


async def _copied(work: Work, facts: AnswerFacts, answer: Answer, now: datetime) -> Copied | None:
    """Of a first text that no grader has read, and nobody has compared with others yet."""
    if facts.grades:
        return None
    parts = current(answer, await work.messages.parts(answer.group, answer.id))
    stood = stood_at((part.written_at, len(part.text)) for part in parts)
    written = Written(answer, answer_text(parts), stood)
    earlier = await written_earlier(work, written, facts.post, facts.scenario, now)
    return await to_thread(copied_from, written.text, earlier)


async def _is_of_season(work: Work, facts: AnswerFacts) -> bool:
    """What a ruling leaves of a grader's grade counts as much as the grader's would."""
    graders = next((g for g in facts.grades if g.id == facts.case.grade), None)
    points = (await work.groups.get(facts.case.group)).points
    return graders is not None and points.counts(graders.graded.provenance.kind)


async def _note(work: Work, facts: AnswerFacts, ruling: Ruling, came_to: Ruled, by: PersonId | None) -> None:
    await work.audit.note(
        facts.case.group,
        by,
        "review ruled on",
        came_to.at,
        person=facts.case.author,
        post=facts.case.post,
        band=came_to.graded.band,
        outcome=", ".join(sorted({str(outcome) for outcome in came_to.outcomes})),
        reason=ruling.because,
    )
