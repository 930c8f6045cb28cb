"""Tuesday and Wednesday: lateness, second thoughts, a pause."""

from datetime import date

from bot.practice.organise import pause
from tests.conversation.stage import EVERYONE, Stage
from tests.conversation.twelve import STORM, WAY_UP, Twelve


async def the_night_owl_is_late(week: Stage, them: Twelve) -> None:
    """Half past nine here is half past three where Hana lives: late for points, in time for the streak."""
    await week.at("Tue 09:30")
    await them.hana.says(them.answer(STORM, "weak", "Hana"), on="Mon")
    await week.at("Tue 09:40")
    week.tells(them.hana, await them.debrief(STORM, them.answer(STORM, "weak", "Hana"), "+3 late"))


async def later_than_any_owl(week: Stage, them: Twelve) -> None:
    await week.at("Wed 09:30")
    await them.ivo.says(them.answer(STORM, "weak", "Ivo"), on="Mon")
    await week.at("Wed 09:40")
    week.tells(them.ivo, await them.debrief(STORM, them.answer(STORM, "weak", "Ivo"), "+3 late"))


async def edited_after_the_debrief(week: Stage, them: Twelve) -> None:
    jo = them.jo
    await week.at("Tue 10:00")
    said = await jo.says(them.answer(WAY_UP, "weak"))
    await week.at("Tue 10:10")
    first = await them.debrief(WAY_UP, them.answer(WAY_UP, "weak"))
    week.tells(jo, first)
    await week.at("Tue 10:20")
    await jo.edits(said, them.answer(WAY_UP, "senior"))
    await week.at("Tue 11:00")
    week.is_silent_to(jo)
    await jo.presses("My debrief", on="Tue")
    week.tells(jo, first)
    await jo.presses("Grade again")
    week.tells(jo, "Reading it now.", f"{_points(first)} This try:")


async def three_tries(week: Stage, them: Twelve) -> None:
    kim = them.kim
    await week.at("Tue 12:00")
    await kim.says(them.answer(WAY_UP, "weak", "Kim"))
    await week.at("Tue 12:10")
    first = await them.debrief(WAY_UP, them.answer(WAY_UP, "weak", "Kim"))
    week.tells(kim, first)
    for minute, kind in ((20, "strong"), (40, "senior")):
        await week.at(f"Tue 12:{minute}")
        await kim.presses("Try again")
        await week.at(f"Tue 12:{minute + 1}")
        await kim.says(them.answer(WAY_UP, kind, "Kim"))
        await week.at(f"Tue 12:{minute + 11}")
        week.tells(kim, "Go ahead", f"{_points(first)} This try:")
    await kim.presses("Try again")
    week.tells(kim, "This scenario was graded 3 times for you, which is the most.")
    await kim.says("Then I leave it at that, although the last word on thumbs is not spoken yet.")
    await week.at("Tue 14:00")
    week.is_silent_to(kim)


async def deleted_after_the_debrief(week: Stage, them: Twelve) -> None:
    eli = them.eli
    await week.at("Tue 15:00")
    text = them.answer(WAY_UP, "strong", "Eli")
    said = await eli.says(text)
    await eli.presses("Grade me")
    week.tells(eli, "Reading it now.", await them.debrief(WAY_UP, text))
    await eli.deletes(said)
    await week.at("Tue 15:30")
    week.is_silent_to(eli)
    assert (await week.points())["Eli"] == 0


async def a_day_of_pause(week: Stage, them: Twelve) -> None:
    await week.at("Wed 08:00")
    await pause(week.house.core, week.group, await them.lou.id(), until=date(2026, 4, 1))
    await week.at("Wed 09:01")
    assert week.unread[EVERYONE] == []


def _points(debrief: str) -> str:
    return debrief[debrief.index("Points:") :]
