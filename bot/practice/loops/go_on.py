"""A member goes on with their loop, or ends it: by a word, or by a button on one of its cards."""

import re

from bot.domain.cards import Card, Note
from bot.domain.happenings import Action, ButtonPressed
from bot.domain.ids import PersonId
from bot.domain.loop_states import BETWEEN, RAISING, RUNNING, Loop, LoopEnding, LoopEvent, LoopId, LoopState
from bot.domain.round import LIVE, Ending
from bot.practice.core import Core
from bot.practice.loops import words
from bot.practice.loops.begin import begin_next
from bot.practice.loops.move import LoopStep, close, move
from bot.practice.rounds import words as round_words
from bot.practice.rounds.move import Step
from bot.practice.rounds.move import close as close_round
from bot.store.work import Work

_SUBJECT = re.compile("(?P<loop>[0-9]{1,18})/(?P<place>[0-9]{1,4})")


async def go_on(core: Core, person: PersonId) -> Card | None:
    """Begin the next round of the person's loop, or say where it stands. None when they are in none."""
    async with core.store.work() as work:
        loop = await work.loops.open(person, locked=True)
        return None if loop is None else await _next(LoopStep(core, work, loop, core.clock.now()))


async def end(core: Core, person: PersonId) -> Card | None:
    """End the person's loop, or take no bar raiser. None when they are in none."""
    async with core.store.work() as work:
        found = await work.loops.open(person)
        return None if found is None else await _end(core, work, found, person)


async def press_in_loop(core: Core, pressed: ButtonPressed) -> Card:
    """Do what the button on a loop's card says, if the loop is the presser's own and still stands there."""
    named = _SUBJECT.fullmatch(pressed.subject)
    if named is None:
        return words.GONE
    async with core.store.work() as work:
        person = await work.people.known(pressed.account)
        # A button that ends a round as well locks the round first, as all do who lock both.
        ends = pressed.action is Action.END_LOOP
        found = LoopId(int(named["loop"]))
        loop = await (work.loops.seen if ends else work.loops.named)(found, person) if person else None
        if loop is None or person is None:
            return words.GONE
        if loop.state not in RUNNING | RAISING:
            return words.stands(loop) if loop.state not in _ENDED else words.OVER
        if ends:
            return await _end(core, work, loop, person)
        if int(named["place"]) != loop.owed:
            return words.stands(loop)
        return await _next(LoopStep(core, work, loop, core.clock.now()))


_ENDED = frozenset({LoopState.CONCLUDED, LoopState.OVER})


async def _next(step: LoopStep) -> Card:
    loop = step.loop
    if loop.state not in BETWEEN | RAISING or loop.owed_round is None:
        return words.stands(loop)
    if loop.state in BETWEEN and not loop.has_more:
        return words.stands(loop)
    if await step.work.rounds.live(loop.person):
        return words.ROUND_FIRST
    if not await begin_next(step):
        return words.lacks(loop.format, loop.owed_round.kind)
    return Note(round_words.STARTED_HERE)


async def _end(core: Core, work: Work, found: Loop, person: PersonId) -> Card:
    now = core.clock.now()
    live = await work.rounds.live(person)
    if live is not None and live.loop == found.id:
        it = await work.rounds.lock(live.group, live.id)
        if it is not None and it.state in LIVE:
            await close_round(Step(core, work, it, now), Ending.STOPPED)
    loop = await work.loops.named(found.id, person)
    if loop is None or loop.state in _ENDED:
        return words.OVER
    step = LoopStep(core, work, loop, now)
    if loop.state in RAISING:
        await move(step, LoopEvent.DECLINED)
        return words.DECLINED
    if loop.state not in RUNNING:
        return words.stands(loop)
    closed = await close(step, LoopEnding.STOPPED)
    return words.STOPPED if closed is LoopEvent.CLOSED else words.STOPPED_EMPTY
