"""Days that an organiser lets count."""

import asyncio

import pytest

from bot.domain.group import Role
from bot.domain.ids import PersonId
from bot.errors import UserMustAct
from bot.practice.organise import RestDay, rest_on
from bot.practice.streak import repair_streak
from tests.conversation.stage import Stage
from tests.integration.streaks.read import answers, day, sheet, streak, told, words


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
