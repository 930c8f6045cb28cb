"""Takes a round from one state to the next, in the transaction of whoever noticed that it goes on."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.round import ENDED, TURNS, Ending, Event, Round, State, after, due_at
from bot.ports import Nudge
from bot.practice.core import Core
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Step:
    """A round on its way, and the transaction in which it moves."""

    core: Core
    work: Work
    round: Round
    now: datetime


async def move(step: Step, event: Event, **values: object) -> bool:
    """Write down where an event leads. False when something else came first: then it counts no more."""
    state = after(step.round.state, event)
    due = due_at(state, step.now)
    at_once = due is not None and due <= step.now
    passed = await step.work.rounds.enter(
        step.round,
        state,
        due_at=due,
        lease_until=step.now + step.core.timings.lease if at_once else None,
        entered_at=step.now,
        ended_at=step.now if state in ENDED else None,
        **values,
    )
    if passed and at_once:
        await step.work.nudge(Nudge.ADVANCE_ROUND, step.round.id, urgent=True)
    return passed


async def end_turn(step: Step) -> bool:
    """End the open turn. False, with nothing changed, when nothing was said in it."""
    it = step.round
    said = await step.work.round_messages.said(it)
    if not any(one.turn == it.turn for one in said):
        return False
    last = it.turn >= TURNS
    ending: dict[str, object] = {"ending": Ending.FINISHED} if last else {}
    await step.work.rounds.note_turn(it, it.turn, ended_at=step.now)
    moved = await move(step, Event.ENDED_LAST_TURN if last else Event.ENDED_TURN, **ending)
    if moved:
        await _put_buttons_away(step)
    return moved


async def close(step: Step, ending: Ending) -> State:
    """End a live round before its last turn: over what was said, if anything was."""
    said = await step.work.round_messages.said(step.round)
    without_words = Event.CLOSED_EMPTY if ending is Ending.STOPPED else Event.GAVE_UP
    event = Event.CLOSED if said else without_words
    if await move(step, event, ending=ending):
        await _put_buttons_away(step)
    return after(step.round.state, event)


async def _put_buttons_away(step: Step) -> None:
    """Nobody shall press what ended a turn that is over."""
    it, kind = step.round, DeliveryKind.REVISE_QUESTION
    owed = Owed(it.group, kind, f"{kind}:{it.id}:{it.turn}", step.now, round=it.id, turn=it.turn)
    new = await step.work.deliveries.owe([owed], step.now + step.core.timings.lease)
    await step.work.nudge(Nudge.SEND_DELIVERY, *new)
