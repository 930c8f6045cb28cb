"""What Discord doesn't let us do: each is told once, by the name that its own settings have for it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

import pytest

from adapters.discord.speak.outcomes import Unsure
from bot.domain.happenings import MessageAt
from bot.errors import BackfillRefused, ChannelGone, InstallationGone, RetryLater, UserMustAct
from tests.contract.cards import a_board, a_scenario
from tests.fakes.discord import faults
from tests.integration.discord.speak_stage import (
    HERE,
    SEND,
    Speaking,
    account,
)

EVERY = 9
"""Times: more than one call is tried."""


async def test_without_the_permission_for_threads_the_card_stands_and_organisers_are_told_once(
    stage: Speaking,
) -> None:
    stage.server.may(stage.guild, "view_channel", "send_messages", "read_message_history")
    stage.server.permits(stage.practice, stage.guild.everyone, deny=["create_public_threads"])
    landed = await stage.platform.publish(stage.channel, a_scenario(), "k")
    assert await stage.platform.find(stage.channel, "k") == landed
    with pytest.raises(UserMustAct, match="“Create Public Threads” in #practice"):
        await stage.platform.publish(stage.thread(landed.thread_ref), HERE, "below")
    ((_, says),) = await stage.refusals()
    assert says.startswith("I lack the permission “Create Public Threads” in #practice.")
    stage.server.permits(stage.practice, stage.guild.everyone)
    stage.clock.forward(minutes=1)
    await stage.platform.publish(stage.thread(landed.thread_ref), HERE, "below")
    assert len(stage.server.threads(stage.practice)) == 1


@pytest.mark.parametrize(
    ("right", "named"),
    [
        ("send_messages", "“Send Messages”"),
        ("send_messages_in_threads", "“Send Messages in Threads”"),
        ("add_reactions", "“Add Reactions”"),
    ],
)
async def test_a_permission_that_lacks_is_named_and_told_once(
    stage: Speaking, right: str, named: str
) -> None:
    root = await stage.platform.publish(stage.channel, a_scenario(), "root")
    inside = await stage.server.posts(stage.ada, stage.at(root.thread_ref), "Mine.")
    stage.server.permits(stage.practice, stage.server.bot_of(stage.guild), deny=[right])
    message, below = MessageAt(stage.practice.id, inside, root.thread_ref), stage.thread(root.thread_ref)
    tries: dict[str, Callable[[], Awaitable[object]]] = {
        "add_reactions": partial(stage.platform.mark, stage.guild.id, message, included=True),
        "send_messages": partial(stage.platform.publish, stage.channel, HERE, "k"),
        "send_messages_in_threads": partial(stage.platform.publish, below, HERE, "k"),
    }
    for _ in range(3):
        with pytest.raises(UserMustAct, match=named):
            await tries[right]()
    assert len(await stage.refusals()) == 1


async def test_what_the_channels_own_rules_take_is_given_back_there_alone(stage: Speaking) -> None:
    """Server Settings, Roles is no help: the role has it there all along."""
    stage.server.permits(stage.practice, stage.guild.everyone, deny=["send_messages"])
    here = (stage.guild.id, stage.practice.id, account(stage.ada))
    with pytest.raises(UserMustAct, match="The channel's own rules take it from me") as refused:
        await stage.platform.check_home(*here)
    assert "under Edit Channel, Permissions" in refused.value.message
    with pytest.raises(UserMustAct) as told:
        await stage.platform.publish(stage.channel, HERE, "k")
    for says in (refused.value.message, told.value.message, (await stage.refusals())[0][1]):
        assert "Server Settings" not in says


async def test_what_the_server_does_not_give_can_be_given_in_either_place(stage: Speaking) -> None:
    stage.server.may(stage.guild, "view_channel", "read_message_history")
    stage.guild.everyone.permissions = 0
    with pytest.raises(UserMustAct, match="under Server Settings, Roles; or in that channel alone"):
        await stage.platform.check_home(stage.guild.id, stage.practice.id, account(stage.ada))


async def test_a_board_without_the_right_to_attach_says_it_in_words(stage: Speaking) -> None:
    stage.server.permits(stage.practice, stage.server.bot_of(stage.guild), deny=["attach_files"])
    await stage.platform.publish(stage.channel, a_board("Ana"), "k")
    assert [bool(it.files) for it in stage.seen()] == [False]
    ((what, _),) = await stage.refusals()
    assert what.startswith("Attach Files")


async def test_a_history_that_may_not_be_read_is_not_taken_for_an_empty_one(stage: Speaking) -> None:
    root = await stage.platform.publish(stage.channel, a_scenario(), "root")
    since = stage.clock.now() - timedelta(hours=1)
    await stage.server.posts(stage.ada, stage.at(root.thread_ref), "Mine.")
    stage.server.faults.call(SEND, faults.dropped(effect=True), times=EVERY)
    with pytest.raises(Unsure):
        await stage.platform.publish(stage.channel, HERE, "k")
    stage.server.faults.clear()
    stage.clock.forward(minutes=30)
    bot = stage.server.bot_of(stage.guild)
    stage.server.permits(stage.practice, bot, deny=["read_message_history"])
    with pytest.raises(BackfillRefused):
        await stage.platform.written_since(stage.thread(root.thread_ref), since)
    with pytest.raises(UserMustAct, match="Read Message History"):
        await stage.platform.find(stage.channel, "k")
    stage.server.permits(stage.practice, bot)
    stage.clock.forward(minutes=2)
    assert len(await stage.platform.written_since(stage.thread(root.thread_ref), since)) == 1
    assert await stage.platform.find(stage.channel, "k") is not None


async def test_a_hidden_channel_is_gone_and_a_lost_server_is_lost(stage: Speaking) -> None:
    stage.server.permits(stage.practice, stage.server.bot_of(stage.guild), deny=["view_channel"])
    with pytest.raises(ChannelGone, match="View Channel"):
        await stage.platform.publish(stage.channel, HERE, "k")
    del stage.guild.members[stage.app.bot.id]
    with pytest.raises(InstallationGone, match="removed from the server"):
        await stage.platform.publish(stage.channel, HERE, "k")


async def test_a_token_that_is_reset_loses_the_server_until_it_is_taken_again(stage: Speaking) -> None:
    await stage.platform.publish(stage.channel, HERE, "k1")
    token, stage.app.token = stage.app.token, "another"
    for key in ("k2", "k3"):
        with pytest.raises(InstallationGone, match="DISCORD_BOT_TOKEN"):
            await stage.platform.publish(stage.channel, HERE, key)
    assert stage.calls(SEND) == 2
    async with stage.house.core.store.work() as work:
        assert await work.installations.is_lost("discord", stage.guild.id)
    assert await stage.discord.tend() == 0
    stage.app.token = token
    assert await stage.discord.tend() == 1
    await stage.platform.publish(stage.channel, HERE, "k2")
    assert len(stage.seen()) == 2


async def test_one_calls_refusal_of_a_token_gives_nothing_up(stage: Speaking) -> None:
    stage.server.faults.call(SEND, faults.refusal(0, "401: Unauthorized", http=401))
    with pytest.raises(RetryLater):
        await stage.platform.publish(stage.channel, HERE, "k")
    await stage.platform.publish(stage.channel, HERE, "k")
    assert len(stage.seen()) == 1
