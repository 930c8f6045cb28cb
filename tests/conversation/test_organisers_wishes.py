"""Pins, what never comes, and a themed week: what organisers type, and what is posted then."""

from bot.domain.ids import ScenarioId
from bot.domain.themes import THEMES
from tests.conversation.stage import EVERYONE, Stage


async def posted(stage: Stage) -> list[ScenarioId]:
    async with stage.house.core.store.work() as work:
        return (await work.posts.seen([stage.group]))[stage.group]


async def test_an_organiser_pins_a_scenario_to_a_day(stage: Stage) -> None:
    lou = stage.member("Lou")
    await lou.types("queue pin No way up on thursday", admin=True)
    stage.tells(lou, "Pinned to Thursday 2 April: ")
    await lou.types("queue pin no-way-up saturday", admin=True)
    stage.tells(lou, "Saturday 4 April has no post. Nothing was changed. Give a posting day.")
    await lou.types("queue pin no-way-up monday", admin=True)
    stage.tells(lou, "Monday 30 March is over, or has had its post or its skip. Nothing was changed.")
    await lou.types("queue pin no-way-up", admin=True)
    stage.tells(lou, "I can't read that day. Nothing was changed.")
    await lou.types("queue pin no-way-upp friday", admin=True)
    stage.tells(lou, "Did you mean `no-way-up`? Nothing was changed.")
    await lou.types("queue add no-way-up", admin=True)
    stage.tells(lou, "Added: ")
    for day in ("Tue 09:00", "Wed 09:00", "Thu 09:00"):
        await stage.at(day)
        stage.tells(EVERYONE, "Scenario “")
    assert [name == "no-way-up" for name in await posted(stage)] == [False, False, False, True]
    await lou.types("queue", admin=True)
    stage.tells(lou, "Nothing waits")
    assert "Pinned" not in stage.heard[lou.ref][-1]
    stage.said_nothing_else()


async def test_a_pin_is_taken_back(stage: Stage) -> None:
    lou = stage.member("Lou")
    await lou.types("queue pin no-way-up tuesday", admin=True)
    stage.tells(lou, "Pinned to Tuesday 31 March")
    await lou.types("queue unpin tuesday", admin=True)
    stage.tells(lou, "Nothing is pinned to Tuesday 31 March any more.")
    await lou.types("queue unpin tuesday", admin=True)
    stage.tells(lou, "Nothing is pinned to Tuesday 31 March. Nothing was changed.")
    stage.said_nothing_else()


async def test_what_a_group_does_not_want_is_never_chosen(stage: Stage) -> None:
    lou = stage.member("Lou")
    [had] = await posted(stage)
    every = [name for name in stage.house.core.library.scenarios if name != had]
    wanted = every.pop()
    await lou.types(f"queue add {every[0]}", admin=True)
    stage.tells(lou, "Added: ")
    for name in every:
        await lou.types(f"queue never {name}", admin=True)
        stage.tells(lou, "I won't choose ")
    assert "Nothing waits" in stage.heard[lou.ref][-1]
    await stage.at("Tue 09:00")
    stage.tells(EVERYONE, "Scenario “")
    assert (await posted(stage))[-1] == wanted
    await lou.types(f"queue allow {every[0]}", admin=True)
    stage.tells(lou, "I may choose ")
    await lou.types(f"queue allow {every[0]}", admin=True)
    stage.tells(lou, f"`{every[0]}` may be chosen already. Nothing was changed.")
    await stage.at("Wed 09:00")
    stage.tells(EVERYONE, "Scenario “")
    assert (await posted(stage))[-1] == every[0]
    stage.said_nothing_else()


async def test_a_themed_week_says_so_on_each_card(stage: Stage) -> None:
    lou = stage.member("Lou")
    await lou.types("theme", admin=True)
    stage.tells(lou, "No theme: scenarios of every kind take turns.")
    assert "`containment`: " in stage.heard[lou.ref][-1]
    await lou.types("theme contanment", admin=True)
    stage.tells(lou, "There is no theme `contanment`. Did you mean `containment`? Nothing was changed.")
    await lou.types("theme containment soon", admin=True)
    stage.tells(lou, "I can't read from which day. Nothing was changed.")
    await lou.types("theme containment wednesday", admin=True)
    stage.tells(lou, "Containment week, Wednesday 1 April to Tuesday 7 April.")
    themed = []
    for day in ("Tue 09:00", "Wed 09:00", "Thu 09:00"):
        await stage.at(day)
        stage.tells(EVERYONE, "Scenario “")
        themed.append("Containment week: " in stage.heard[EVERYONE][-1])
    assert themed == [False, True, True]
    systems = [stage.house.core.library.get(name).system for name in (await posted(stage))[-2:]]
    assert set(systems) <= THEMES["containment"].systems
    await lou.types("theme off", admin=True)
    stage.tells(lou, "No theme any more")
    await lou.types("theme off", admin=True)
    stage.tells(lou, "No theme is set. Nothing was changed.")
    await stage.at("Fri 09:00")
    stage.tells(EVERYONE, "Scenario “")
    assert "Containment week" not in stage.heard[EVERYONE][-1]
    stage.said_nothing_else()


async def test_only_organisers_wish(stage: Stage) -> None:
    ana = stage.member("Ana")
    for words in ("theme containment", "queue never no-way-up", "queue pin no-way-up friday"):
        await ana.types(words, admin=True)
        stage.tells(ana, "Only this group's organisers can do that. Nothing was changed.")
    stage.said_nothing_else()
