"""Asks the grader, as far as it is trusted and paid for just now; never for a text too short for anybody."""

from datetime import timedelta
from enum import Enum, auto

from bot.domain.answering import long_enough
from bot.domain.grade import GradeOutcome, GraderKind, Provenance, Ungraded, UngradedReason
from bot.domain.grader_mode import GraderMode
from bot.domain.ids import GroupId
from bot.domain.model import GraderAway
from bot.domain.scenario import Scenario
from bot.errors import RetryLater
from bot.ports import Grader
from bot.practice.budget import book, refused_until
from bot.practice.core import Core
from bot.practice.words import FEWER
from bot.store.work import Work

_TOO_SHORT = f"{FEWER.capitalize()}: too short to say anything fair."
ASK_AGAIN = timedelta(hours=1)


class Route(Enum):
    """Who grades."""

    GRADER = auto()
    CHECK_BESIDE = auto()
    """The automatic check; the grader beside it, for operators."""
    CHECK = auto()
    """The automatic check, and what it says counts for nothing."""
    NOBODY = auto()


def route(core: Core, mode: GraderMode) -> Route:
    match mode:
        case GraderMode.OFF:
            return Route.NOBODY
        case GraderMode.OFFLINE:
            return Route.CHECK
        case GraderMode.SHADOW:
            return Route.GRADER if core.fallback is None else Route.CHECK_BESIDE
        case _:
            return Route.GRADER


def check_of(core: Core) -> Grader:
    """The automatic check: the fallback, or the grader itself where it needs none."""
    return core.fallback or core.grader


def too_short(scenario: Scenario) -> Ungraded:
    source = Provenance(GraderKind.AUTOMATIC, "length rule", scenario.digest)
    return Ungraded(UngradedReason.TOO_SHORT, _TOO_SHORT, source)


async def may_ask_a_model(core: Core, work: Work, group: GroupId) -> bool:
    """Whether the grader is trusted just now, and today's money isn't spent."""
    mode = (await work.switch.state()).mode
    return (
        route(core, mode) is Route.GRADER and await refused_until(core, work, group, core.clock.now()) is None
    )


async def ask_grader(core: Core, group: GroupId, scenario: Scenario, text: str) -> GradeOutcome:
    """For practice that moves nothing. May take long, and raise whatever the grader raises.

    Raises RetryLater too when grading is switched off, or today's money is spent. The cost is booked.
    """
    if not long_enough(text):
        return too_short(scenario)
    async with core.store.work() as work:
        state, now = await work.switch.state(), core.clock.now()
        way = route(core, state.mode)
        broke = await refused_until(core, work, group, now) if way is Route.GRADER else None
    if way is Route.NOBODY:
        raise RetryLater("Grading is switched off.", ASK_AGAIN)
    if broke is not None:
        raise RetryLater("What may be spent on grading today is spent.", broke - now)
    if way is not Route.GRADER:
        return await check_of(core).grade(scenario, text)
    return await paid(core, group, scenario, text)


async def paid(core: Core, group: GroupId, scenario: Scenario, text: str) -> GradeOutcome:
    """What the grader says; its cost is booked even when it says nothing."""
    try:
        outcome = await core.grader.grade(scenario, text)
    except GraderAway as away:
        async with core.store.work() as work:
            await book(work, group, core.clock.now(), away)
        raise
    async with core.store.work() as work:
        await book(work, group, core.clock.now(), outcome)
    return outcome
