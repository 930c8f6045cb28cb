"""Who belongs to a group: whoever takes part with an answer, until they leave."""

import pytest

from bot.domain.group import Role
from bot.domain.happenings import Action
from bot.errors import RetryLater, UserMustAct
from bot.practice.organise import pause
from bot.testing import FakePlatform
from tests.conversation.stage import CHANNEL, Member, Stage
from tests.integration.typed_in_chat import counts

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."


async def role_of(stage: Stage, member: Member) -> Role | None:
    async with stage.house.core.store.work() as work:
        found = await work.people.member(stage.group, await member.id())
    return found.role if found else None


async def is_known(stage: Stage, member: Member) -> bool:
    async with stage.house.core.store.work() as work:
        return await work.people.known(member.account) is not None


@pytest.mark.parametrize("label", ["Hint", "My debrief", "Skip today", "Answer privately", "Grade me"])
async def test_pressing_a_button_makes_nobody_a_member_and_nobody_known(stage: Stage, label: str) -> None:
    ana = stage.member("Ana")
    await ana.presses(label)
    assert stage.heard["Ana"] != []
    assert not await is_known(stage, ana)


@pytest.mark.parametrize("action", Action)
async def test_no_press_of_a_stranger_makes_them_known(stage: Stage, action: Action) -> None:
    ana, post = stage.member("Ana"), stage.posts["Mon"].id
    for subject in (f"{post}", f"{post}/1/1", "no number"):
        await stage.happens(stage.platform.press(ana.account, action, subject), ana.ref)
    assert len(stage.heard["Ana"]) == 3
    assert not await is_known(stage, ana)


async def test_an_answer_makes_a_member(stage: Stage) -> None:
    ana, bo = stage.member("Ana"), stage.member("Bo")
    await ana.says(ANSWER)
    await bo.fills_in(ANSWER)
    assert await role_of(stage, ana) is Role.MEMBER
    assert await role_of(stage, bo) is Role.MEMBER


async def test_grading_an_answer_brings_its_author_back(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    await ana.leaves()
    await ana.presses("Hint")
    assert await role_of(stage, ana) is None
    await ana.presses("Grade me")
    assert await role_of(stage, ana) is Role.MEMBER


async def test_nobody_joins_by_a_form_for_a_channel_that_they_are_not_in(stage: Stage) -> None:
    ana = stage.member("Ana")
    stage.platform.outside.add((CHANNEL, "Ana"))
    await ana.fills_in(ANSWER)
    stage.tells(ana, "You are in no channel of this group")
    assert ANSWER in stage.heard["Ana"][-1]
    assert not await is_known(stage, ana)

    stage.platform.outside.clear()
    await ana.fills_in(ANSWER)
    assert await role_of(stage, ana) is Role.MEMBER


async def test_whoever_was_put_out_of_the_channel_comes_back_by_no_old_card(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    await ana.leaves()
    stage.platform.outside.add((CHANNEL, "Ana"))
    for _ in range(2):
        await ana.presses("Grade me")
        await ana.fills_in(ANSWER)
        stage.tells(ana, "You are in no channel of this group", "You are in no channel of this group")
    assert await role_of(stage, ana) is None
    assert await counts(stage.house, "grades") == [0]

    stage.platform.outside.clear()
    await ana.presses("Grade me")
    assert await role_of(stage, ana) is Role.MEMBER


async def test_a_group_whose_channel_is_gone_takes_nobody_in(stage: Stage) -> None:
    ana, bo = stage.member("Ana"), stage.member("Bo")
    await ana.says(ANSWER)
    stage.platform.gone.add(CHANNEL)
    await bo.fills_in(ANSWER)
    assert not await is_known(stage, bo)
    await ana.fills_in(f"{ANSWER} And I would say so.")
    assert "You are in no channel" not in stage.heard["Ana"][-1]


async def test_where_nobody_can_say_who_is_in_a_channel_whoever_answers_is_in(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def cannot_say(*_of: object) -> bool | None:
        return None

    async def may_not_ask(*_of: object) -> bool | None:
        raise UserMustAct("The app lacks a permission: groups:read.")

    for name, unable in (("Ana", cannot_say), ("Bo", may_not_ask)):
        monkeypatch.setattr(FakePlatform, "is_in", unable)
        await stage.member(name).fills_in(ANSWER)
        assert await role_of(stage, stage.member(name)) is Role.MEMBER


async def test_a_member_is_asked_about_nowhere(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)

    async def away(*_of: object) -> bool | None:
        raise RetryLater("The chat is away.")

    monkeypatch.setattr(FakePlatform, "is_in", away)
    await ana.fills_in(f"{ANSWER} And I would say so.")
    await ana.presses("Grade me")
    with pytest.raises(RetryLater):
        await stage.member("Bo").fills_in(ANSWER)
    assert not await is_known(stage, stage.member("Bo"))


async def test_an_organiser_who_left_comes_back_as_a_member(stage: Stage) -> None:
    lou = stage.member("Lou")
    await lou.leaves()
    await lou.presses("Hint")
    with pytest.raises(UserMustAct, match="organisers"):
        await pause(stage.house.core, stage.group, await lou.id())
    await lou.says(ANSWER)
    assert await role_of(stage, lou) is Role.MEMBER
    with pytest.raises(UserMustAct, match="organisers"):
        await pause(stage.house.core, stage.group, await lou.id())


async def test_an_organiser_who_takes_part_stays_one(stage: Stage) -> None:
    lou = stage.member("Lou")
    await lou.says(ANSWER)
    await lou.fills_in(ANSWER)
    await lou.presses("Grade me", on="Mon")
    assert await role_of(stage, lou) is Role.ORGANISER


async def test_whoever_left_is_not_reminded(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    async with stage.house.core.store.work() as work:
        await work.people.set_reminders(stage.group, await ana.id(), wanted=True)
    await stage.at("Tue 09:00")
    await ana.leaves()
    before = len(stage.heard["Ana"])
    await stage.at("Wed 08:00")
    assert stage.heard["Ana"][before:] == []
    async with stage.house.core.store.engine.begin() as connection:
        kept = await connection.exec_driver_sql("select state from deliveries where kind = 'reminder'")
        assert kept.scalars().all() == ["dropped"]
