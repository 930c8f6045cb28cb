"""Which systems the library lets a group practise, and how often."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.domain.scenario import Scenario
from bot.domain.systems import SYSTEMS, System

DIFFICULTIES = (1, 2, 3)


@dataclass(frozen=True, slots=True)
class Row:
    """One system, and the scenarios that practise it, the easier ones first."""

    system: System
    scenarios: tuple[Scenario, ...]

    @property
    def lacks(self) -> int:
        return max(0, self.system.least - len(self.scenarios))

    def of(self, difficulty: int) -> int:
        return sum(scenario.difficulty == difficulty for scenario in self.scenarios)


def coverage(scenarios: Iterable[Scenario]) -> tuple[Row, ...]:
    """A row for each system, in the order of their numbers."""
    held: dict[int, list[Scenario]] = {number: [] for number in SYSTEMS}
    for scenario in sorted(scenarios, key=lambda scenario: (scenario.difficulty, scenario.title)):
        held[scenario.system].append(scenario)
    return tuple(Row(SYSTEMS[number], tuple(found)) for number, found in held.items())
