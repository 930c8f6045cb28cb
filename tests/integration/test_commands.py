"""Commands: which group they mean, who may, and what everybody is told who may not."""

import pytest

from bot.domain.commanding import LONGEST_COMMAND
from bot.domain.grade import Band
from bot.domain.group import Role
from bot.domain.happenings import Account
from bot.domain.happenings import Command as Slash
from bot.domain.ids import GroupId
from bot.practice.commands.table import TABLES
from bot.practice.rule_on_answer import Ruled, rule_on_answer
from bot.practice.set_up import Wish, set_up_group
from tests.conversation.stage import CHANNEL, Stage
from tests.integration.typed_in_chat import ANSWER, counts, role_of, said, typed

WRONG = (
    "board x",
    "board week all",
    "settings x",
    "settings zone x",
    "settings board x",
    "forget-me x",
    "mock x",
    "x" * 20_000,
    "x",
)
WRONG_OF_ORGANISERS = (
    "setup x",
    "setup 25:00",
    "setup 9:00 10:00",
    "setup holidays XX",
    "pause x",
    "pause 2020-01-01",
    "pause 2062-01-01",
    "pause until x y z",
    "pause until",
    "pause 0 days",
    "resume",
    "resume x",
    "skip x",
    "skip 2020-01-01",
    "skip undo",
    "skip undo x",
    "skip undo thursday",
    "skip undo 2020-01-01",
    "post-now",
    "post-now x",
    "queue x",
    "queue add x",
    "queue remove 7",
    "season x",
    f"season new {'x' * 400}",
    "repair",
    "repair Lou today ill",
    "repair Lou 2026-03-01 ill",
    f"repair Lou 2026-03-01 {'x' * 500}",
    "weekly x",
    "weekly friday 25:00",
    "staff x",
    "x",
)


async def test_looking_writes_nobody_down(stage: Stage) -> None:
    before = await counts(stage.house, "persons", "identities", "memberships", "events", "groups")
    stranger = stage.member("Stranger")
    for admin in (False, True):
        for text in (
            "",
            "help",
            "board",
            "me",
            "history",
            "export",
            "forget-me now",
            "mock",
            "setup",
            "nosuch",
        ):
            for direct in (False, True):
                await stranger.types(text, admin=admin, direct=direct)
    assert await counts(stage.house, "persons", "identities", "memberships", "events", "groups") == before


async def test_whom_a_group_without_organisers_is_given_to(stage: Stage) -> None:
    lou, ana, bo = (stage.member(name) for name in ("Lou", "Ana", "Bo"))
    await ana.says(ANSWER)
    assert "Only this group's organisers" in await typed(stage, ana.account, "setup")
    await lou.leaves()
    assert "type `/debrief-admin setup`" in await typed(stage, ana.account, "pause")
    assert "answer a scenario first" in await typed(stage, bo.account, "setup")
    await bo.says("Too short to arrive")
    assert "answer a scenario first" in await typed(stage, bo.account, "setup")
    assert "answer a scenario first" in await typed(stage, ana.account, "setup", None)
    assert await role_of(stage, ana) is Role.MEMBER
    assert "You organise this group now." in await typed(stage, ana.account, "setup")
    assert await role_of(stage, ana) is Role.ORGANISER
    async with stage.house.core.store.work() as work:
        assert (await work.audit.of(stage.group))[0].action == "took the group over"
    assert "Paused" in await typed(stage, ana.account, "pause")
    await lou.says(ANSWER.replace("last week", "today"))
    assert "Only this group's organisers" in await typed(stage, lou.account, "setup")


async def test_a_group_without_a_channel_moves_to_where_its_organiser_types_setup(stage: Stage) -> None:
    lou, ana = stage.member("Lou").account, stage.member("Ana")
    await ana.says(ANSWER)
    await stage.happens(stage.platform.closes(CHANNEL))
    assert "No study group practises" in await typed(stage, lou, "pause", "attic")
    assert "Form “A new study group”" in await typed(stage, ana.account, "setup", "cellar")
    assert "In which zone?" in await typed(stage, ana.account, "setup 9:30", "cellar")
    assert "Your group posts in this channel from now on" in await typed(stage, lou, "setup", "attic")
    await stage.at("Tue 09:00")
    assert len(stage.platform.in_channel("attic")) == 1
    assert await counts(stage.house, "groups") == [1]


async def test_a_channel_that_was_given_up_is_taken_up_again(stage: Stage) -> None:
    lou = stage.member("Lou").account
    await stage.happens(stage.platform.closes(CHANNEL))
    stage.platform.gone.clear()
    assert "I post in this channel again." in await typed(stage, lou, "setup")
    await stage.at("Tue 09:00")
    assert len(stage.platform.in_channel(CHANNEL)) == 2


