"""Takes a round from one state to the next, in the transaction of whoever noticed that it goes on."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.domain.delivery import DeliveryKind, Owed
from bot.domain.interview import clarified, counted
from bot.domain.round import ENDED, Ending, Event, Round, RoundId, State, after, due_at, talked
from bot.ports import Nudge
from bot.practice.core import Core
from bot.practice.loops.wake import wake_loop
from bot.practice.rounds.exchanges import paired
from bot.store.round_messages import Said
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
    if passed:
        await wake_loop(step.core, step.work, step.round, state, step.now)
    return passed


async def end_turn(step: Step) -> Event | None:
    """End the open turn. None, with nothing changed, when nothing was said in it, or it has ended."""
    it = step.round
    said = await step.work.round_messages.said(it)
    if not any(one.turn == it.turn for one in said):
        return None
    last = await _is_last(step, said)
    ending: dict[str, object] = {"ending": Ending.FINISHED} if last else {}
    await step.work.rounds.note_turn(it, it.turn, ended_at=step.now)
    event = Event.ENDED_LAST_TURN if last else Event.ENDED_TURN
    if not await move(step, event, **ending):
        return None
    await put_buttons_away(step)
    return event


async def _is_last(step: Step, said: Sequence[Said]) -> bool:
    """Whether nothing is asked after this turn: the questions or the time are used up."""
    it = step.round
    turns = await step.work.rounds.turns(it)
    if talked(turns, step.now) >= it.format.time:
        return True
    had = paired(turns, said)
    if counted(had) < it.format.turns:
        return False
    return clarified(await step.work.posts.scenario(it.scenario_hash), had) is None


async def close(step: Step, ending: Ending) -> State:
    """End a live round before its last turn: over what was said, if anything was."""
    said = await step.work.round_messages.said(step.round)
    without_words = Event.CLOSED_EMPTY if ending is Ending.STOPPED else Event.GAVE_UP
    event = Event.CLOSED if said else without_words
    if await move(step, event, ending=ending):
        await put_buttons_away(step)
    return after(step.round.state, event)


async def put_buttons_away(step: Step) -> None:
    """Nobody shall press what ended a turn that is over."""
    it = step.round
    await owe_question_anew(step, it.id, it.turn, f"{DeliveryKind.REVISE_QUESTION}:{it.id}:{it.turn}")


async def owe_question_anew(step: Step, found: RoundId, turn: int, key: str) -> None:
    """Show a question that was asked as it reads now."""
    owed = Owed(step.round.group, DeliveryKind.REVISE_QUESTION, key, step.now, round=found, turn=turn)
    new = await step.work.deliveries.owe([owed], step.now + step.core.timings.lease)
    await step.work.nudge(Nudge.SEND_DELIVERY, *new)
