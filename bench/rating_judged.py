"""How true one candidate's ratings are, in one world."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from statistics import correlation, fmean

from bench.rating_candidates import Estimate, Rate
from bench.rating_world import MEMBERS, Attempt, Noise, Somebody, World, graded

KNOWN = 6
"""Attempts from which on somebody's rating is judged by."""
WEEKS = ((42, 49), (49, 56))


@dataclass(frozen=True, slots=True)
class Judged:
    """One candidate in one world: how its order agrees with the truth, and other virtues.

    Of members with six attempts where nothing else is said; `shown` by two deviations below the estimate.
    """

    shown: float
    estimate: float
    of_three: float
    of_twelve: float
    in_group: float
    covers: float | None
    easy: float
    """By how many of 100 places picking easy ones lifts somebody, against everybody else."""
    improvers: float | None
    week_to_week: float


def judge(made: World, rate: Rate, curve: Callable[[float], float]) -> Judged:
    tries = Counter(it.person for it in made.attempts)
    found = rated(made.attempts, rate)
    known = [one for one in made.people if tries[one.id] >= KNOWN]
    truth = {one.id: one.ability for one in made.people}

    def agrees(people: Iterable[int], by: Callable[[Estimate], float]) -> float:
        ids = list(people)
        return spearman([by(found[id_]) for id_ in ids], [truth[id_] for id_ in ids])

    def at_least(least: int) -> list[int]:
        return [id_ for id_, tried in tries.items() if tried >= least]

    groups = _in_groups(known)
    return Judged(
        shown=agrees(at_least(KNOWN), lambda it: it.careful),
        estimate=agrees(at_least(KNOWN), lambda it: it.value),
        of_three=agrees(at_least(3), lambda it: it.value),
        of_twelve=agrees(at_least(12), lambda it: it.value),
        in_group=fmean(agrees((one.id for one in its), lambda it: it.careful) for its in groups),
        covers=_covers(known, found, curve),
        easy=_lift(known, found, truth),
        improvers=_lag(known, found, curve),
        week_to_week=fmean(_steady(made, rate, *days) for days in WEEKS),
    )


def rated(attempts: Iterable[Attempt], rate: Rate) -> dict[int, Estimate]:
    """Group by group: no group's results tell anything of another's."""
    groups: dict[int, list[Attempt]] = defaultdict(list)
    for it in attempts:
        groups[it.person // MEMBERS].append(it)
    return {person: one for its in groups.values() for person, one in rate(its).items()}


def _in_groups(people: Iterable[Somebody]) -> list[list[Somebody]]:
    groups: dict[int, list[Somebody]] = defaultdict(list)
    for one in people:
        groups[one.group].append(one)
    return [its for its in groups.values() if len(its) >= KNOWN]


def _covers(
    people: Iterable[Somebody], found: Mapping[int, Estimate], curve: Callable[[float], float]
) -> float | None:
    """How often the truth lies where it should 19 times of 20; of members who stay as they are."""
    within = [
        one.low <= curve(it.ability) <= one.high
        for it in people
        if it.gain == 0 and (one := found[it.id]).low is not None and one.high is not None
    ]
    return fmean(within) if within else None


def _lag(
    people: Iterable[Somebody], found: Mapping[int, Estimate], curve: Callable[[float], float]
) -> float | None:
    """By how many points those who improve are rated below what they can do by now."""
    behind = [
        (one.low + one.high) / 2 - curve(it.ability)
        for it in people
        if it.gain and (one := found[it.id]).low is not None and one.high is not None
    ]
    return fmean(behind) if behind else None


def _lift(people: Sequence[Somebody], found: Mapping[int, Estimate], truth: Mapping[int, float]) -> float:
    by_rating, by_truth = (
        dict(zip((one.id for one in people), ranks([of(one.id) for one in people]), strict=True))
        for of in (lambda id_: found[id_].careful, truth.__getitem__)
    )
    gained = {one.id: 100 * (by_rating[one.id] - by_truth[one.id]) / len(people) for one in people}
    easy, others = (
        fmean(gained[one.id] for one in people if one.picks_easy is picks) for picks in (True, False)
    )
    return easy - others


def _steady(made: World, rate: Rate, before: int, after: int) -> float:
    """How a week's order agrees with the next one's, among those who are known in both."""
    tries = Counter(it.person for it in made.attempts if it.day <= before)
    known = [person for person, tried in tries.items() if tried >= KNOWN]
    then, since = (rated((it for it in made.attempts if it.day <= day), rate) for day in (before, after))
    return spearman([then[one].careful for one in known], [since[one].careful for one in known])


def spearman(one: Sequence[float], other: Sequence[float]) -> float:
    return correlation(ranks(one), ranks(other))


def ranks(values: Sequence[float]) -> list[float]:
    """Equals share the middle of their places."""
    places: dict[float, list[int]] = defaultdict(list)
    for place, value in enumerate(sorted(values)):
        places[value].append(place)
    return [fmean(places[value]) for value in values]


def reliability(noise: Noise, draws: int = 8_000) -> float:
    """How two answers of the same member agree, over members."""
    random = Random(0)
    able = [random.gauss(0, 1.08) for _ in range(draws)]
    return correlation(*([graded(random, noise, one) for one in able] for _ in range(2)))


def expected_scores(noise: Noise, draws: int = 1_500) -> Callable[[float], float]:
    """The score that an ability brings on a scenario of middle difficulty, on the mean."""
    random = Random(0)
    curve = [fmean(graded(random, noise, step / 4) for _ in range(draws)) for step in range(-20, 21)]

    def at(ability: float) -> float:
        place = min(39.999, max(0.0, (ability + 5) * 4))
        low = int(place)
        return curve[low] + (place - low) * (curve[low + 1] - curve[low])

    return at
