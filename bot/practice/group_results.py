"""What groups' latest first tries say of them, by the library's own competencies."""

from collections.abc import Mapping, Sequence
from statistics import fmean

from bot.domain.competency import Competency
from bot.domain.ids import GroupId, ScenarioId
from bot.domain.results import FirstTry, Results
from bot.domain.scenario import Scenario
from bot.store.results import TryRow
from bot.store.work import Work


async def results_of(
    work: Work, scenarios: Mapping[ScenarioId, Scenario], groups: Sequence[GroupId]
) -> Mapping[GroupId, Results]:
    """Of each group that has any."""
    lately = await work.results.lately(groups)
    return {group: Results.of(_tried(row, scenarios) for row in rows) for group, rows in lately.items()}


def _tried(row: TryRow, scenarios: Mapping[ScenarioId, Scenario]) -> FirstTry:
    """A scenario that has left the library still tells how hard the group found it."""
    scenario = scenarios.get(row.scenario)
    found: dict[Competency, list[int]] = {}
    for criterion in scenario.criteria if scenario else ():
        if criterion.id in row.levels:
            found.setdefault(criterion.competency, []).append(row.levels[criterion.id])
    return FirstTry(row.score, {competency: fmean(levels) for competency, levels in found.items()})
