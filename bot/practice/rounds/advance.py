"""Does the next thing that is due in a round: a wait ends, a card is sent, or what was said is read."""

from bot.domain.round import CLOSE_AFTER, READING, SENDING, Ending, Event, Round, RoundId, State
from bot.practice.core import Core
from bot.practice.rounds.letter import Letter, letter_of, send
from bot.practice.rounds.move import Step, close, end_turn, move
from bot.practice.rounds.reading import Reading, read, reading_of
from bot.practice.spoken_here import SpokenElsewhereError

WITHHELD = frozenset({State.PACKING, State.PACKING_BARE, State.PACKING_LATE})
"""In a company loop nobody sees one interviewer's packet: the committee's comes at the end."""


async def advance_round(core: Core, round_id: RoundId) -> None:
    """One step. What is done outside is written down behind the fence of the round's state and attempt."""
    task = await _take_up(core, round_id)
    if isinstance(task, Letter):
        await send(core, task)
    elif isinstance(task, Reading):
        await read(core, task)


async def _take_up(core: Core, round_id: RoundId) -> Letter | Reading | None:
    now = core.clock.now()
    try:
        async with core.store.work() as work:
            it = await work.rounds.take_up(round_id, now, core.timings.lease_for)
            if it is None:
                return None
            step = Step(core, work, it, now)
            if it.state in READING:
                return await reading_of(step)
            if it.loop is not None and it.state in WITHHELD:
                await move(step, Event.LANDED)
                return None
            if it.state in SENDING and not _is_stale(step):
                return await letter_of(step)
            await _wait_ended(step)
    except SpokenElsewhereError:
        pass  # the row is as it was, for a process that speaks the platform
    return None


def _is_stale(step: Step) -> bool:
    """A question that can't be brought to anybody for a day is asked no more."""
    return _waits_for_member(step.round) and step.now - step.round.entered_at >= CLOSE_AFTER


def _waits_for_member(it: Round) -> bool:
    return it.state in (State.ASKING, State.NUDGING)


async def _wait_ended(step: Step) -> None:
    match step.round.state:
        case State.ANSWERING:
            await move(step, Event.FELL_SILENT)
        case State.TALKING:
            if not await end_turn(step):
                await move(step, Event.TOOK_BACK)
        case _:
            await close(step, Ending.SILENCE)
