"""Grades a post's answers again after its rubric was changed: the same words, the new rubric, the difference.

Nothing here is due: what is left to do can be read off the rows, so a run that breaks off is run again.
"""

from asyncio import timeout
from dataclasses import dataclass, replace

from bot.domain.answer import Answer, AnswerState
from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.grade import Graded
from bot.domain.grader_mode import GraderMode
from bot.domain.ids import GroupId, PostId
from bot.domain.model import GraderAway
from bot.domain.points import LedgerKind
from bot.domain.post import Post
from bot.domain.scenario import Scenario
from bot.errors import RetryLater, UserMustAct
from bot.ports import Nudge
from bot.practice.budget import book, refused_until
from bot.practice.core import Core
from bot.practice.first_verdict import first_verdict, verdict_on
from bot.practice.packs.lookup import scenario_in
from bot.practice.pay_ruling import Verdict, pay_ruling
from bot.practice.reviews.open_reviews import open_reviews
from bot.practice.reviews.outdated import is_outdated, rubrics_in
from bot.store.outdated import OldGrade
from bot.store.work import Work

NO_POST = "There is no such post in this group. Nothing was changed."
NOT_NORMAL = (
    "The grader is not trusted just now (`debrief grader` says why), so nothing is graded again. Nothing was "
    "changed. Bring it back to normal first."
)
OTHER_QUESTION = (
    "The question itself was changed, or a criterion or red line was taken out, so these answers can't be "
    "held against the new text. Nothing was changed: their grades stand as they were made."
)
UP_TO_DATE = "Every answer to this post is graded by the rubric as it is now. Nothing was changed."


@dataclass(slots=True)
class Regraded:
    """What a run came to."""

    again: int = 0
    moved: int = 0
    """Of those, how many came to another band."""
    left: int = 0
    """Held for a person, being graded just now, or by a grader that isn't here: their grades stand."""
    broke_off: str = ""
    """Why the run ended before all was done."""


async def regrade_post(core: Core, group: GroupId, post_id: PostId) -> Regraded:
    """Raises UserMustAct when there is nothing that could be graded again."""
    post, scenario, old = await _begin(core, group, post_id)
    done = Regraded()
    for grade in old:
        try:
            if not await _again(core, post, scenario, grade, done):
                done.left += 1
        except (RetryLater, TimeoutError) as away:
            if isinstance(away, GraderAway):
                async with core.store.work() as work:
                    await book(work, group, core.clock.now(), away)
            done.broke_off = away.reason if isinstance(away, RetryLater) else "The grader takes too long."
            break
    return done


async def _begin(core: Core, group: GroupId, post_id: PostId) -> tuple[Post, Scenario, list[OldGrade]]:
    """From here on the post goes by the new text; both hold every criterion that old grades speak of."""
    async with core.store.work() as work:
        post = await work.posts.get(group, post_id)
        if post is None:
            raise UserMustAct(NO_POST)
        if (await work.switch.state()).mode is not GraderMode.NORMAL:
            raise UserMustAct(NOT_NORMAL)
        before = await work.posts.scenario(post.scenario_hash)
        now = await scenario_in(core, work, group, post.scenario)
        if not _is_same_question(before, now):
            raise UserMustAct(OTHER_QUESTION)
        rubrics = await rubrics_in(work, core.library, group)
        old = await work.outdated.of(group, rubrics, post_id)
        if not old:
            raise UserMustAct(UP_TO_DATE)
        await work.posts.keep_scenarios({now.digest: now}, core.clock.now())
        await work.posts.reword(group, post_id, now.digest)
        await work.audit.note(group, None, "post graded again", core.clock.now(), post=post_id)
    return post, now, old


def _is_same_question(before: Scenario, now: Scenario) -> bool:
    criteria = {c.id for c in before.criteria} <= {c.id for c in now.criteria}
    red_lines = {r.id for r in before.red_lines} <= {r.id for r in now.red_lines}
    return before.prompt == now.prompt and criteria and red_lines


async def _again(core: Core, post: Post, scenario: Scenario, old: OldGrade, done: Regraded) -> bool:
    """False when the old grade has to stand."""
    async with core.store.work() as work:
        if await refused_until(core, work, post.group, core.clock.now()) is not None:
            raise RetryLater("What may be spent on grading today is spent.")
        text = await work.texts.revision_text(post.group, old.answer, old.revision)
    if old.waits or not text:
        return False
    async with timeout(core.timings.grading):
        outcome = await core.grader.grade(scenario, text)
    async with core.store.work() as work:
        await book(work, post.group, core.clock.now(), outcome)
        answer = await work.answers.lock(post.group, old.answer)
        if not isinstance(outcome, Graded) or outcome.held or outcome.provenance.kind is not old.kind:
            return False
        if is_outdated(outcome.provenance, scenario) or not await _still_stands(work, answer, old, text):
            return False
        done.moved += await _replace(core, work, answer, old, outcome)
        done.again += 1
        return True


async def _still_stands(work: Work, answer: Answer, old: OldGrade, graded: str) -> bool:
    """Nobody has ruled on it, taken its words back or begun to grade the answer in the meantime."""
    if answer.state is not AnswerState.DEBRIEFED or answer.grade_due_at is not None:
        return False
    stands = verdict_on(old.revision, await work.grades.of(answer.group, answer.id))
    text = await work.texts.revision_text(answer.group, answer.id, old.revision)
    return stands is not None and stands.id == old.id and text == graded


async def _replace(core: Core, work: Work, answer: Answer, old: OldGrade, graded: Graded) -> bool:
    """Whether it moved to another band."""
    now = core.clock.now()
    grades = await work.grades.of(answer.group, answer.id)
    before = next(grade for grade in grades if grade.id == old.id)
    attempt = answer.attempt + 1
    await work.answers.change(answer, attempt=attempt)
    grade = await work.grades.append(replace(answer, revision=old.revision, attempt=attempt), graded, now)
    # As at the first grading: whoever withdrew and came back is paid by the poorer of the two.
    first = first_verdict(await work.grades.of(answer.group, answer.id)).graded
    paid = min((first, graded), key=lambda one: one.band.rank)
    verdict = Verdict(old.revision, grade, paid, await _counts(work, answer, paid), kind=LedgerKind.REGRADE)
    await pay_ruling(work, answer, verdict, grades, now)
    owed = await open_reviews(work, answer, grade, graded, now)
    if old.revision == max(stored.revision for stored in grades):
        key = f"{DeliveryKind.DEBRIEF}:{grade}"
        debt = Owed(
            answer.group, DeliveryKind.DEBRIEF, key, now, answer.person, answer.post, answer.id, grade
        )
        owed = [*owed, debt]
    await work.nudge(Nudge.SEND_DELIVERY, *await work.deliveries.owe(owed, now + core.timings.lease))
    return before.graded.band is not graded.band


async def _counts(work: Work, answer: Answer, paid: Graded) -> bool:
    return (await work.groups.get(answer.group)).points.counts(paid.provenance.kind)
