"""Takes a loop from one state to the next, in the transaction of whoever noticed that it goes on."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.loop_states import ENDED, Loop, LoopEnding, LoopEvent, after, due_at
from bot.domain.round import LIVE, Round
from bot.ports import Nudge
from bot.practice.core import Core
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class LoopStep:
    """A loop on its way, and the transaction in which it moves."""

    core: Core
    work: Work
    loop: Loop
    now: datetime


async def move(step: LoopStep, event: LoopEvent, *, wakes_at: datetime | None = None, **more: object) -> bool:
    """Write down where an event leads. False when something else came first: then it counts no more."""
    state = after(step.loop.state, event)
    due = wakes_at or due_at(state, step.now)
    at_once = due is not None and due <= step.now
    passed = await step.work.loops.enter(
        step.loop,
        state,
        due_at=due,
        lease_until=step.now + step.core.timings.lease if at_once else None,
        entered_at=step.now,
        ended_at=step.now if state in ENDED else None,
        **more,
    )
    if passed and at_once:
        await step.work.nudge(Nudge.ADVANCE_LOOP, step.loop.id, urgent=True)
    return passed


async def close(step: LoopStep, ending: LoopEnding) -> LoopEvent:
    """End a running loop before its last round: over what was played, if anything was."""
    played = await played_in(step.work, step.loop)
    without_rounds = LoopEvent.GAVE_UP if ending is LoopEnding.SILENCE else LoopEvent.CLOSED_EMPTY
    event = LoopEvent.CLOSED if played else without_rounds
    await move(step, event, ending=ending)
    return event


async def played_in(work: Work, loop: Loop) -> list[Round]:
    """Its rounds in which something was said, in order."""
    rounds = await work.rounds.of_loop(loop.group, loop.id)
    return [one for one in rounds if await work.round_messages.said(one)]


async def missed_in(work: Work, loop: Loop) -> list[Round]:
    """The rounds at whose places a question was shown, and no word stands. The newest at each place."""
    played = {one.place for one in await played_in(work, loop)}
    rounds = [one for one in await work.rounds.of_loop(loop.group, loop.id) if one.place not in played]
    missed = {one.place: one for one in rounds if one.state not in LIVE and await was_shown(work, one)}
    return list(missed.values())


async def was_shown(work: Work, it: Round) -> bool:
    """Whether its first question arrived: from then on the scenario is known to whom it asks."""
    return (await work.rounds.turns(it))[0].asked_at is not None
