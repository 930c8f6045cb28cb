"""How far the grader is trusted and how it did within a day, as lines for an operator."""

from datetime import UTC, datetime, timedelta

from bot.domain.answer import WaitsFor
from bot.domain.grader_mode import GraderState
from bot.practice.core import Core
from bot.store.canaries import CanaryRun
from bot.store.grader_figures import Lately

WAITS = {
    WaitsFor.GRADER: "for a grader that answers",
    WaitsFor.REPLY: "for a reply that can be read",
    WaitsFor.BUDGET: "for money",
    WaitsFor.SWITCH: "for the switch",
    WaitsFor.DEADLINE: "for the deadline, having been asked about too often",
}
MICROS = 1_000_000
NEVER_CHANGED = "never changed"


async def grader_sheet(core: Core) -> list[str]:
    now = core.clock.now()
    day_ago = now - timedelta(days=1)
    async with core.store.work() as work:
        state = await work.switch.state()
        lately = await work.grader.lately(day_ago, now)
        spent = await work.spending.of_all(day_ago)
        waiting = await work.grader.waiting()
        canary = await work.canaries.latest()
    lines = [_mode(state), "", "Within the last 24 hours, by the model:"]
    lines += [f"  {line}" for line in _figures(lately)]
    lines.append(f"  cost: ${spent / MICROS:.2f}, with what failed")
    waits = [f"{number} {WAITS[WaitsFor(kind)]}" for kind, number in sorted(waiting.items())]
    lines += ["", f"Answers that wait: {', '.join(waits) or 'none'}."]
    lines.append(_canaries(canary))
    return lines


def _mode(state: GraderState) -> str:
    if state.changed_at is None:
        return f"The grader is at {state.mode}, {NEVER_CHANGED}."
    return (
        f"The grader is at {state.mode} since {at(state.changed_at)}, by {state.changed_by}: {state.reason}"
    )


def _figures(lately: Lately) -> list[str]:
    if not lately.graded:
        return ["graded: none"]
    lines = [
        f"graded: {lately.graded}, of which {lately.held} were held for a person",
        f"first replies that could not be read: {lately.invalid / lately.graded:.1%}",
    ]
    if lately.offered:
        failed = 1 - lately.verified / lately.offered
        lines.append(f"quotes that don't stand in the answer: {failed:.1%} of {lately.offered}")
    lines.append(f"mean score: {lately.mean:.1f} of 100")
    if lately.p50 is not None and lately.p95 is not None:
        lines.append(f"seconds: {lately.p50:.1f} at the median, {lately.p95:.1f} at the 95th percentile")
    return lines


def _canaries(run: CanaryRun | None) -> str:
    if run is None:
        return "Canaries: none was read yet."
    agreement = "not measured" if run.agreement is None else f"{run.agreement:.2f}"
    return (
        f"Canaries of {run.day}: agreement {agreement}, {run.succeeded} of {run.attacks} attacks succeeded, "
        f"{run.ungraded} readings failed."
    )


def at(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
