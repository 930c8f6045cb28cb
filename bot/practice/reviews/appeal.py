"""A member appeals: a criterion at a time, within a week, with a reason. Nothing moves before a ruling."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.answer import Answer, AnswerState
from bot.domain.cards import Card, Note
from bot.domain.forms import Choice, FieldForm
from bot.domain.grade import ReviewReason
from bot.domain.happenings import Action, FieldsSent
from bot.domain.ids import GradeId, PersonId
from bot.domain.post import Post
from bot.domain.review import APPEAL_WITHIN, RULED_WITHIN
from bot.errors import UserMustAct
from bot.ports import Nudge
from bot.practice.core import Core
from bot.practice.first_verdict import graders_own, verdict_on
from bot.practice.named_post import named_post
from bot.practice.next_post import dated
from bot.practice.reviews.appeal_form import (
    ABOUT,
    ALONE,
    HEAR,
    NOBODY,
    NOTHING_LEFT,
    REASON,
    TOO_LATE,
    appeal_form,
    appealable,
    trouble_with,
)
from bot.practice.reviews.case_card import named
from bot.practice.reviews.letters import letters_about, peers_of
from bot.practice.reviews.queue import organisers_of
from bot.practice.when_graded import zone_of
from bot.store.grades import StoredGrade
from bot.store.work import Work

NOT_YOURS = "I find no such debrief of yours, so there is nothing to appeal. Nothing was changed."
SAYS = (
    "One criterion an appeal. Whoever reads it sees your answer and your reason, and not your name; it may "
    "go either way. Your debrief and your points stay as they are until then."
)


@dataclass(frozen=True, slots=True)
class _Appealed:
    """A debrief of the member's own, and what of it may still be appealed."""

    answer: Answer
    shown: StoredGrade
    graders: StoredGrade
    """The grade that the appeal is kept with: a ruling on it makes no second one."""
    choices: tuple[Choice, ...]


async def press_appeal(work: Work, post: Post, person: PersonId, subject: str, now: datetime) -> Card:
    try:
        return _form(post, await _appealed(work, post, person, subject, now))
    except UserMustAct as refused:
        return Note(refused.message)


async def appeal_sent(core: Core, sent: FieldsSent) -> Card:
    """Keep an appeal. Raises UserMustAct when there is none to make; a form that lacks something returns."""
    now = core.clock.now()
    async with core.store.work() as work:
        post = await named_post(work, sent.source, sent.subject.partition("/")[0])
        person = await work.people.known(sent.account)
        if post is None or person is None:
            raise UserMustAct(NOT_YOURS)
        await _locked(work, post, person)
        found = await _appealed(work, post, person, sent.subject, now)
        about, reason = sent.values.get(ABOUT, ""), sent.values.get(REASON, "").strip()
        if trouble := trouble_with(found.choices, about, reason):
            return _form(post, found).again(sent.values, trouble)
        await work.reviews.open(
            post.group,
            found.answer.id,
            found.graders.id,
            ReviewReason.APPEAL,
            now,
            criterion=about,
            said=reason,
        )
        owed = await work.deliveries.owe(
            await letters_about(work, found.answer, now), now + core.timings.lease
        )
        await work.nudge(Nudge.SEND_DELIVERY, *owed)
        scenario = await work.posts.scenario(post.scenario_hash)
        return Note(
            f"Your appeal on {named(scenario, about)} is kept. {await _what_comes(work, post, person, now)}"
        )


async def _locked(work: Work, post: Post, person: PersonId) -> None:
    """So that a ruling and an appeal come one after the other."""
    answer = await work.answers.of(post.group, post.id, person)
    if answer is not None:
        await work.answers.lock(post.group, answer.id)


async def _appealed(work: Work, post: Post, person: PersonId, subject: str, now: datetime) -> _Appealed:
    answer = await work.answers.of(post.group, post.id, person)
    if answer is None or answer.state is AnswerState.WITHDRAWN or answer.timeliness is None:
        raise UserMustAct(NOT_YOURS)
    grades = await work.grades.of(post.group, answer.id)
    wanted = subject.partition("/")[2]
    named_one = next((grade for grade in grades if str(grade.id) == wanted), None)
    if named_one is None:
        raise UserMustAct(NOT_YOURS)
    graders, stands = graders_own(named_one, grades), verdict_on(named_one.revision, grades)
    if graders is None or stands is None:
        raise UserMustAct(NOTHING_LEFT)
    if now > graders.created_at + APPEAL_WITHIN:
        raise UserMustAct(TOO_LATE)
    if not await work.texts.revision_text(post.group, answer.id, graders.revision):
        raise UserMustAct(NOT_YOURS)
    copied = (await work.ledger.occasion(answer)).is_copy
    asked = await work.reviews.of_grade(post.group, graders.id)
    scenario = await work.posts.scenario(post.scenario_hash)
    choices = appealable(scenario, stands.graded, asked, copied=copied)
    if not choices:
        raise UserMustAct(NOTHING_LEFT)
    return _Appealed(answer, stands, graders, choices)


def _form(post: Post, found: _Appealed) -> FieldForm:
    subject = f"{post.id}/{GradeId(found.shown.id)}"
    return appeal_form(Action.APPEAL, subject, SAYS, found.choices)


async def _what_comes(work: Work, post: Post, person: PersonId, now: datetime) -> str:
    """Who decides, and by when."""
    by = dated(now + RULED_WITHIN, await zone_of(work, post))
    organisers = await organisers_of(work, post.group)
    if set(organisers) - {person}:
        return f"An organiser reads it without your name, and should have decided by {by}. {HEAR}"
    alone = ALONE if person in organisers else NOBODY
    if not await peers_of(work, post, person):
        return (
            f"{alone}, and nobody else has been debriefed on this scenario, so there is nobody yet who could "
            f"rule on it but whoever runs this bot, by `debrief review`. It waits until there is. {HEAR}"
        )
    return (
        f"{alone}, so a member who has answered it too decides, without your name, once its deadline has "
        f"passed. They should have decided by {by}. {HEAR}"
    )
