"""What a member is told of a streak, post by post."""

import pytest

from bot.domain.ids import PersonId
from bot.domain.mode import Mode
from bot.practice.organise import RestDay, rest_on
from tests.conversation.stage import Stage
from tests.integration.streaks.read import answers, day, sheet, told, words


async def test_a_streak_is_explained_post_by_post(stage: Stage, lou: PersonId) -> None:
    ana, core = stage.member("Ana"), stage.house.core
    await answers(stage, ana, "Mon 10:00")
    async with core.store.work() as work:
        await work.people.set_zone(await ana.id(), "America/New_York")
    await rest_on(core, stage.group, lou, RestDay(day(stage, "Wed"), "Founders' day"))
    await stage.at("Tue 09:00")
    await stage.at("Wed 09:30")  # half past three in the night in New York
    await ana.says(words(ana, 1), on="Tue")
    await stage.at("Thu 09:00")
    await stage.at("Fri 09:00")
    await answers(stage, ana, "2026-04-06 09:30")
    await stage.at("2026-04-07 09:30")
    card = await sheet(stage, ana)
    until = (
        "on time by Wednesday 03:00; until Wednesday 04:00 (America/New_York) it's late, "
        "and counts for your streak all the same"
    )
    assert card.title == "Your streak: 1 post"
    assert card.sections[0].lines == (
        "1 post in a row; your best is 2.",
        "This week's freeze is there: it keeps one missed post by itself.",
    )
    assert told(card) == [
        f"Tue 7 April: still open: {until}",
        "Mon 6 April: answered in time",
        "Fri 3 April: missed: starts again",
        "Thu 2 April: kept by that week's freeze",
        "Wed 1 April: no post: holiday",
        "Tue 31 March: answered by 04:00 your time",
        "Mon 30 March: answered in time",
    ]
    assert "” by Wednesday 03:00 (America/New_York). With it, your streak is 2 posts." in card.closing


async def test_the_freeze_is_told_while_it_lasts(stage: Stage) -> None:
    ana = stage.member("Ana")
    await answers(stage, ana, "Mon 10:00")
    await stage.at("Tue 09:00")
    await answers(stage, ana, "Wed 10:00")
    await stage.at("Thu 09:00")
    card = await sheet(stage, ana)
    assert card.sections[0].lines[1] == "This week's freeze kept Tuesday. There is a new one on Monday."
    assert told(card)[2] == "Tue 31 March: kept by this week's freeze"


async def test_no_freeze_is_promised_that_would_not_come(stage: Stage) -> None:
    ana, lou = stage.member("Ana"), stage.member("Lou")
    assert (await sheet(stage, lou)).sections[0].lines[1] == "A freeze keeps a streak once you have one."
    await stage.at("Thu 09:00")
    await answers(stage, ana, "Thu 10:00")
    await stage.at("Fri 09:00")  # missed, and so is Monday: the last of one week, the first of the next
    await stage.at("2026-04-06 09:00")
    await stage.at("2026-04-07 09:30")
    await stage.at("2026-04-08 09:30")
    assert "kept by this week's freeze" in " ".join(told(await sheet(stage, ana)))
    assert (await sheet(stage, ana)).sections[0].lines == (
        "1 post in a row; your best so far.",
        "Two in a row were kept; the next miss starts again.",
    )
    await stage.at("2026-04-09 09:30")
    assert (await sheet(stage, ana)).sections[0].lines[1] == "A freeze keeps a streak once you have one."


@pytest.mark.parametrize(
    ("mode", "late"),
    [
        (Mode.OPEN, "and for fewer points"),
        (Mode.SEALED, "without points, because it was sealed"),
    ],
)
async def test_after_the_deadline_no_points_are_promised(stage: Stage, mode: Mode, late: str) -> None:
    ana = stage.member("Ana")
    async with stage.house.core.store.work() as work:
        await work.groups.change(stage.group, mode=mode)
    await stage.at("Tue 09:00")
    await ana.fills_in(words(ana, 1), on="Mon")
    await stage.at("Wed 09:30")  # Tuesday's deadline is over, its night isn't
    card = await sheet(stage, ana)
    until = "until Thursday 04:00 (Europe/Berlin)"
    assert told(card)[1] == f"Tue 31 March: late now: it counts for your streak {until}, {late}"
    assert "” by Thursday 04:00 (Europe/Berlin). With it, your streak is " in card.closing


async def test_a_deadline_that_is_four_in_the_night_is_told_once(stage: Stage) -> None:
    ana = stage.member("Ana")
    await answers(stage, ana, "Mon 10:00")
    async with stage.house.core.store.work() as work:
        await work.people.set_zone(await ana.id(), "America/Argentina/Buenos_Aires")
    await stage.at("Tue 09:30")
    until = "by Wednesday 04:00 (America/Argentina/Buenos_Aires)"
    assert told(await sheet(stage, ana))[0] == f"Tue 31 March: still open: {until}"


async def test_somebody_who_joins_later_starts_then(stage: Stage) -> None:
    ben = stage.member("Ben")
    await stage.at("Tue 09:00")
    await stage.at("Wed 09:00")
    await answers(stage, ben, "Wed 10:00")
    card = await sheet(stage, ben)
    assert card.title == "Your streak: 1 post"
    assert told(card) == ["Wed 1 April: answered in time"]


async def test_somebody_who_never_answered_hears_how_it_starts(stage: Stage) -> None:
    for when in ("Tue 09:00", "Wed 09:00", "Thu 09:00"):
        await stage.at(when)
    card = await sheet(stage, stage.member("Lou"))
    assert card.title == "Your streak starts with your next answer"
    assert told(card)[2:] == ["Tue 31 March: no answer", "Mon 30 March: no answer"]
