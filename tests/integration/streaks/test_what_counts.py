"""What counts for a streak, and what breaks none."""

from datetime import time, timedelta

from bot.domain.ids import GroupId, PersonId
from bot.library.library import Library
from bot.practice.organise import pause, resume
from bot.practice.set_up import Wish, set_up_group
from bot.practice.streak import current_streak, streak_sheet, streaks_of
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import Stage
from tests.integration.streaks.read import answers, board, sheet, streak, told, words
from tests.integration.tenant_sql import listening


async def test_a_long_pause_breaks_nothing_and_takes_one_line(stage: Stage, lou: PersonId) -> None:
    ana = stage.member("Ana")
    await answers(stage, ana, "Mon 10:00")
    await stage.at("Tue 08:00")
    await pause(stage.house.core, stage.group, lou)
    for n in range(1, 18):
        await stage.at(f"{stage.monday + timedelta(days=n)} 09:00")
    await resume(stage.house.core, stage.group, lou)
    await stage.at("2026-04-17 09:30")
    await ana.says(words(ana, 1))
    assert told(await sheet(stage, ana)) == [
        "Fri 17 April: answered in time",
        "Tue 31 March to Thu 16 April: no post: paused",
        "Mon 30 March: answered in time",
    ]
    assert await streak(stage, ana) == 2


async def test_an_outage_breaks_nothing_and_late_news_count_by_their_writing(
    stage: Stage, clock: FakeClock
) -> None:
    ana = stage.member("Ana")
    await answers(stage, ana, "Mon 10:00")
    await stage.at("Tue 09:00")
    clock.at(stage.instant("Tue 12:00").isoformat())
    said = stage.platform.says(ana.account, words(ana, 1), "study", stage.posts["Tue"].thread_ref)
    await stage.at("Fri 17:00")  # nobody was up from Tuesday noon on
    await stage.happens(said)
    assert await streak(stage, ana) == 2
    assert [line for line in told(await sheet(stage, ana)) if "no post" in line] == [
        "Wed 1 April to Fri 3 April: no post: posting time missed"
    ]


async def test_a_copy_counts_for_the_streak_and_a_withdrawn_answer_does_not(
    stage: Stage, library: Library
) -> None:
    ana, ben = stage.member("Ana"), stage.member("Ben")
    title = stage.posts["Mon"].card.title
    text = next(s for s in library.scenarios.values() if s.title == title).answers.strong.text
    await ana.says(text)
    stage.clock.forward(minutes=1)
    said = await ben.says(text)
    await stage.at("Mon 12:00")
    assert (await stage.points())["Ben"] == 0
    assert await streak(stage, ben) == 1
    await ben.deletes(said)
    assert await streak(stage, ben) == 0
    assert await board(stage) == {await ana.id(): 1}


async def test_leavers_have_no_place_and_find_their_streak_again(stage: Stage) -> None:
    ana = stage.member("Ana")
    await answers(stage, ana, "Mon 10:00")
    await ana.leaves()
    assert await board(stage) == {}
    await answers(stage, ana, "Tue 10:00")
    assert await board(stage) == {await ana.id(): 2}


async def test_a_zone_that_was_abolished_keeps_no_board_from_being_shown(stage: Stage) -> None:
    ana = stage.member("Ana")
    await answers(stage, ana, "Mon 10:00")
    async with stage.house.core.store.work() as work:
        await work.people.set_zone(await ana.id(), "Europe/Abolished")
    assert await board(stage) == {await ana.id(): 1}
    assert "answered in time" in told(await sheet(stage, ana))[0]


async def test_each_group_counts_its_own_posts_alone(
    stage: Stage, platform: FakePlatform, lou: PersonId
) -> None:
    """Ana answers in one of her groups alone; and every statement names its group."""
    ana, core = stage.member("Ana"), stage.house.core
    place = (platform.name, platform.installation_ref, "C2")
    wish = Wish("Early birds", *place, platform.account("Ola"), stage.zone, at=time(8))
    other = await set_up_group(core, wish)
    await answers(stage, ana, "Mon 10:00")
    await stage.at("Tue 08:00")
    await answers(stage, ana, "Tue 10:00")
    person = await ana.id()
    async with core.store.work() as work:
        await work.people.join(other, person, stage.clock.now())
    until = (
        "on time by Wednesday 08:00; until Thursday 04:00 (Europe/Berlin) it's late, "
        "and counts for your streak all the same"
    )
    with listening() as listener:
        assert await _everything(stage, stage.group, person) == (2, {person: 2}, ["answered in time"] * 2)
        assert await _everything(stage, other, person) == (
            0,
            {},
            [f"still open: {until}"],
        )
    assert listener.unscoped() == set()


async def _everything(
    stage: Stage, group: GroupId, person: PersonId
) -> tuple[int, dict[PersonId, int], list[str]]:
    now = stage.clock.now()
    async with stage.house.core.store.work() as work:
        length = await current_streak(work, group, person, now)
        lines = told(await streak_sheet(work, group, person, now))
        return length, dict(await streaks_of(work, group, now)), [line.split(": ", 1)[1] for line in lines]