async def other_group(stage: Stage, organiser: Account, name: str, channel: str) -> GroupId:
    wish = Wish(name, stage.platform.name, stage.platform.installation_ref, channel, organiser, "UTC")
    return await set_up_group(stage.house.core, wish)


async def test_in_private_the_only_group_is_meant_and_of_several_none(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    direct = stage.platform.commands(ana.account, "history")
    assert "Mon 30 Mar 2026" in await said(stage, direct)
    await other_group(stage, ana.account, "Evenings", "late")
    told = await said(stage, direct)
    assert "You are in 2 groups: “Mornings”, “Evenings”. Nothing was changed. Type it in the channel" in told
    assert "Mon 30 Mar 2026" in await said(stage, stage.platform.commands(ana.account, "history", CHANNEL))
    assert "answered nothing here yet" in await said(
        stage, stage.platform.commands(ana.account, "history", "late")
    )


async def test_a_ruling_is_what_the_history_tells_of(stage: Stage) -> None:
    ana, lou = stage.member("Ana"), stage.member("Lou")
    await ana.says(ANSWER)
    await ana.presses("Grade me")
    ruled = Ruled(stage.posts["Mon"].id, await ana.id(), Band.STRONG_YES, "The check missed it.")
    await rule_on_answer(stage.house.core, stage.group, await lou.id(), ruled)
    told = await said(stage, stage.platform.commands(ana.account, "history", CHANNEL))
    assert "strong yes (an organiser's ruling) · 20 points" in told
    assert "improved" not in told


async def test_an_organiser_here_is_none_there(stage: Stage) -> None:
    zoe = stage.member("Zoe").account
    await other_group(stage, zoe, "Evenings", "late")
    assert "Only this group's organisers" in await typed(stage, zoe, "queue")
    assert "Comes next" in await typed(stage, zoe, "queue", "late")
    told = await typed(stage, zoe, "repair Lou yesterday ill", "late")
    assert "Nobody in this group is called “Lou”" in told
    assert "Whom you mention isn't in this group" in await typed(
        stage, zoe, "repair <@Lou> today ill", "late"
    )


async def test_a_leaver_looks_at_nothing_of_the_groups_but_the_board(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    await ana.leaves()
    for word in ("me", "history", "last", "streak", "settings", "settings zone UTC"):
        told = await said(stage, stage.platform.commands(ana.account, word, CHANNEL))
        assert "You aren't in it yet, " in told
        assert "`/debrief export` gives you all that I keep about you." in told
    assert "[debrief-about-me.json]" in await said(stage, stage.platform.commands(ana.account, "export"))


async def test_reminders_that_are_switched_off_do_not_come(stage: Stage) -> None:
    ana = stage.member("Ana")
    await ana.says(ANSWER)
    await ana.types("settings reminders on")
    await stage.at("Tue 09:00")
    await ana.types("settings reminders off")
    await stage.at("Wed 08:00")
    assert not [text for text in stage.heard["Ana"] if "there is no answer of yours yet" in text]


async def test_every_refusal_says_that_nothing_changed_and_what_to_type(stage: Stage) -> None:
    lou = stage.member("Lou").account
    before = await counts(stage.house, "audit")
    wrong = [(False, text) for text in WRONG] + [(True, text) for text in WRONG_OF_ORGANISERS]
    for admin, text in wrong:
        told = await said(stage, stage.platform.commands(lou, text, CHANNEL, admin=admin))
        assert "Nothing was changed" in told, (text[:40], told)
        assert "`/debrief" in told, (text[:40], told)
        assert len(told) < 1_500
    assert await counts(stage.house, "audit") == before


@pytest.mark.parametrize(
    ("letters", "answer"),
    [(LONGEST_COMMAND, "There is no `xxx"), (LONGEST_COMMAND + 1, "That's longer than 1,000 letters")],
)
async def test_a_command_takes_so_many_letters(stage: Stage, letters: int, answer: str) -> None:
    assert answer in await typed(stage, stage.member("Lou").account, "help ".ljust(letters, "x"))


async def test_every_example_of_the_table_is_understood(stage: Stage) -> None:
    await stage.member("Ana").says(ANSWER)
    await stage.at("Thu 09:00")
    for slash in Slash:
        for command in TABLES[slash].values():
            for example in command.examples:
                stage.clock.forward(minutes=1)
                lou, admin = stage.member("Lou").account, slash is Slash.ORGANISER
                told = await said(stage, stage.platform.commands(lou, example, CHANNEL, admin=admin))
                assert "can't read" not in told, told
                assert "There is no `" not in told, told
