"""Begins a loop, and each next round of it."""

from dataclasses import dataclass

from bot.domain.cards import Card, Note
from bot.domain.happenings import CommandGiven
from bot.domain.ids import GroupId, PersonId
from bot.domain.loop import LoopFormat
from bot.domain.loop_states import (
    LOOK_AGAIN,
    LOOPS_WITHIN,
    MOST_LOOPS,
    Loop,
    LoopEvent,
    Pace,
)
from bot.domain.scenario import Scenario
from bot.practice.core import Core
from bot.practice.loops import words
from bot.practice.loops.move import LoopStep, move
from bot.practice.rounds import words as round_words
from bot.practice.rounds.begin import Beginning, begin_round, choose
from bot.store.loops import NewLoop
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which loop somebody asks for, and at what pace."""

    format: LoopFormat
    pace: Pace


async def start_loop(core: Core, group: GroupId, person: PersonId, given: CommandGiven, it: Wanted) -> Card:
    """Begin a loop with its first round, unless the person is in one, or in any round.

    A command that is delivered twice begins one.
    """
    source, now = given.source, core.clock.now()
    async with core.store.work() as work:
        standing = await _standing(core, work, person)
        if standing is not None:
            return standing
        installation = await work.groups.installation(source.platform, source.installation_ref)
        if installation is None:
            return round_words.NOWHERE
        scenarios = [await choose(core, work, group, person, one.kind) for one in it.format.rounds]
        if scenarios[0] is None or None in scenarios:
            return words.lacks(it.format, it.format.rounds[scenarios.index(None)].kind)
        since = min(given.given_at, now)
        who = group, person, installation, given.account.scope, source.event_ref
        loop = await work.loops.begin(NewLoop(*who, it.format, it.pace, since), now, now + LOOK_AGAIN)
        if loop is None:  # somebody typed it twice at once, or the platform delivered it again
            return await _standing(core, work, person) or words.OVER
        await _begin(LoopStep(core, work, loop, now), loop.place, scenarios[0])
        begun = round_words.STARTED if given.channel_ref else round_words.STARTED_HERE
        return Note(f"{words.begins(it.format, it.pace)} {begun}")


async def _standing(core: Core, work: Work, person: PersonId) -> Card | None:
    """Why none can be begun now."""
    loop = await work.loops.open(person)
    if loop is not None:
        return words.stands(loop)
    if await work.rounds.live(person):
        return words.ROUND_RUNS
    now = core.clock.now()
    begun = await work.loops.begun(person, now - LOOPS_WITHIN)
    return words.often(begun[-MOST_LOOPS] + LOOPS_WITHIN - now) if len(begun) >= MOST_LOOPS else None


async def begin_next(step: LoopStep) -> bool:
    """Begin the round that the loop owes; its row is locked. False when the library has nothing for it."""
    loop, owed = step.loop, step.loop.owed_round
    if owed is None:
        return False
    scenario = await choose(step.core, step.work, loop.group, loop.person, owed.kind)
    if scenario is not None and await move(step, LoopEvent.BEGAN, place=loop.owed):
        await _begin(step, loop.owed, scenario)
    return scenario is not None


async def _begin(step: LoopStep, place: int, scenario: Scenario) -> None:
    loop, kind = step.loop, step.loop.format.played_at(place).kind
    event_ref = await _event_ref(step.work, loop, place)
    who = loop.group, loop.person, loop.installation, loop.scope, event_ref, step.now
    await begin_round(step.core, step.work, Beginning(*who, kind, loop.id, place), scenario)


async def _event_ref(work: Work, loop: Loop, place: int) -> str:
    """Of a round that no event began. One whose member never saw it may come again at its place."""
    before = await work.rounds.of_loop(loop.group, loop.id)
    return f"loop:{loop.id}:{place}:{len(before)}"
