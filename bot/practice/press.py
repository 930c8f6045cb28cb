"""What each button does. All answer privately."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime

from bot.domain.answer import Answer
from bot.domain.answering import AnswerState, GradeRequest, answer_text, on_grade_request
from bot.domain.cards import AnswerForm, Button, Card, Note
from bot.domain.happenings import Action, ButtonPressed
from bot.domain.ids import PersonId
from bot.domain.post import Post
from bot.ports import Hint
from bot.practice.answer_touched import current
from bot.practice.core import Core
from bot.practice.my_debrief import my_debrief
from bot.practice.named_post import named_post
from bot.practice.scenario_card import privacy_of
from bot.practice.try_again import reopen
from bot.practice.use_as_answer import use_as_answer
from bot.store.work import Work

GONE = Note("That scenario is no longer here. Nothing was changed.")
REFUSALS = {
    GradeRequest.NOTHING_YET: "I have no answer of yours. Write in the thread, or press Answer privately.",
    GradeRequest.TOO_SHORT: "That's fewer than 8 words, too short to say anything fair about. "
    "It's kept: write on and press Grade me again.",
    GradeRequest.UNCHANGED: "Nothing has changed since your debrief. Edit your answer, or press Try again.",
    GradeRequest.USED_UP: "This scenario was graded 3 times for you, which is the most. All are kept.",
}


@dataclass(frozen=True, slots=True)
class Press:
    """A button press with what it names."""

    core: Core
    work: Work
    post: Post
    person: PersonId
    pressed: ButtonPressed
    now: datetime

    async def answer(self) -> Answer | None:
        """The presser's answer to the post, locked."""
        found = await self.work.answers.of(self.post.group, self.post.id, self.person)
        return await self.work.answers.lock(self.post.group, found.id) if found else None


async def press(core: Core, pressed: ButtonPressed) -> Card:
    """Do what the button says. Pressing twice is harmless, so presses need no deduplication."""
    if pressed.action is Action.USE_AS_ANSWER:
        return await use_as_answer(core, pressed)
    now = core.clock.now()
    async with core.store.work() as work:
        post = await named_post(work, pressed.source, pressed.subject.partition("/")[0])
        if post is None:
            return GONE
        person = await work.people.recognise(pressed.account, pressed.source.installation_ref, now)
        await work.people.join(post.group, person, now)
        return await _ACTIONS[pressed.action](Press(core, work, post, person, pressed, now))


async def _grade_me(it: Press) -> Card:
    answer = await it.answer()
    parts = await it.work.messages.parts(answer.group, answer.id) if answer else []
    if answer is None or answer.state is AnswerState.WITHDRAWN:
        return Note(REFUSALS[GradeRequest.NOTHING_YET])
    request = on_grade_request(
        text=answer_text(current(answer, parts)),
        revision=answer.revision,
        debriefed_revision=answer.debriefed_revision,
        gradings=answer.gradings,
    )
    if request is not GradeRequest.START:
        return Note(REFUSALS[request])
    await it.work.answers.change(
        answer, grade_due_at=it.now, asked=True, lease_until=it.now + it.core.timings.lease
    )
    await it.work.hint(Hint.GRADE_ANSWER, answer.id)
    return Note("Reading it now. Your debrief comes by direct message; My debrief shows it here too.")


async def _hint(it: Press) -> Card:
    scenario = await it.work.posts.scenario(it.post.scenario_hash)
    asked = it.pressed.subject.partition("/")[2]
    number = int(asked) % len(scenario.hints) if asked.isdecimal() and asked.isascii() else 0
    more = number + 1 < len(scenario.hints)
    following = Button(Action.HINT, "Another hint", f"{it.post.id}/{number + 1}")
    return Note(scenario.hints[number], (following,) if more else ())


async def _skip_today(it: Press) -> Card:
    await it.work.deliveries.drop_reminder(it.post.group, it.post.id, it.person)
    return Note("Skipped for today, without a reminder. If you find the time after all, just answer.")


async def _my_debrief(it: Press) -> Card:
    return await my_debrief(it.work, it.post, it.person, it.now)


async def _answer_privately(it: Press) -> Card:
    scenario = await it.work.posts.scenario(it.post.scenario_hash)
    answer = await it.answer()
    parts = await it.work.messages.parts(answer.group, answer.id) if answer else []
    forms = [part for part in parts if part.ref.startswith("form-")]
    return AnswerForm(
        post=str(it.post.id),
        title=scenario.title,
        prompt=scenario.prompt,
        draft=forms[-1].text if forms else "",
        privacy=privacy_of(it.post.mode),
    )


async def _try_again(it: Press) -> Card:
    answer = await it.answer()
    if answer is None or answer.state is not AnswerState.DEBRIEFED:
        return Note("There is no debrief to improve on yet. Answer first, then press Grade me.")
    if answer.reopened:
        return Note("Go ahead: what you write in the thread now is your new try.")
    _, refusal = await reopen(it.work, answer, it.now)
    return refusal or Note(
        "Go ahead: what you write in the thread from now on is a new try. "
        "It's practice: your points stay as they are."
    )


async def _hide(it: Press) -> Card:
    answer = await it.answer()
    if answer is None:
        return Note("There is no answer of yours here, so there is nothing to hide.")
    await it.work.answers.change(answer, hidden=True)
    return Note("Your answer won't be shown with the others. It still counts for you.")


_ACTIONS: dict[Action, Callable[[Press], Awaitable[Card]]] = {
    Action.GRADE_ME: _grade_me,
    Action.HINT: _hint,
    Action.SKIP_TODAY: _skip_today,
    Action.MY_DEBRIEF: _my_debrief,
    Action.ANSWER_PRIVATELY: _answer_privately,
    Action.TRY_AGAIN: _try_again,
    Action.HIDE_ANSWER: _hide,
}
