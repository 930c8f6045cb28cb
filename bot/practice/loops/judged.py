"""What the interviewers of a loop wrote, each from their own round, for the committee to compare."""

from bot.domain.assessment import Assessment, assess
from bot.domain.committee import Committee, decide
from bot.domain.loop_states import Loop
from bot.domain.round import Ending, Round, State
from bot.practice.loops.move import missed_in, played_in
from bot.practice.rounds.packet import latest
from bot.store.work import Work

_IN_WORK = frozenset({State.JUDGING, State.PACKING, State.PACKING_BARE, State.PACKING_LATE})
_UNREAD = frozenset({State.JUDGING, State.PACKING_BARE, State.UNREAD})


async def waits_for(work: Work, loop: Loop) -> State | None:
    """What its rounds still owe: a reading under way, or one that no grader has given; None for nothing."""
    states = {one.state for one in await played_in(work, loop)}
    if states & _IN_WORK:
        return State.JUDGING
    return State.UNREAD if State.UNREAD in states else None


async def committee_of(work: Work, loop: Loop) -> Committee | None:
    """What the committee comes to over the rounds as they stand. None when there is nothing to read."""
    assessments = [await _assessed(work, loop, one) for one in await played_in(work, loop)]
    if not assessments:
        return None
    missed = [await _missed(work, loop, one) for one in await missed_in(work, loop)]
    return decide([*assessments, *missed], has_bar_raiser=loop.format.bar_raiser)


async def _missed(work: Work, loop: Loop, it: Round) -> Assessment:
    asked = loop.format.played_at(it.place or 0)
    return Assessment(
        place=it.place or 0,
        kind=asked.kind,
        interviewer=asked.interviewer,
        scenario=(await work.posts.scenario(it.scenario_hash)).title,
        outcome=None,
        weight=asked.weight,
        finished=False,
        attended=False,
    )


async def _assessed(work: Work, loop: Loop, it: Round) -> Assessment:
    asked = loop.format.played_at(it.place or 0)
    turns = await work.rounds.turns(it)
    scenario = await work.posts.scenario(it.scenario_hash)
    early = it.ending is not Ending.FINISHED
    return assess(
        scenario,
        None if it.state in _UNREAD else latest(turns),
        place=it.place or 0,
        kind=asked.kind,
        interviewer=asked.interviewer,
        weight=asked.weight,
        finished=not early,
        asked={turn.question.asked_by for turn in turns},
        answered=it.answered,
    )
