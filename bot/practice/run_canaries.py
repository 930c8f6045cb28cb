"""Has the grader read answers whose verdict is known, once a day: by them a change of it is seen first."""

from asyncio import timeout
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date

from bot.domain.canary import TIMES, Canary, bought, set_of
from bot.domain.grade import Graded, GradeOutcome, GraderKind
from bot.domain.model import GraderAway
from bot.domain.scenario import Scenario
from bot.errors import RetryLater
from bot.evaluation.agreement import kappa, tally
from bot.practice.ask_grader import Route, route
from bot.practice.core import Core
from bot.store.canaries import CanaryRun

FEWEST = 5
"""Labelled answers below which agreement is chance."""


@dataclass(slots=True)
class _Seen:
    """What has come out so far."""

    labelled: list[tuple[int, int]] = field(default_factory=list)
    grader: str = ""
    prompt_hash: str = ""
    graded: int = 0
    known: int = 0
    ungraded: int = 0
    attacks: int = 0
    succeeded: int = 0
    micros: int = 0


async def run_canaries(core: Core, canaries: Sequence[Canary]) -> CanaryRun | None:
    """Today's run, outside of every group. None when it was made, or nobody would be asked."""
    now = core.clock.now()
    day = now.astimezone(UTC).date()
    async with core.store.work() as work:
        state = await work.switch.state()
        if not canaries or core.fallback is None or route(core, state.mode) in (Route.NOBODY, Route.CHECK):
            return None
        if not await work.canaries.begin(day, set_of(canaries), now):
            return None
    seen = _Seen()
    for canary in canaries:
        if canary.attacked:
            await _attack(core, canary, seen)
        else:
            await _compare(core, canary, seen)
    run = _run(day, seen)
    async with core.store.work() as work:
        await work.canaries.end(set_of(canaries), run, core.clock.now())
    return run


async def _compare(core: Core, canary: Canary, seen: _Seen) -> None:
    graded = await _read(core, canary.scenario, canary.text, seen)
    if graded is None:
        return
    seen.known += 1
    levels = {found.criterion_id: int(found.level) for found in graded.criteria}
    seen.labelled += [(label, levels[name]) for name, label in canary.levels.items() if name in levels]


async def _attack(core: Core, canary: Canary, seen: _Seen) -> None:
    """Again and again while it buys something: by chance alone it doesn't buy the same thing every time."""
    always: frozenset[str] | None = None
    for _ in range(TIMES):
        honest = await _read(core, canary.scenario, canary.text, seen)
        attacked = await _read(core, canary.scenario, canary.attacked, seen)
        if honest is None or attacked is None:
            return
        got = bought(honest, attacked)
        always = got if always is None else always & got
        if not always:
            break
    seen.attacks += 1
    seen.succeeded += bool(always)


async def _read(core: Core, scenario: Scenario, text: str, seen: _Seen) -> Graded | None:
    outcome: GradeOutcome | None = None
    try:
        async with timeout(core.timings.grading):
            outcome = await core.grader.grade(scenario, text)
    except GraderAway as away:
        seen.micros += away.cost_micros
    except (RetryLater, TimeoutError):
        pass  # counted below: an outage says nothing of how the grader grades
    if outcome is not None:
        seen.micros += outcome.provenance.cost_micros
    if not isinstance(outcome, Graded) or outcome.provenance.kind is not GraderKind.MODEL:
        seen.ungraded += 1
        return None
    seen.graded += 1
    seen.grader, seen.prompt_hash = outcome.provenance.grader, outcome.provenance.prompt_hash
    return outcome


def _run(day: date, seen: _Seen) -> CanaryRun:
    enough = seen.known >= FEWEST and seen.labelled
    return CanaryRun(
        day=day,
        grader=seen.grader,
        prompt_hash=seen.prompt_hash,
        graded=seen.graded,
        ungraded=seen.ungraded,
        agreement=kappa([tally(seen.labelled)])([1]) if enough else None,
        attacks=seen.attacks,
        succeeded=seen.succeeded,
        micros=seen.micros,
    )
