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


async def rubrics_in(work: Work, library: Library, group: GroupId) -> Mapping[ScenarioId, str]:
    """As they are now, of all that a group can have been posted: the library's, and its own."""
    current = {**library.scenarios, **await work.packs.read_all(group)}
    return {name: rubric_hash(scenario) for name, scenario in current.items() if scenario is not None}


async def outdated_in(work: Work, library: Library, group: GroupId) -> Mapping[PostId, int]:
    """How many answers of each post have such a grade."""
    rubrics = await rubrics_in(work, library, group)
    found = {(old.post, old.answer) for old in await work.outdated.of(group, rubrics)}
    return Counter(post for post, _ in found)
