"""What each button does. All answer privately."""

import re
from collections.abc import Awaitable, Callable

from bot.domain.answer import Answer, AnswerState
from bot.domain.answering import MOST_GRADINGS, GradeRequest
from bot.domain.card_parts import Button
from bot.domain.cards import Card, Note
from bot.domain.forms import AnswerForm
from bot.domain.happenings import Action, ButtonPressed
from bot.domain.mode import Mode, Privacy
from bot.domain.points import Timeliness
from bot.domain.post import Post, PostState
from bot.practice import words
from bot.practice.core import Core
from bot.practice.linking.link import press_link
from bot.practice.loops.go_on import press_in_loop
from bot.practice.my_debrief import my_debrief
from bot.practice.named_post import named_by
from bot.practice.newcomers import OUTSIDE, may_join
from bot.practice.posted_scenario import posted_scenario
from bot.practice.press_command import COMMANDS, press_command, press_setup
from bot.practice.press_grade_me import is_outside, press_grade_me
from bot.practice.press_in_round import press_in_round
from bot.practice.pressed import Press
from bot.practice.questions.bring import ask_again
from bot.practice.reviews.appeal import press_appeal
from bot.practice.reviews.appeal_round import press_round_appeal
from bot.practice.reviews.review import press_in_group, press_review, press_rule
from bot.practice.scenario_card import privacy_of
from bot.practice.stories.press import drop_story, press_story
from bot.practice.try_again import reopen
from bot.practice.use_as_answer import use_as_answer
from bot.practice.way_in import by_form, writes_privately

_Act = Callable[[Press], Awaitable[Card]]
_SMALL_NUMBER = re.compile("[0-9]{1,4}")
UNKNOWN = Note("I know no such button any more. Nothing was changed.")
GONE = Note("That scenario is no longer here. Nothing was changed.")


async def press(core: Core, pressed: ButtonPressed) -> Card:
    """Do what the button says. Pressing twice is harmless, so presses need no deduplication."""
    if pressed.action in _OF_NO_POST:
        return await _OF_NO_POST[pressed.action](core, pressed)
    act = _ACTIONS.get(pressed.action)
    if act is None:
        return UNKNOWN
    done = await _done(core, pressed, act, outsiders=False)
    if not isinstance(done, Post):
        return done
    if not await may_join(core, done.group, pressed.source, pressed.account):
        return Note(OUTSIDE)
    again = await _done(core, pressed, act, outsiders=True)
    return GONE if isinstance(again, Post) else again


async def _done(core: Core, pressed: ButtonPressed, act: _Act, *, outsiders: bool) -> Card | Post:
    """One transaction. Only names the post where its presser would join again, unless outsiders may."""
    now = core.clock.now()
    async with core.store.work() as work:
        subject = pressed.subject.partition("/")[0]
        named = await named_by(work, pressed.source, pressed.account, subject)
        if named is None:
            return GONE
        it = Press(core, work, named, pressed, now)
        if act is press_grade_me and not outsiders and await is_outside(it):
            return named.post
        return await act(it)


async def _hint(it: Press) -> Card:
    scenario = await posted_scenario(it.core, it.work, it.post)
    asked = it.pressed.subject.partition("/")[2]
    number = int(asked) % len(scenario.hints) if _SMALL_NUMBER.fullmatch(asked) else 0
    more = number + 1 < len(scenario.hints)
    following = Button(Action.HINT, "Another hint", f"{it.post.id}/{number + 1}")
    return Note(scenario.hints[number], (following,) if more else ())


async def _skip_today(it: Press) -> Card:
    await it.work.deliveries.drop_reminder(it.post.group, it.post.id, it.person)
    answer = await it.own()
    if answer is not None and answer.timeliness is not None:
        return words.NOTHING_TO_SKIP
    return Note("Skipped for today, without a reminder. If you find the time after all, just answer.")


async def _my_debrief(it: Press) -> Card:
    return await my_debrief(it.work, it.post, it.person, it.now)


