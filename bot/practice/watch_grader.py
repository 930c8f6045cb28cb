"""Watches the grader by what it said lately, and freezes ratings by itself. It never unfreezes them."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from math import sqrt

from bot.domain.canary import Canary, set_of
from bot.domain.grader_mode import GraderMode
from bot.practice.core import Core
from bot.practice.run_canaries import run_canaries
from bot.practice.switch_grader import freeze
from bot.store.canaries import CanaryRun
from bot.store.grader_figures import Lately, Scores
from bot.store.work import Work

DAY, WEEK = timedelta(days=1), timedelta(days=7)
BEFORE = timedelta(weeks=4)
ENOUGH = 50
FEWEST = 5
"""Members: what the texts of fewer do to the grader freezes nobody else's points."""
MOST_INVALID = 0.03
MOST_UNVERIFIED = 0.05
MOST_SHIFT = 4.0
"""Points of 100."""
MOST_DROP = 0.07
_UNKNOWN = 400.0
CERTAIN = 3.0
"""Standard errors: a shift that chance makes of fifty grades is none."""


async def watch_grader(core: Core, canaries: Sequence[Canary] = ()) -> str:
    """The hourly look. Returns why ratings were frozen just now; empty when they weren't."""
    run = await run_canaries(core, canaries)
    now = core.clock.now()
    async with core.store.work() as work:
        state = await work.switch.state()
        if state.mode is not GraderMode.NORMAL:
            return ""
        why = await _why(work, now, state.changed_at)
        if run is not None and not why:
            first = await work.canaries.baseline(set_of(canaries), state.changed_at)
            why = of_canaries(run, first)
    return why if why and await freeze(core, why) else ""


async def _why(work: Work, now: datetime, since: datetime | None) -> str:
    """From what was said since a person last trusted it: the same figures don't freeze twice."""
    for window in (DAY, WEEK):
        start = max(now - window, since) if since else now - window
        if why := of_replies(await work.grader.lately(start, now)):
            return why
    start = max(now - WEEK, since) if since else now - WEEK
    before = max(start - BEFORE, since) if since else start - BEFORE
    return of_scores(await work.grader.scores(before, start), await work.grader.scores(start, now))


def of_replies(lately: Lately) -> str:
    """Replies that could not be read, and quotes that don't stand in the answer."""
    if lately.graded < ENOUGH:
        return ""
    if lately.muddled >= FEWEST and lately.invalid > MOST_INVALID * lately.graded:
        share = lately.invalid / lately.graded
        return f"{share:.1%} of {lately.graded} first replies could not be read."
    unverified = lately.offered - lately.verified
    if lately.misquoted >= FEWEST and unverified > MOST_UNVERIFIED * lately.offered:
        share = unverified / lately.offered
        return f"{share:.1%} of {lately.offered} quotes don't stand in the answers."
    return ""


def of_scores(before: Mapping[str, Scores], lately: Mapping[str, Scores]) -> str:
    """Rubric by rubric where both times know enough of the same ones; else over all."""
    shared = before.keys() & lately.keys()
    pairs = [(before[rubric], lately[rubric]) for rubric in shared]
    if min(_number(old for old, _ in pairs), _number(new for _, new in pairs)) < ENOUGH:
        if min(_number(before.values()), _number(lately.values())) < ENOUGH:
            return ""
        pairs = [(_pooled(before.values()), _pooled(lately.values()))]
    weights = [min(old.number, new.number) for old, new in pairs]
    total = sum(weights)
    shift = sum(w * (new.mean - old.mean) for w, (old, new) in zip(weights, pairs, strict=True)) / total
    variance = sum(
        (w / total) ** 2 * (_spread(old) + _spread(new)) for w, (old, new) in zip(weights, pairs, strict=True)
    )
    if abs(shift) > MOST_SHIFT and abs(shift) > CERTAIN * sqrt(variance):
        return f"Scores moved by {shift:+.1f} of 100 against the four weeks before."
    return ""


def of_canaries(run: CanaryRun, first: CanaryRun | None) -> str:
    if run.succeeded:
        return f"{run.succeeded} of {run.attacks} attacks on the grader succeeded in today's canaries."
    if run.agreement is None or first is None or first.agreement is None:
        return ""
    drop = first.agreement - run.agreement
    if drop > MOST_DROP:
        return f"Agreement on the canaries fell from {first.agreement:.2f} to {run.agreement:.2f}."
    return ""


def _number(scores: Iterable[Scores]) -> int:
    return sum(found.number for found in scores)


def _spread(scores: Scores) -> float:
    """The squared standard error of a mean. One grade alone tells nothing of how far they spread."""
    return (scores.variance if scores.number > 1 else _UNKNOWN) / scores.number


def _pooled(scores: Collection[Scores]) -> Scores:
    """As if they were of one rubric: the spread within rubrics, and between them."""
    number = _number(scores)
    mean = sum(found.number * found.mean for found in scores) / number
    squares = sum(
        (found.number - 1) * found.variance + found.number * (found.mean - mean) ** 2 for found in scores
    )
    return Scores(number, mean, squares / max(number - 1, 1))
