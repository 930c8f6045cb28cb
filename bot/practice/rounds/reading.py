"""Has what was said so far read by the grader: to aim the next question, or to fill the packet."""

from asyncio import timeout
from dataclasses import dataclass
from datetime import timedelta

from bot.domain.answered import Answered
from bot.domain.grade import Graded, GradeOutcome, Ungraded, UngradedReason
from bot.domain.interview import clarified, is_aside, put_by
from bot.domain.round import READINGS, Ending, Event, Question, Round, State
from bot.domain.scenario import Scenario
from bot.domain.unanswered import answered
from bot.errors import RetryLater
from bot.practice.ask_grader import ask_grader
from bot.practice.core import Core
from bot.practice.rounds.choosing import choice, in_words
from bot.practice.rounds.exchanges import exchanges
from bot.practice.rounds.lead import lead_of
from bot.practice.rounds.move import Step, move
from bot.practice.stories.in_rounds import note_told

AGAIN_AFTER = timedelta(seconds=15)
LONGEST_PAUSE = timedelta(minutes=2)
"""Somebody waits for the next question: a grader that asks for more time than this is done without."""


@dataclass(frozen=True, slots=True)
class Reading:
    round: Round
    text: str
    scenario: Scenario


async def reading_of(step: Step) -> Reading | None:
    """What is to be read. None when there is nothing, or it was tried often enough."""
    it = step.round
    said = await step.work.round_messages.said(it)
    if not said and it.state is not State.CONSIDERING:
        await move(step, Event.GAVE_UP)
        return None
    # What came while a turn is read answers the next question; a verdict is over all that was said.
    read = said if it.state is not State.CONSIDERING else [one for one in said if one.turn <= it.turn]
    text = "\n\n".join(one.text.strip() for one in read)
    found = Reading(it, text, await step.work.posts.scenario(it.scenario_hash))
    if it.state is State.CONSIDERING and clarified(found.scenario, await exchanges(step.work, it)):
        await _go_on(step, found, None)
        return None
    # Each attempt before this one failed, or took its process with it.
    if it.attempt > READINGS and it.state is not State.UNREAD:
        await _go_on(step, found, None)
        return None
    return found


async def read(core: Core, it: Reading) -> None:
    try:
        async with timeout(core.timings.turn):
            outcome = await ask_grader(core, it.round.group, it.scenario, it.text)
    except (RetryLater, TimeoutError) as later:
        await _failed(core, it, later.after if isinstance(later, RetryLater) else AGAIN_AFTER)
    except Exception:
        await _failed(core, it, AGAIN_AFTER)
        raise
    else:
        if isinstance(outcome, Ungraded) and outcome.reason is UngradedReason.GRADER_UNAVAILABLE:
            await _failed(core, it, AGAIN_AFTER)
            return
        considering = it.round.state is State.CONSIDERING
        words = await in_words(core, it.round, it.scenario, outcome) if considering else None
        async with core.store.work() as work:
            await _go_on(Step(core, work, it.round, core.clock.now()), it, outcome, words)


async def _failed(core: Core, it: Reading, after: timedelta) -> None:
    now, waits_for_verdict = core.clock.now(), it.round.state is State.UNREAD
    async with core.store.work() as work:
        if waits_for_verdict:
            pause = max(after, core.timings.lease_for(it.round.attempt + READINGS))
            await work.rounds.put_off(it.round, core.timings.put_off(now, pause))
        elif it.round.attempt >= READINGS or after > LONGEST_PAUSE:
            await _go_on(Step(core, work, it.round, now), it, None)
        else:
            await work.rounds.put_off(it.round, core.timings.put_off(now, max(after, AGAIN_AFTER)))


async def _go_on(
    step: Step, it: Reading, outcome: GradeOutcome | None, words: Question | None = None
) -> None:
    if it.round.state is State.CONSIDERING:
        await _ask_next(step, it, outcome, words)
    else:
        await _judge(step, it, outcome)


async def _judge(step: Step, it: Reading, outcome: GradeOutcome | None) -> None:
    left = await _answered(step, it)
    event = Event.NOT_READ if outcome is None else Event.READ
    if not await move(step, event, answered=left.given, questions=left.of):
        return
    if outcome is not None:
        await step.work.rounds.note_outcome(it.round, it.round.turn, outcome)
    graded = left.held(outcome) if isinstance(outcome, Graded) else None
    await note_told(step.work, it.round, graded, step.now)


async def _answered(step: Step, it: Reading) -> Answered:
    had = await exchanges(step.work, it.round)
    early = it.round.ending is not Ending.FINISHED
    return answered(it.scenario.prompt, had, it.round.format.turns, ended_early=early)


async def _ask_next(step: Step, it: Reading, outcome: GradeOutcome | None, words: Question | None) -> None:
    question = (await choice(step.work, it.round, it.scenario, outcome)).question
    # Meanwhile a member may have deleted words by which another question is the next.
    if question is not None and words is not None and words.id == question.id:
        question = words
    if question is None:
        await move(step, Event.RAN_OUT, ending=Ending.FINISHED)
        return
    following, asides = it.round.turn + 1, it.round.asides + is_aside(question)
    if not await move(step, Event.CHOSE, turn=following, asides=asides):
        return
    lead = await lead_of(step.work, it.round)
    await step.work.rounds.ask(it.round, following, put_by(question, lead))
    if outcome is not None:
        await step.work.rounds.note_outcome(it.round, it.round.turn, outcome)
