"""Ways to make a rating out of results. Each gets one group's, oldest first, and rates whoever has any."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from math import exp, sqrt
from statistics import fmean
from typing import Any

from bench.rating_world import TOLD, Attempt
from bot.domain.ids import PersonId, ScenarioId
from bot.domain.rating_fit import STEP, Result, fitted


@dataclass(frozen=True, slots=True)
class Estimate:
    value: float
    deviation: float = 0.0
    low: float | None = None
    high: float | None = None
    """Between which the score on a scenario of middle difficulty is said to lie, 19 times of 20."""

    @property
    def careful(self) -> float:
        return self.value - 2 * self.deviation


Rate = Callable[[Sequence[Attempt]], Mapping[int, Estimate]]


def plain_mean(attempts: Sequence[Attempt]) -> Mapping[int, Estimate]:
    return {person: Estimate(fmean(it.score for it in its)) for person, its in _by_person(attempts).items()}


def adjusted_mean(attempts: Sequence[Attempt]) -> Mapping[int, Estimate]:
    """With as many points more or fewer as the author's word for the difficulty says, and no learning."""
    return {
        person: Estimate(fmean(it.score + STEP * (it.difficulty - 2) for it in its))
        for person, its in _by_person(attempts).items()
    }


def elo(attempts: Sequence[Attempt]) -> Mapping[int, Estimate]:
    """A member against a scenario; both move less the more is known of them (Pelánek's uncertainty)."""
    able: dict[int, float] = defaultdict(float)
    hard: dict[str, float] = {}
    tries: dict[int, int] = defaultdict(int)
    asked: dict[str, int] = defaultdict(int)
    for it in attempts:
        difficulty = hard.setdefault(it.task, TOLD[it.difficulty])
        surprise = it.score / 100 - _logistic(able[it.person] - difficulty)
        able[it.person] += 2.0 / (1 + 0.2 * tries[it.person]) * surprise
        hard[it.task] -= 0.8 / (1 + 0.4 * asked[it.task]) * surprise
        tries[it.person] += 1
        asked[it.task] += 1
    return {person: Estimate(value) for person, value in able.items()}


def openskill(attempts: Sequence[Attempt]) -> Mapping[int, Estimate]:
    """A day's answers are one game among their authors; a round is a game against its scenario."""
    model = _openskill()
    able: dict[int, Any] = defaultdict(model.rating)
    hard: dict[str, Any] = defaultdict(model.rating)
    days: dict[tuple[int, str], list[Attempt]] = defaultdict(list)
    for it in attempts:
        days[it.day, f"{it.person} in a round" if it.in_round else it.scenario].append(it)
    for its in days.values():
        if its[0].in_round or len(its) == 1:
            only = its[0]
            teams = [[able[only.person]], [hard[only.task]]]
            (able[only.person],), (hard[only.task],) = model.rate(teams, scores=[only.score, 50])
        else:
            teams = [[able[it.person]] for it in its]
            after = model.rate(teams, scores=[it.score for it in its])
            able.update({it.person: team[0] for it, team in zip(its, after, strict=True)})
    return {person: Estimate(one.mu, one.sigma) for person, one in able.items()}


@cache
def _openskill() -> Any:  # noqa: ANN401  its classes are only there with `make bench`
    return import_module("openskill.models").PlackettLuce()


WEIGHT, SPREAD, MISTOLD, GROUPS_DIFFER, FORMS_DIFFER = 4.0, 1.0, 0.5, 0.5, 0.5
"""A result is worth so many yes/no questions. The rest are spreads of what isn't known beforehand."""
SWEEPS = 15


def graded_logistic(attempts: Sequence[Attempt]) -> Mapping[int, Estimate]:
    """Expected share of marks = logistic(ability - difficulty), by the most probable values of both."""
    told = {it.task: TOLD[it.difficulty] for it in attempts}
    return logistic_fit(attempts, told, MISTOLD)


def logistic_fit(
    attempts: Sequence[Attempt], told: Mapping[str, float], mistold: float
) -> Mapping[int, Estimate]:
    people, tasks = _by_person(attempts), _by_task(attempts)
    able, hard, level, easier = dict.fromkeys(people, 0.0), dict(told), 0.0, 0.0
    for _ in range(SWEEPS):
        for person, its in people.items():
            pull, sure = (level - able[person]) / SPREAD**2, SPREAD**-2
            for it in its:
                p = _logistic(able[person] - hard[it.task])
                pull += WEIGHT * (it.score / 100 - p)
                sure += WEIGHT * p * (1 - p)
            able[person] += pull / sure
        for name, its in tasks.items():
            expected = told[name] - easier * its[0].in_round
            pull, sure = (expected - hard[name]) / mistold**2, mistold**-2
            for it in its:
                p = _logistic(able[it.person] - hard[name])
                pull -= WEIGHT * (it.score / 100 - p)
                sure += WEIGHT * p * (1 - p)
            hard[name] += pull / sure
        gaps = [told[name] - hard[name] for name, its in tasks.items() if its[0].in_round]
        easier = sum(gaps) / (len(gaps) + (mistold / FORMS_DIFFER) ** 2)
        level = sum(able.values()) / SPREAD**2 / (len(able) / SPREAD**2 + GROUPS_DIFFER**-2)
    return {person: _logistic_estimate(able[person], its, hard) for person, its in people.items()}


def _logistic_estimate(able: float, its: Sequence[Attempt], hard: Mapping[str, float]) -> Estimate:
    known = [WEIGHT * p * (1 - p) for p in (_logistic(able - hard[it.task]) for it in its)]
    deviation = 1 / sqrt(SPREAD**-2 + sum(known))
    low, high = (100 * _logistic(able + side * 1.96 * deviation) for side in (-1, 1))
    return Estimate(able, deviation, low, high)


def additive(attempts: Sequence[Attempt]) -> Mapping[int, Estimate]:
    """Expected score = ability - difficulty, in points: `bot/domain/rating_fit.py` as it is shipped."""
    results = [
        Result(PersonId(it.person), ScenarioId(it.scenario), "case" * it.in_round, it.difficulty, it.score)
        for it in attempts
    ]
    return {
        one.person: Estimate(
            one.ability,
            one.deviation,
            one.ability - 1.96 * one.deviation,
            one.ability + 1.96 * one.deviation,
        )
        for one in fitted(results)
    }


SHIPPED = "additive"
CANDIDATES: Mapping[str, Rate] = {
    "plain mean": plain_mean,
    "mean by difficulty": adjusted_mean,
    "Elo with difficulty": elo,
    "openskill": openskill,
    "graded logistic": graded_logistic,
    SHIPPED: additive,
}


def _by_person(attempts: Sequence[Attempt]) -> dict[int, list[Attempt]]:
    found: dict[int, list[Attempt]] = defaultdict(list)
    for it in attempts:
        found[it.person].append(it)
    return found


def _by_task(attempts: Sequence[Attempt]) -> dict[str, list[Attempt]]:
    found: dict[str, list[Attempt]] = defaultdict(list)
    for it in attempts:
        found[it.task].append(it)
    return found


def _logistic(x: float) -> float:
    return 1 / (1 + exp(-x))
