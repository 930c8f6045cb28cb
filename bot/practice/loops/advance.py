"""Does the next thing that is due in a loop: a round has ended, a wait is over, or a card is sent."""

from datetime import timedelta

from bot.domain.loop_states import (
    LOOK_AGAIN,
    RUNNING,
    SENDING,
    VERDICTS_WITHIN,
    LoopEnding,
    LoopEvent,
    LoopId,
    LoopState,
)
from bot.domain.round import LIVE, State
from bot.domain.round_kinds import Kind
from bot.practice.core import Core
from bot.practice.loops.judged import committee_of, waits_for
from bot.practice.loops.letter import LoopLetter, letter_of, send
from bot.practice.loops.move import LoopStep, close, move, was_shown
from bot.practice.rounds.begin import choose
from bot.practice.spoken_here import SpokenElsewhereError

SOON = timedelta(seconds=15)
LATER = timedelta(minutes=10)


async def advance_loop(core: Core, loop_id: LoopId) -> None:
    """One step. What is done outside is written down behind the fence of the loop's state and attempt."""
    letter = await _take_up(core, loop_id)
    if letter is not None:
        await send(core, letter)


async def _take_up(core: Core, loop_id: LoopId) -> LoopLetter | None:
    now = core.clock.now()
    try:
        async with core.store.work() as work:
            it = await work.loops.take_up(loop_id, now, core.timings.lease_for)
            if it is None:
                return None
            step = LoopStep(core, work, it, now)
            if it.state in RUNNING - {LoopState.PLAYING} and await _has_left(step):
                await close(step, LoopEnding.LEFT)
            elif it.state in SENDING:
                return await letter_of(step)
            else:
                await _waited(step)
    except SpokenElsewhereError:
        pass  # the row is as it was, for a process that speaks the platform
    return None


async def _has_left(step: LoopStep) -> bool:
    return await step.work.people.member(step.loop.group, step.loop.person) is None


async def _waited(step: LoopStep) -> None:
    match step.loop.state:
        case LoopState.PLAYING:
            await _look_at_round(step)
        case LoopState.OFFERED:
            await move(step, LoopEvent.FELL_SILENT)
        case LoopState.RESTING:
            await move(step, LoopEvent.MORNING)
        case LoopState.NUDGED:
            await close(step, LoopEnding.SILENCE)
        case LoopState.MORE_OFFERED:
            await move(step, LoopEvent.DECLINED)
        case _:
            await _deliberate(step)


async def _look_at_round(step: LoopStep) -> None:
    loop, work = step.loop, step.work
    rounds = await work.rounds.of_loop(loop.group, loop.id)
    played = next((one for one in reversed(rounds) if one.place == loop.place), None)
    if played is not None and played.state in LIVE:
        await work.loops.look_again(loop, step.now + LOOK_AGAIN)
    elif played is not None and await work.round_messages.said(played):
        await move(step, LoopEvent.ROUND_ENDED)
    elif played is not None and await was_shown(work, played):
        # Whoever looks at a question and goes would else be shown one scenario after another.
        await move(step, LoopEvent.ROUND_MISSED)
    else:
        # Its question never came: the round is owed again at its place, when its member asks for it.
        raises = loop.place == loop.format.bar_raiser_place
        await move(step, LoopEvent.RAISER_LOST if raises else LoopEvent.ROUND_LOST, place=loop.place - 1)


async def _deliberate(step: LoopStep) -> None:
    loop, work = step.loop, step.work
    waits = await waits_for(work, loop)
    if waits is State.JUDGING:
        await work.loops.look_again(loop, step.now + SOON)
        return
    if waits is State.UNREAD and step.now - loop.entered_at < VERDICTS_WITHIN:
        await work.loops.look_again(loop, step.now + LATER)
        return
    committee = await committee_of(work, loop)
    if committee is None:
        await move(step, LoopEvent.GAVE_UP)
    elif committee.calls_bar_raiser and await _may_raise(step):
        await move(step, LoopEvent.CONFLICTED)
    else:
        await move(step, LoopEvent.DECIDED)


async def _may_raise(step: LoopStep) -> bool:
    """The format offers one, all its rounds were played, and the library has a scenario for it."""
    loop = step.loop
    if loop.ending is not None or loop.owed != loop.format.bar_raiser_place or loop.owed_round is None:
        return False
    return await choose(step.core, step.work, loop.group, loop.person, Kind.BAR_RAISER) is not None
