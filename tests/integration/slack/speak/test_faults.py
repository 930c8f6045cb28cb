"""What goes wrong on the way to Slack: nothing is lost, nothing stands there twice."""

from datetime import timedelta

import pytest

from adapters.slack.speak.outcomes import Unsure
from adapters.slack.speak.wire import Wire
from bot.domain.cards import Note
from bot.domain.happenings import MessageAt
from bot.errors import ChannelGone, DebriefError, InstallationGone, RetryLater, UserMustAct
from tests.contract.cards import a_board
from tests.fakes.slack import faults
from tests.fakes.slack.faults import Fault
from tests.integration.slack.speak_stage import HERE, Speaking

LONG = Note("A sentence that takes up room. " * 1_500)
POST, UPLOAD = "chat.postMessage", "files.completeUploadExternal"
UNSURE = [
    faults.status(500),
    faults.status(502),
    faults.status(503),
    faults.status(504),
    faults.html(),
    faults.dropped(effect=False),
    faults.error("internal_error"),
    faults.error("fatal_error"),
    faults.error("something_new"),
]
LANDED = [
    faults.status(500, effect=True),
    faults.html(effect=True),
    faults.dropped(effect=True),
    faults.error("internal_error", effect=True),
]


@pytest.mark.parametrize("fault", UNSURE, ids=str)
async def test_a_post_that_may_have_landed_is_looked_for_and_then_made(stage: Speaking, fault: Fault) -> None:
    stage.server.faults.call(POST, fault)
    with pytest.raises(Unsure):
        await stage.slack.platform.publish(stage.channel, HERE, "k")
    assert await stage.slack.platform.find(stage.channel, "k") is None
    landed = await stage.slack.platform.publish(stage.channel, HERE, "k")
    assert [message.ts for message in stage.seen()] == [landed.message_ref]


@pytest.mark.parametrize("where", ["channel", "thread", "direct"])
@pytest.mark.parametrize("fault", LANDED, ids=str)
async def test_a_lost_reply_is_found_again(stage: Speaking, fault: Fault, where: str) -> None:
    root = await stage.slack.platform.publish(stage.channel, HERE, "root")
    place = stage.place(where, root.thread_ref)
    stage.server.faults.call(POST, fault)
    with pytest.raises(Unsure):
        await stage.slack.platform.publish(place, Note("Once."), "k")
    found = await stage.slack.platform.find(place, "k")
    assert found is not None
    assert await stage.slack.platform.publish(place, Note("Once."), "k") == found
    said = [*stage.seen(), *stage.told_directly()]
    assert [message.ts for message in said if message.words == "Once."] == [found.message_ref]


async def test_even_who_does_not_ask_first_posts_once(stage: Speaking) -> None:
    stage.server.faults.call(POST, faults.dropped(effect=True))
    with pytest.raises(Unsure):
        await stage.slack.platform.publish(stage.channel, HERE, "k")
    await stage.slack.platform.publish(stage.channel, HERE, "k")
    assert len(stage.seen()) == 1


@pytest.mark.parametrize("effect", [True, False])
@pytest.mark.parametrize("nth", [1, 2, 3])
async def test_several_parts_go_on_where_they_stopped(stage: Speaking, nth: int, *, effect: bool) -> None:
    platform = stage.slack.platform
    stage.server.faults.call(POST, faults.dropped(effect=effect), nth=nth)
    with pytest.raises(Unsure):
        await platform.publish(stage.channel, LONG, "k")
    assert await platform.find(stage.channel, "k") is None
    await platform.publish(stage.channel, LONG, "k")
    once = [message.words for message in stage.seen()]
    assert len(once) > 3
    assert len(set(once)) == len(once)
    assert once == [message.words for message in sorted(stage.seen(), key=lambda message: message.ts)]
    await platform.publish(stage.direct, LONG, "k")
    assert [message.words for message in stage.told_directly()] == once


@pytest.mark.parametrize("effect", [True, False])
async def test_a_picture_is_shown_once(stage: Speaking, *, effect: bool) -> None:
    stage.server.faults.call(UPLOAD, faults.dropped(effect=effect))
    with pytest.raises(Unsure):
        await stage.slack.platform.publish(stage.channel, a_board(), "k")
    assert (await stage.slack.platform.find(stage.channel, "k") is not None) == effect
    await stage.slack.platform.publish(stage.channel, a_board(), "k")
    assert len([file for message in stage.seen() for file in message.files]) == 1
    assert len(stage.seen()) == 2


async def test_another_process_finds_what_this_one_lost(stage: Speaking) -> None:
    """All that is known of it stands in the database and on Slack."""
    stage.server.faults.call(POST, faults.dropped(effect=True))
    with pytest.raises(Unsure):
        await stage.slack.platform.publish(stage.channel, HERE, "k")
    for n in range(250):
        await stage.server.posts(stage.ada, stage.practice, f"Chatter {n}")
    stage.clock.forward(hours=20)
    assert await stage.slack.platform.find(stage.channel, "k") is not None


