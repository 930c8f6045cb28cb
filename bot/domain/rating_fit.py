"""The most probable abilities and difficulties together, and what is left unsure.

All spreads are normal and known, so that there is one best fit, a better score never lowers its author,
and a deviation depends on how much was tried and not on how it went.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import sqrt

from bot.domain.ids import PersonId, ScenarioId

STEP = 16.0
"""Points of a score between an author's difficulties."""
CHANCE = 19.0
"""The spread of one result about what was to be expected of that member there."""
ABILITIES = 19.0
"""The spread of members about their group's mean."""
MISTOLD = 10.0
"""The spread of true difficulties about what authors say."""
FORMS_DIFFER = 10.0
"""The spread of how much easier one form, a kind of round for instance, may be than the daily scenario."""
MIDDLE = 2
"""The difficulty on which an ability is told: the score to be expected there."""

_ALIKE, _TOLD_TRUE, _SAME_FORM = (
    (CHANCE / ABILITIES) ** 2,
    (CHANCE / MISTOLD) ** 2,
    (MISTOLD / FORMS_DIFFER) ** 2,
)
"""How many results of their own what is known beforehand is worth."""
_CLOSE, _MOST_SWEEPS = 1e-7, 500


@dataclass(frozen=True, slots=True)
class Result:
    """A score that counts for a rating."""

    person: PersonId
    scenario: ScenarioId
    form: str
    """Empty for the daily scenario, or the kind of round: the same scenario is another task there."""
    difficulty: int
    """By its author."""
    score: int


@dataclass(frozen=True, slots=True)
class Fitted:
    person: PersonId
    ability: float
    deviation: float
    results: Sequence[Result]


def fitted(results: Iterable[Result]) -> list[Fitted]:
    """Of everybody who has a result."""
    # The order decides the last digits of a sum.
    ordered = sorted(results, key=lambda it: (it.person, it.scenario, it.form, it.difficulty, it.score))
    return _Fit(ordered).settled() if ordered else []


class _Fit:
    """Abilities, difficulties and forms take turns: each is moved to its best place among the others."""

    def __init__(self, results: Sequence[Result]) -> None:
        self._people: dict[PersonId, list[Result]] = defaultdict(list)
        tasks: dict[tuple[ScenarioId, str], list[Result]] = defaultdict(list)
        for it in results:
            self._people[it.person].append(it)
            tasks[it.scenario, it.form].append(it)
        person = {name: number for number, name in enumerate(self._people)}
        task = {name: number for number, name in enumerate(tasks)}
        self._tried = [[task[it.scenario, it.form] for it in its] for its in self._people.values()]
        self._earned = [sum(it.score for it in its) for its in self._people.values()]
        self._by = [[person[it.person] for it in its] for its in tasks.values()]
        self._given = [sum(it.score for it in its) for its in tasks.values()]
        self._told = [STEP * (its[0].difficulty - MIDDLE) for its in tasks.values()]
        self._form = [form for _, form in tasks]
        self._able, self._hard = [50.0] * len(person), [*self._told]
        self._expected = [*self._told]
        """Each task's difficulty, by its author's word and its form alone."""

    def settled(self) -> list[Fitted]:
        for _ in range(_MOST_SWEEPS):
            before = self._able
            self._move_abilities()
            self._move_difficulties()
            self._move_forms()
            self._move_all()
            if max(abs(new - old) for new, old in zip(self._able, before, strict=True)) < _CLOSE:
                break
        return [
            Fitted(name, self._able[number], self._deviation(number), its)
            for number, (name, its) in enumerate(self._people.items())
        ]

    def _move_abilities(self) -> None:
        hard, level = self._hard, sum(self._able) / len(self._able)
        self._able = [
            (earned + sum(map(hard.__getitem__, tried)) + _ALIKE * level) / (len(tried) + _ALIKE)
            for earned, tried in zip(self._earned, self._tried, strict=True)
        ]

    def _move_difficulties(self) -> None:
        able = self._able
        self._hard = [
            (sum(map(able.__getitem__, by)) - given + _TOLD_TRUE * expected) / (len(by) + _TOLD_TRUE)
            for given, by, expected in zip(self._given, self._by, self._expected, strict=True)
        ]

    def _move_forms(self) -> None:
        """How much easier each form is than the daily scenario, which is the measure."""
        gaps: dict[str, list[float]] = defaultdict(list)
        for told, hard, form in zip(self._told, self._hard, self._form, strict=True):
            gaps[form].append(told - hard)
        easier = {form: sum(its) / (len(its) + _SAME_FORM) if form else 0.0 for form, its in gaps.items()}
        self._expected = [told - easier[form] for told, form in zip(self._told, self._form, strict=True)]

    def _move_all(self) -> None:
        """Everybody abler and everything harder explains results as well; what authors said decides.

        Taking turns would come there too, in hundreds of sweeps.
        """
        gaps = [expected - hard for expected, hard in zip(self._expected, self._hard, strict=True)]
        by = sum(gaps) / len(gaps)
        self._able = [able + by for able in self._able]
        self._hard = [hard + by for hard in self._hard]

    def _deviation(self, person: int) -> float:
        """Of somebody's own results, and of what isn't known of the tasks."""
        tried = self._tried[person]
        weight = len(tried) + _ALIKE
        of_tasks = sum(1 / (len(self._by[task]) + _TOLD_TRUE) for task in tried)
        return CHANCE * sqrt(1 / weight + of_tasks / weight**2)