async def _answer_privately(it: Press) -> Card:
    answer = await it.answer()
    if answer and answer.state is AnswerState.DEBRIEFED and answer.gradings >= MOST_GRADINGS:
        return words.refusal(GradeRequest.USED_UP, it.post, private=True)
    scenario = await posted_scenario(it.core, it.work, it.post)
    forms = sorted(by_form(await it.parts(answer)), key=lambda part: part.posted_at)
    return AnswerForm(
        post=str(it.post.id),
        title=scenario.title,
        prompt=scenario.prompt,
        draft=forms[-1].text if forms else "",
        privacy=Privacy.LATE if it.now >= it.post.deadline_at else privacy_of(it.post.mode),
    )


async def _try_again(it: Press) -> Card:
    answer = await it.answer()
    if answer is None or answer.state is not AnswerState.DEBRIEFED:
        return Note("There is no debrief to improve on yet. Answer first, then press Grade me.")
    private = writes_privately(it.post, await it.parts(answer))
    if answer.reopened:
        return words.new_try(it.post, private=private)
    _, refusal = await reopen(it.work, answer, it.now)
    return refusal or words.new_try(it.post, private=private)


async def _hide(it: Press) -> Card:
    answer = await it.answer()
    parts = await it.parts(answer)
    if answer is None or not parts:
        return Note("There is no answer of yours here, so there is nothing to leave out.")
    in_the_open = len(by_form(parts)) < len(parts)
    sealed, closed = it.post.mode is Mode.SEALED, it.post.state is PostState.CLOSED
    if sealed and not closed and it.now < it.post.deadline_at:
        await it.work.answers.change(answer, hidden=True)
        return words.LEFT_OUT_BUT_SEEN if in_the_open else words.LEFT_OUT
    if in_the_open:
        return words.IN_THE_OPEN
    return words.SHOWN if sealed and await _was_revealed(it, answer) else words.NOT_SHOWN


async def _was_revealed(it: Press, answer: Answer) -> bool:
    if answer.timeliness is Timeliness.AFTER_REVEAL:
        return False
    sealed = await it.work.texts.sealed_texts(it.post.group, it.post.id)
    return any(text.person == answer.person and not text.hidden and not text.held for text in sealed)


async def _appeal(it: Press) -> Card:
    return await press_appeal(it.work, it.post, it.person, it.pressed.subject, it.now)


async def _review(it: Press) -> Card:
    return await press_review(it.work, it.post.group, it.person, it.pressed.subject, it.now)


async def _rule(it: Press) -> Card:
    return await press_rule(it.work, it.post.group, it.person, it.pressed.subject, it.now)


_ACTIONS: dict[Action, _Act] = {
    Action.GRADE_ME: press_grade_me,
    Action.HINT: _hint,
    Action.SKIP_TODAY: _skip_today,
    Action.MY_DEBRIEF: _my_debrief,
    Action.ANSWER_PRIVATELY: _answer_privately,
    Action.TRY_AGAIN: _try_again,
    Action.HIDE_ANSWER: _hide,
    Action.APPEAL: _appeal,
    Action.REVIEW: _review,
    Action.RULE: _rule,
}

_OF_NO_POST: dict[Action, Callable[[Core, ButtonPressed], Awaitable[Card]]] = {
    Action.END_TURN: press_in_round,
    Action.STOP_ROUND: press_in_round,
    Action.APPEAL_ROUND: press_round_appeal,
    Action.REVIEW_IN_GROUP: press_in_group,
    Action.OPEN_ROUND: press_in_group,
    Action.RULE_ON_ROUND: press_in_group,
    Action.NEXT_ROUND: press_in_loop,
    Action.END_LOOP: press_in_loop,
    Action.ASK: ask_again,
    Action.STORY: press_story,
    Action.DROP_STORY: drop_story,
    Action.USE_AS_ANSWER: use_as_answer,
    Action.LINK: press_link,
    Action.SET_UP: press_setup,
    **dict.fromkeys(COMMANDS, press_command),
}
