"""The scenarios that this copy of Debrief can post."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from types import MappingProxyType

from bot.domain.ids import ScenarioId
from bot.domain.rotation import Entry
from bot.domain.round_kinds import Kind
from bot.domain.scenario import Scenario
from bot.errors import UserMustAct
from bot.library.drafts import unread
from bot.library.pack import same_ids
from bot.library.problem import Problem
from bot.library.read import Source, files_in, read_source
from bot.library.spelling import nearest
from bot.shipped import folder
from bot.uncollected import uncollected


@dataclass(frozen=True)
class Library:
    # Whatever prints a task prints the house that it serves: all scenarios together would take seconds.
    scenarios: Mapping[ScenarioId, Scenario] = field(repr=False)
    problems: tuple[Problem, ...] = ()
    """What kept other files out. One broken file must not stop the others from being posted."""

    def entries(self) -> tuple[Entry, ...]:
        """What rotation chooses from, in the order of ids."""
        return self._entries

    def of_rounds(self, kind: Kind) -> tuple[Entry, ...]:
        """What was written for one kind of mock round, in the order of ids."""
        return tuple(Entry.of(scenario) for scenario in self.scenarios.values() if scenario.round is kind)

    def daily(self) -> Mapping[ScenarioId, Scenario]:
        """What may be posted, by id: all but those of mock rounds."""
        return {name: scenario for name, scenario in self.scenarios.items() if scenario.round is None}

    @cached_property
    def _entries(self) -> tuple[Entry, ...]:
        """Worked out once: every few hundred groups that are planned ask for them."""
        return tuple(Entry.of(scenario) for scenario in self.scenarios.values() if scenario.round is None)

    def get(self, scenario_id: ScenarioId) -> Scenario:
        """The scenario of that id. Raises UserMustAct when no file holds it."""
        if scenario_id in self.scenarios:
            return self.scenarios[scenario_id]
        close = nearest(scenario_id, tuple(self.scenarios))
        hint = f"Did you mean `{close}`?" if close else "`debrief scenarios list` shows those that are."
        raise UserMustAct(f"There is no scenario `{scenario_id}` in the library. {hint}")

    def version(self, scenario_id: ScenarioId, digest: str) -> Scenario | None:
        """The scenario, if its file still says word for word what it said then."""
        found = self.scenarios.get(scenario_id)
        return found if found is not None and found.digest == digest else None


def shipped() -> Path:
    """The folder of daily scenarios that travels with the code."""
    return folder("scenarios") / "daily"


def for_rounds() -> Path:
    """The folder of scenarios that are asked in mock rounds alone."""
    return folder("scenarios") / "rounds"


def all_shipped() -> tuple[Path, ...]:
    """The folders of both, the daily ones first."""
    return shipped(), for_rounds()


def load(folders: Iterable[Path]) -> Library:
    """Read every scenario in the folders; where two have one id, the first folder's stays."""
    files = [file for place in folders for file in files_in(place)]
    with uncollected():
        read = [read_source(file) for file in files]
    sources = [found for found in read if isinstance(found, Source)]
    problems = [problem for found in read if not isinstance(found, Source) for problem in found]
    problems += [draft for source in sources for draft in unread(source)]
    scenarios: dict[ScenarioId, Scenario] = {}
    for source in sources:
        if source.scenario.draft:
            continue
        scenarios.setdefault(ScenarioId(source.scenario.id), source.scenario)
    problems += same_ids(sources)
    return Library(MappingProxyType(dict(sorted(scenarios.items()))), tuple(sorted(problems)))
