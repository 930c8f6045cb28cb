"""Streaks as members and organisers meet them, on the real use cases."""

import asyncio
import re
from datetime import date, time, timedelta

import pytest

from adapters.main import House
from bot.domain.cards import SheetCard
from bot.domain.group import Role
from bot.domain.ids import GroupId, PersonId
from bot.domain.mode import Mode
from bot.errors import UserMustAct
from bot.library.library import Library
from bot.practice.organise import RestDay, pause, rest_on, resume
from bot.practice.set_up import Wish, set_up_group
from bot.practice.streak import current_streak, repair_streak, streak_sheet, streaks_of
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import DAYS, Member, Stage, first_day
from tests.integration.tenant_sql import listening


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    return await first_day(house, clock, platform)


@pytest.fixture
async def lou(stage: Stage) -> PersonId:
    return await stage.member("Lou").id()


def words(who: Member, number: int) -> str:
    return " ".join(f"{who.ref}{number}word{n}" for n in range(12))


async def answers(stage: Stage, who: Member, *whens: str) -> None:
    """At each of these times, to the post of that day."""
    for number, when in enumerate(whens):
        await stage.at(when)
        await who.says(words(who, number), on=f"{stage.instant(when):%a}")


async def streak(stage: Stage, who: Member) -> int:
    async with stage.house.core.store.work() as work:
        return await current_streak(work, stage.group, await who.id(), stage.clock.now())


async def sheet(stage: Stage, who: Member) -> SheetCard:
    async with stage.house.core.store.work() as work:
        return await streak_sheet(work, stage.group, await who.id(), stage.clock.now())


async def board(stage: Stage) -> dict[PersonId, int]:
    async with stage.house.core.store.work() as work:
        return dict(await streaks_of(work, stage.group, stage.clock.now()))


def told(card: SheetCard) -> list[str]:
    """What is said of each day, without the scenarios' titles."""
    lines = card.sections[1].lines if len(card.sections) > 1 else ()
    return [re.sub("“.*”: ", "", line) for line in lines]


def day(stage: Stage, name: str, weeks: int = 0) -> date:
    return stage.monday + timedelta(days=DAYS.index(name) + 7 * weeks)


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
    until = "by Wednesday 03:00 for points; for your streak alone until Wednesday 04:00 (America/New_York)"
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
    assert f"” {until}. With it, your streak is 2 posts." in card.closing


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
        (Mode.OPEN, "late, with fewer points"),
        (Mode.SEALED, "it was sealed, so no points come with it"),
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
    said = f"for your streak alone until Thursday 04:00 (Europe/Berlin): {late}"
    assert told(card)[1] == f"Tue 31 March: still open {said}"
    assert f"” {said}. With it, your streak is " in card.closing


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


async def test_a_repair_counts_once_and_is_written_down(stage: Stage, lou: PersonId) -> None:
    ana, core, group = stage.member("Ana"), stage.house.core, stage.group
    await answers(stage, ana, "Mon 10:00")
    for when in ("Tue 09:00", "Wed 09:00", "Thu 09:00", "Fri 09:00"):
        await stage.at(when)
    person, tuesday = await ana.id(), day(stage, "Tue")
    both = await asyncio.gather(
        *(repair_streak(core, group, lou, person, tuesday, "Her\x00 train  stood still") for _ in range(2)),
        return_exceptions=True,
    )
    assert sorted(map(type, both), key=str) == [UserMustAct, int]
    assert await streak(stage, ana) == 2
    assert told(await sheet(stage, ana))[2:4] == [
        "Wed 1 April: kept by this week's freeze",
        "Tue 31 March: repaired by an organiser",
    ]
    async with core.store.work() as work:
        entries = [one for one in await work.audit.of(group) if one.action == "streak repaired"]
    (entry,) = entries
    assert entry.actor == lou
    assert entry.details["person"] == person
    assert entry.details["day"] == "2026-03-31"
    assert "train stood still" in entry.details["reason"]
    assert (await stage.points())["Ana"] == 10


async def test_what_is_not_missed_is_not_repaired(stage: Stage, lou: PersonId) -> None:
    ana, ben = stage.member("Ana"), stage.member("Ben")
    await rest_on(stage.house.core, stage.group, lou, RestDay(day(stage, "Tue")))
    await answers(stage, ana, "Mon 10:00", "Wed 10:00")
    await ben.says(words(ben, 0))
    await stage.at("Thu 09:30")
    person = await ana.id()
    for who, which, reason, said in (
        (person, day(stage, "Mon"), "ill", "counts for Sample Ana already"),
        (person, day(stage, "Tue"), "ill", r"had no post \(skipped by an organiser\)"),
        (person, day(stage, "Thu"), "ill", "still open for Sample Ana"),
        (person, day(stage, "Sat"), "ill", "There was no post on Saturday 4 April"),
        (await ben.id(), day(stage, "Mon"), " \n ", "needs a reason"),
        (await ben.id(), day(stage, "Mon"), "x" * 301, "at most 300 characters"),
        (PersonId(999_999), day(stage, "Mon"), "ill", "isn't a member"),
    ):
        with pytest.raises(UserMustAct, match=said) as refused:
            await repair_streak(stage.house.core, stage.group, lou, who, which, reason)
        assert "Nothing was changed" in refused.value.message
    with pytest.raises(UserMustAct, match="Only this group's organisers"):
        await repair_streak(stage.house.core, stage.group, person, person, day(stage, "Mon"), "ill")


async def test_what_was_over_before_somebody_joined_is_not_repaired(stage: Stage, lou: PersonId) -> None:
    ana, repair = stage.member("Ana"), (stage.house.core, stage.group, lou)
    await answers(stage, ana, "Wed 10:00")
    await ana.leaves()
    await stage.at("Thu 10:00")
    await answers(stage, ana, "Fri 10:00")
    await stage.at("Sat 12:00")
    person = await ana.id()
    with pytest.raises(UserMustAct, match=r"before Sample Ana joined\. Nothing was changed"):
        await repair_streak(*repair, person, day(stage, "Mon"), "ill")
    # Missed between leaving and coming back.
    assert await repair_streak(*repair, person, day(stage, "Thu"), "ill") == 3


async def test_nobody_repairs_their_own_streak_while_another_could(stage: Stage, lou: PersonId) -> None:
    ana, core, monday = stage.member("Ana"), stage.house.core, day(stage, "Mon")
    await answers(stage, ana, "Tue 10:00")
    await stage.at("Wed 09:00")
    async with core.store.work() as work:
        await work.people.set_role(stage.group, await ana.id(), Role.ORGANISER)
    with pytest.raises(UserMustAct, match="Nobody repairs their own streak"):
        await repair_streak(core, stage.group, lou, lou, monday, "I was ill")
    async with core.store.work() as work:
        await work.people.set_role(stage.group, await ana.id(), Role.MEMBER)
    assert await repair_streak(core, stage.group, lou, lou, monday, "I was ill") == 1


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
    until = "by Wednesday 08:00 for points; for your streak alone until Thursday 04:00 (Europe/Berlin)"
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
