"""`/debrief ask`: a form for a question and an answer, and what becomes of it when it was sent."""

import re
from datetime import datetime

from bot.domain.answering import long_enough
from bot.domain.cards import Card
from bot.domain.forms import Field, FieldForm
from bot.domain.happenings import Action, ButtonPressed, FieldsSent
from bot.domain.ids import GroupId, InstallationId, OwnQuestionId, PersonId
from bot.domain.own_question import BROUGHT_WITHIN, LONGEST_ANSWER, LONGEST_QUESTION, MOST_BROUGHT
from bot.errors import UserMustAct
from bot.library.own_question import own_question
from bot.ports import Nudge
from bot.practice.core import Core
from bot.practice.questions import words
from bot.store.questions import BROUGHT, NewQuestion
from bot.store.work import Work

_ID = re.compile("[0-9]{1,18}")
QUESTION, ANSWER = "question", "answer"


def ask_form(core: Core, group: str, question: str = "", answer: str = "") -> FieldForm:
    """The empty form, or with what is known of it."""
    return FieldForm(
        action=Action.ASK,
        subject=group,
        title=words.TITLE,
        says=words.how_it_goes(by_model=core.fallback is not None),
        fields=(
            Field(QUESTION, "The question, as an interviewer asks it", question, LONGEST_QUESTION, tall=True),
            Field(ANSWER, "Your answer", answer, LONGEST_ANSWER, tall=True),
        ),
        sends="Have it graded",
    )


async def ask_again(core: Core, pressed: ButtonPressed) -> Card:
    """The form with a question that the presser brought before, and what they said to it."""
    group, _, number = pressed.subject.partition("/")
    if not (_ID.fullmatch(group) and _ID.fullmatch(number)):
        return words.GONE
    async with core.store.work() as work:
        person = await work.people.known(pressed.account)
        found = await work.questions.get(GroupId(int(group)), OwnQuestionId(int(number)))
    if found is None or found.person != person:
        return words.GONE
    return ask_form(core, group, found.question, found.answer)


async def bring_question(core: Core, sent: FieldsSent) -> Card:
    """Take a question in, once. What can't be taken comes back in its form, so that no words are lost."""
    trouble = _trouble(sent)
    if trouble is None:
        async with core.store.work() as work:
            taken = await _take(core, work, sent, core.clock.now())
        if not isinstance(taken, str):
            return taken
        trouble = taken
    return ask_form(core, sent.subject).again(sent.values, trouble)


def _trouble(sent: FieldsSent) -> str | None:
    try:
        own_question(sent.values.get(QUESTION, ""))
    except UserMustAct as refused:
        return refused.message
    answer = sent.values.get(ANSWER, "")
    if len(answer) > LONGEST_ANSWER:
        return (
            f"Your answer has {len(answer):,} characters, and {LONGEST_ANSWER:,} are the most. "
            "Nothing was graded. Shorten it: good answers take a twentieth of that."
        )
    return None if long_enough(answer) else words.TOO_SHORT


async def _take(core: Core, work: Work, sent: FieldsSent, now: datetime) -> Card | str:
    source = sent.source
    installation = await work.groups.installation(source.platform, source.installation_ref)
    person = await work.people.known(sent.account)
    group = GroupId(int(sent.subject)) if _ID.fullmatch(sent.subject) else None
    member = await work.people.member(group, person) if group and person else None
    if installation is None or person is None or group is None or member is None:
        return words.NO_GROUP
    await work.questions.take_turn(group, person)
    if await work.questions.is_known(installation, source.event_ref):
        return words.TWICE
    # Only what is taken leaves its event behind: by these, questions are counted that nobody has any more.
    often = await _often(work, installation, person, now)
    if often is not None:
        return often
    if not await work.events.admit(installation, source.event_ref, BROUGHT, None, now):
        return words.TWICE
    question, answer = sent.values[QUESTION].strip(), sent.values[ANSWER].strip()
    new = NewQuestion(group, person, installation, source.event_ref, question, answer)
    brought = await work.questions.bring(new, now, now + core.timings.lease)
    if brought is None:
        return words.TWICE
    await work.nudge(Nudge.GRADE_QUESTION, brought, urgent=True)
    return words.TAKEN


async def _often(work: Work, installation: InstallationId, person: PersonId, now: datetime) -> str | None:
    since = now - BROUGHT_WITHIN
    own = await work.questions.brought(person, since)
    others = await work.questions.brought_by_the_forgotten(installation, person, since)
    brought = sorted([*own, *others])
    if len(brought) < MOST_BROUGHT:
        return None
    return words.often(brought[-MOST_BROUGHT] + BROUGHT_WITHIN - now, alone=len(own) >= MOST_BROUGHT)
