"""A scenario by its id, as one group means it: its own, or the library's."""

from bot.domain.ids import GroupId, ScenarioId
from bot.domain.scenario import Scenario
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.store.work import Work

UNREADABLE = (
    "This group's own scenario `{scenario}` can't be read by this version of Debrief, so it isn't used. "
    "Nothing was changed. Add its file anew: what is to be mended in it is named then."
)


ROUNDS_ONLY = "`{scenario}` is asked in mock rounds and never posted. Nothing was changed."


async def scenario_in(core: Core, work: Work, group: GroupId, scenario: ScenarioId) -> Scenario:
    """As it's written now. Raises UserMustAct when this group has none of that id that can be read."""
    own = await work.packs.read([(group, scenario)])
    if (group, scenario) not in own:
        return core.library.get(scenario)
    found = own[group, scenario]
    if found is None:
        raise UserMustAct(UNREADABLE.format(scenario=scenario))
    return found


async def daily_in(core: Core, work: Work, group: GroupId, scenario: ScenarioId) -> Scenario:
    """The same, of those that can be posted. Raises UserMustAct for one of a mock round, too."""
    found = await scenario_in(core, work, group, scenario)
    if found.round is not None:
        raise UserMustAct(ROUNDS_ONLY.format(scenario=scenario))
    return found


async def readable_in(core: Core, work: Work, group: GroupId, scenario: ScenarioId) -> Scenario | None:
    """The same; None where it would raise."""
    try:
        return await scenario_in(core, work, group, scenario)
    except UserMustAct:
        return None


async def titles_in(core: Core, work: Work, group: GroupId) -> dict[ScenarioId, str]:
    """All that the group can be posted, in the order of ids."""
    titles = {name: scenario.title for name, scenario in core.library.daily().items()}
    titles |= {own.id: own.title for own in await work.packs.of(group)}
    return dict(sorted(titles.items()))
