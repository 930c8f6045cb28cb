"""Which grades were made by a rubric that has changed since."""

from collections import Counter
from collections.abc import Mapping

from bot.domain.grade import Provenance
from bot.domain.ids import GroupId, PostId, ScenarioId
from bot.domain.scenario import Scenario
from bot.grading.rubric import rubric_hash
from bot.library.library import Library
from bot.store.work import Work


def is_outdated(source: Provenance, scenario: Scenario) -> bool:
    """Whether a grade would have to be made again to be by the scenario's rubric as it is now."""
    return source.rubric_hash != rubric_hash(scenario)


def rubrics_of(library: Library) -> Mapping[ScenarioId, str]:
    return {name: rubric_hash(scenario) for name, scenario in library.scenarios.items()}


async def outdated_in(work: Work, library: Library, group: GroupId) -> Mapping[PostId, int]:
    """How many answers of each post have such a grade."""
    found = {(old.post, old.answer) for old in await work.outdated.of(group, rubrics_of(library))}
    return Counter(post for post, _ in found)
