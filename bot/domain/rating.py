"""How able the members of a group are, from their results at first sight: an estimate, and how sure it is.

A score is taken for ability less difficulty, plus chance. Abilities and difficulties are the most probable
ones together: somebody's scores alone are little evidence, an author's word for a difficulty is some, and
each result adds to both. docs/explanation/rating.md says how this way and its constants were chosen.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.ids import PersonId
from bot.domain.rating_fit import Result, fitted

FEWEST_RESULTS = 6
FEWEST_DIFFICULTIES = 2
"""Not three: rotation gives a struggling group none of the hardest. Six results of anybody's bring the
deviation below 8, so that it takes no bound of its own."""


@dataclass(frozen=True, slots=True)
class Rating:
    expected: float
    """The score, of 100, that is to be expected on a daily scenario of middle difficulty."""
    deviation: float
    results: int
    difficulties: int

    @property
    def careful(self) -> float:
        """What the true one is very likely above: few results never put anybody ahead."""
        return self.expected - 2 * self.deviation

    @property
    def shown(self) -> int:
        return min(100, max(1, round(self.careful)))

    @property
    def is_sure(self) -> bool:
        """Until then it is provisional, and stands on no board."""
        return self.results >= FEWEST_RESULTS and self.difficulties >= FEWEST_DIFFICULTIES


def ratings(results: Iterable[Result]) -> dict[PersonId, Rating]:
    """Of everybody who has a result. The order of results makes no difference, to the last digit."""
    return {
        one.person: Rating(
            one.ability, one.deviation, len(one.results), len({it.difficulty for it in one.results})
        )
        for one in fitted(results)
    }
