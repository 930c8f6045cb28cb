"""Thursday: sealed answers."""

from bot.domain.mode import Mode, Privacy
from tests.conversation.stage import CHANNEL, EVERYONE, Stage
from tests.conversation.twelve import NIGHT, Twelve

UNTIL = "Kept. Private until Friday 09:00 (Europe/Berlin), then shown in the channel with the others"


async def sealed(week: Stage, them: Twelve) -> None:
    async with week.house.core.store.work() as work:
        await work.groups.change(week.group, mode=Mode.SEALED)
    await week.at("Thu 09:00")
    week.tells(EVERYONE, Privacy.SEALED)
    await _by_form(week, them)
    await _in_the_open_by_mistake(week, them)
    await _hidden(week, them)
    await _too_short(week, them)
    await week.at("Fri 08:59")
    assert week.platform.in_thread(CHANNEL) == []


async def _by_form(week: Stage, them: Twelve) -> None:
    for hour, member, kind in ((10, them.ana, "senior"), (11, them.ben, "strong")):
        await week.at(f"Thu {hour}:00")
        await member.presses("Answer privately", on="Thu")
        week.tells(member, f"Form for “Two in the morning”. {Privacy.SEALED} Draft: ")
        await member.fills_in(them.answer(NIGHT, kind))
        week.tells(member, UNTIL)
        await week.at(f"Thu {hour}:10")
        week.tells(member, await them.debrief(NIGHT, them.answer(NIGHT, kind)))
    await them.ben.leaves()


async def _in_the_open_by_mistake(week: Stage, them: Twelve) -> None:
    cem = them.cem
    await week.at("Thu 12:00")
    await cem.says(them.answer(NIGHT, "weak"))
    await week.settle()
    week.tells(cem, "Everyone in the channel can read it there, and answers to this scenario are sealed.")
    await cem.presses("Use this as my answer")
    await cem.presses("Grade me", on="Thu")
    debrief = await them.debrief(NIGHT, them.answer(NIGHT, "weak"))
    week.tells(cem, "Taken as your answer.", "Reading it now.", debrief)


async def _hidden(week: Stage, them: Twelve) -> None:
    kim = them.kim
    await week.at("Thu 13:00")
    text = them.answer(NIGHT, "strong", "Kim")
    await kim.fills_in(text)
    await kim.presses("Grade me", on="Thu")
    week.tells(kim, UNTIL, "Reading it now.", await them.debrief(NIGHT, text))
    await kim.presses("Leave me out of the reveal")
    week.tells(kim, "Your answer won't be shown with the others. It still counts for you.")


async def _too_short(week: Stage, them: Twelve) -> None:
    jo = them.jo
    await week.at("Thu 21:00")
    await jo.fills_in("Too tired today.")
    week.tells(jo, UNTIL)
    await jo.presses("Skip today", on="Thu")
    week.tells(jo, "Skipped for today, without a reminder.")