async def test_a_storm_of_429_is_waited_out_or_told(stage: Speaking) -> None:
    stage.server.faults.call(POST, faults.limited(2), times=2)
    began = stage.clock.now()
    await stage.slack.platform.publish(stage.channel, HERE, "k")
    assert stage.clock.now() - began >= timedelta(seconds=4)
    stage.server.faults.call(POST, faults.limited(1), times=50)
    with pytest.raises(RetryLater):
        await stage.slack.platform.publish(stage.channel, HERE, "k2")
    assert [rule.seen for rule in stage.server.faults._calls] == [2, 3]
    stage.server.faults.clear()
    stage.server.faults.call(POST, faults.limited(40))
    with pytest.raises(RetryLater) as told:
        await stage.slack.platform.publish(stage.channel, HERE, "k3")
    assert timedelta(seconds=30) <= told.value.after <= timedelta(seconds=60)
    with pytest.raises(RetryLater):  # nobody asks Slack again before it wants to be asked
        await stage.slack.platform.publish(stage.channel, HERE, "k4")
    before = stage.calls(POST)
    stage.clock.forward(seconds=41)
    await stage.slack.platform.publish(stage.channel, HERE, "k4")
    assert stage.calls(POST) == before + 1


@pytest.mark.parametrize("fault", [*UNSURE[:6], *LANDED[:3]], ids=str)
async def test_what_does_no_harm_is_repeated_at_once(stage: Speaking, fault: Fault) -> None:
    ts = await stage.server.posts(stage.ada, stage.practice, "My answer.")
    for method in ("reactions.add", "conversations.history"):
        stage.server.faults.call(method, fault)
    at = MessageAt(stage.practice.id, ts)
    await stage.slack.platform.mark(stage.team.id, at, included=True)
    assert await stage.slack.platform.read(stage.team.id, at) == "My answer."


async def test_a_stall_ends_by_itself(stage: Speaking) -> None:
    stage.slack.caller.wire = Wire(stage.server.url, timeout=1.5)
    stage.server.faults.call(POST, faults.stalled(30, effect=True))
    with pytest.raises(Unsure):
        await stage.slack.platform.publish(stage.channel, HERE, "k")
    assert await stage.slack.platform.find(stage.channel, "k") is not None
    await stage.slack.caller.wire.aclose()


async def test_a_token_revoked_mid_post_is_noted_once_and_nothing_follows(stage: Speaking) -> None:
    await stage.slack.platform.publish(stage.channel, HERE, "k1")
    stage.install.token.dead = "token_revoked"
    for key in ("k2", "k3"):
        with pytest.raises(InstallationGone):
            await stage.slack.platform.publish(stage.channel, HERE, key)
    assert stage.calls(POST) == 2
    async with stage.house.core.store.work() as work:
        assert await work.installations.is_lost("slack", stage.team.id)
    stage.install.token.dead = ""
    await stage.slack.tokens.tend()
    await stage.slack.platform.publish(stage.channel, HERE, "k2")
    async with stage.house.core.store.work() as work:
        assert not await work.installations.is_lost("slack", stage.team.id)


async def test_one_methods_refusal_of_a_token_gives_nothing_up(stage: Speaking) -> None:
    stage.server.faults.call(POST, faults.error("invalid_auth"))
    with pytest.raises(RetryLater):
        await stage.slack.platform.publish(stage.channel, HERE, "k")
    async with stage.house.core.store.work() as work:
        assert not await work.installations.is_lost("slack", stage.team.id)
    await stage.slack.platform.publish(stage.channel, HERE, "k")
    assert len(stage.seen()) == 1


@pytest.mark.parametrize(
    ("code", "family"),
    [("not_in_channel", ChannelGone), ("missing_scope", UserMustAct), ("restricted_action", ChannelGone)],
)
async def test_a_plain_refusal_leaves_no_doubt(
    stage: Speaking, code: str, family: type[DebriefError]
) -> None:
    stage.server.faults.call(POST, faults.error(code))
    with pytest.raises(family):
        await stage.slack.platform.publish(stage.channel, HERE, "k")
    assert await stage.slack.platform.find(stage.channel, "k") is None
    assert stage.calls("conversations.history") == 0
    await stage.slack.platform.publish(stage.channel, HERE, "k")
    assert len(stage.seen()) == 1


async def test_the_workspace_of_another_token_waits(stage: Speaking) -> None:
    with pytest.raises(RetryLater, match="SLACK_BOT_TOKEN"):
        await stage.slack.caller.call("T0OTHER", "auth.test")
