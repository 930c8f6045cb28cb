"""Which way to make a rating ranks members most truly: six candidates in a world where the truth is known.

`bench/rating_world.py` is the world. A rating is fitted group by group, as the product does; members of all
groups are then ranked together. Figures are medians over worlds, with the least and the most.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median

from bench.rating_candidates import CANDIDATES, SHIPPED, Estimate, Rate, logistic_fit
from bench.rating_judged import Judged, expected_scores, judge, reliability
from bench.rating_world import LITTLE, MIDDLE, MISTAKEN, MUCH, Attempt, Noise, World, true_difficulty, world
from bench.start import OVER

WORLDS = {LITTLE: 2, MIDDLE: 5, MUCH: 2, MISTAKEN: 2}
WANTED = 0.93
CEILING = "told the true difficulties"


def measure_rating() -> dict[str, object]:
    figures: dict[str, object] = {}
    judged: dict[tuple[Noise, str], list[Judged]] = defaultdict(list)
    for noise, worlds in WORLDS.items():
        figures[f"one answer's reliability, {noise.name} noise"] = round(reliability(noise), 2)
        curve = expected_scores(noise)
        for seed in range(1, worlds + 1):
            made = world(seed, noise)
            for name, rate in {**CANDIDATES, CEILING: told(made)}.items():
                judged[noise, name].append(judge(made, rate, curve))
    for (noise, name), its in judged.items():
        figures[f"{noise.name} noise: {name}"] = _row(its)
    shipped, plain = (median(it.shown for it in judged[MIDDLE, name]) for name in (SHIPPED, "plain mean"))
    if shipped < WANTED or shipped <= plain:
        figures[OVER] = (
            f"The shipped rating's order agrees {shipped:.3f} with the truth, the mean's {plain:.3f}."
        )
    return figures


def told(made: World) -> Rate:
    """Who knows every task's true difficulty, and only has the noise to fight with."""

    def rate(attempts: Sequence[Attempt]) -> Mapping[int, Estimate]:
        return logistic_fit(attempts, {it.task: true_difficulty(made, it.task) for it in attempts}, 1e-3)

    return rate


def _row(its: Sequence[Judged]) -> str:
    shown = [it.shown for it in its]
    told = [
        f"shown order {median(shown):.3f} ({min(shown):.3f} to {max(shown):.3f})",
        f"estimate alone {median(it.estimate for it in its):.3f}",
        f"of 3 attempts {median(it.of_three for it in its):.3f}",
        f"of 12 {median(it.of_twelve for it in its):.3f}",
        f"within a group {median(it.in_group for it in its):.3f}",
        f"easy pickers {median(it.easy for it in its):+.1f} places",
        f"week to week {median(it.week_to_week for it in its):.3f}",
    ]
    covers = [it.covers for it in its if it.covers is not None]
    lags = [it.improvers for it in its if it.improvers is not None]
    if covers and lags:
        told += [f"95 % holds {median(covers):.0%}", f"improvers {median(lags):+.1f} points"]
    return "; ".join(told)
