"""What a group's organisers asked for beside the queue: pins, what never comes, and a themed week."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from bot.domain.ids import ScenarioId
from bot.domain.rotation import NO_WISHES, Wishes
from bot.domain.themes import ThemedWeek


@dataclass(frozen=True, slots=True)
class StandingWishes:
    """They stand until an organiser takes them back, or their day is over."""

    pins: Mapping[date, ScenarioId] = field(default_factory=lambda: MappingProxyType({}))
    unwanted: frozenset[ScenarioId] = frozenset()
    week: ThemedWeek | None = None

    def on(self, day: date, queue: Sequence[ScenarioId]) -> Wishes:
        """What they come to on one local date."""
        if not (self.pins or self.unwanted or self.week or queue):
            return NO_WISHES
        later = {scenario for pinned, scenario in self.pins.items() if pinned > day}
        themed = self.week is not None and self.week.holds(day)
        return Wishes(
            pinned=self.pins.get(day),
            queue=tuple(scenario for scenario in queue if scenario not in later),
            kept_back=self.unwanted | later,
            systems=self.week.theme.systems if self.week and themed else (),
        )

    def theme_on(self, day: date) -> str:
        """The word of that day's theme; empty when it has none."""
        return self.week.theme.word if self.week and self.week.holds(day) else ""
