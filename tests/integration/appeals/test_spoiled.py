"""What a case gives away to whoever reads it: they are told first, and aren't examined on it afterwards."""

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType

from bot.domain.cards import Note, SheetCard
from bot.domain.group import Role
from bot.domain.happenings import Action
from bot.domain.ids import ScenarioId
from bot.domain.round_kinds import Kind
from bot.library.library import Library
from bot.practice.plans.known import Whose, known_of
from bot.practice.rounds.begin import choose
from tests.integration.appeals.conftest import Seat
from tests.integration.appeals.desk import appeals, asks, cases, reads, rules
from tests.integration.loops.stage import Looper

MANY = 12


async def chosen(it: Looper, of: Library) -> ScenarioId:
    """What a mock round would ask them now."""
    async with it.house.core.store.work() as work:
        person = await work.people.known(it.account)
        assert person is not None
        found = await choose(replace(it.core, library=of), work, it.group, person, Kind.CASE)
    assert found is not None
    return ScenarioId(found.id)


def pairs(whole: Library, one: ScenarioId) -> Iterator[tuple[ScenarioId, Library]]:
    """Small libraries of this scenario and another."""
    others = [name for name in whole.scenarios if name != one][:MANY]
    for other in others:
        yield other, only(whole, one, other)


def only(whole: Library, *names: ScenarioId) -> Library:
    return Library(MappingProxyType({name: whole.scenarios[name] for name in names}))


async def test_a_scenario_that_an_organiser_may_read_is_asked_of_them_last(
    ana: Looper, lou: Looper, library: Library
) -> None:
    scenario = await asks(ana)
    about = ScenarioId(scenario.id)
    await appeals(ana, scenario.criteria[0].id)

    assert [await chosen(lou, two) for _, two in pairs(library, about)] == [
        other for other, _ in pairs(library, about)
    ]
    assert await chosen(lou, only(library, about)) == about


async def test_it_stays_so_for_whoever_ruled_and_organises_no_more(
    ana: Looper, lou: Looper, library: Library
) -> None:
    scenario = await asks(ana)
    await appeals(ana, scenario.criteria[0].id)
    await rules(lou, {scenario.criteria[0].id: "4"})
    async with lou.house.core.store.work() as work:
        person = await work.people.known(lou.account)
        assert person is not None
        await work.people.set_role(lou.group, person, Role.MEMBER)

    assert all([await chosen(lou, two) == other for other, two in pairs(library, ScenarioId(scenario.id))])


async def test_a_plan_leaves_it_out(ana: Looper, lou: Looper) -> None:
    await appeals(ana, (await asks(ana)).criteria[0].id)
    async with lou.house.core.store.work() as work:
        person = await work.people.known(lou.account)
        assert person is not None
        known = await known_of(lou.core, work, Whose(lou.group, person, "Europe/Berlin", lou.clock.now()))
    assert (await asks(ana)).id in known.seen


async def test_whoever_has_met_the_scenario_reads_at_once(ana: Looper, lou: Looper) -> None:
    await lou.types("mock")
    await lou.plays("333333333")
    await appeals(ana, (await asks(ana)).criteria[0].id)
    shown = await reads(lou)
    assert isinstance(shown, SheetCard)
    assert [button.label for button in shown.buttons] == ["Rule"]


async def test_a_case_that_was_ruled_on_opens_no_more(ana: Looper, lou: Looper) -> None:
    first = (await asks(ana)).criteria[0].id
    await appeals(ana, first)
    (case,) = await cases(lou)
    await rules(lou, {first: "4"})
    gone = await lou.presses(Action.OPEN_ROUND, f"{lou.group}/{case.id}")
    assert isinstance(gone, Note)
    assert "That case is closed" in gone.text


async def test_a_member_opens_none_of_the_organisers_cases(ana: Looper, lou: Looper, looper: Seat) -> None:
    await appeals(ana, (await asks(ana)).criteria[0].id)
    (case,) = await cases(lou)
    bo = await looper("Bo")
    refused = await bo.presses(Action.OPEN_ROUND, f"{bo.group}/{case.id}")
    assert isinstance(refused, Note)
    assert "That case is closed" in refused.text
