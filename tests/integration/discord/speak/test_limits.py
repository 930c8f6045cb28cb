"""Discord asks for quiet: nothing is lost, and no process goes on asking."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from datetime import timedelta

import pytest

from adapters.discord.speak import refusing
from adapters.discord.speak.lately import A_FEW
from bot.domain.cards import Note
from bot.domain.happenings import MessageAt
from bot.errors import ChannelGone, PrivateMessagesClosed, RetryLater, UserMustAct
from bot.library.library import Library
from bot.ports import Direct
from bot.testing import FakeClock
from tests.fakes.discord import faults
from tests.fakes.discord.faults import Fault
from tests.integration.discord.speak_stage import HERE, SEND, Speaking, account, discord_of, speaking

SHORT = 0.05


@pytest.fixture
async def stage(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Speaking]:
    async with speaking(database_url, clock, library) as built:
        await built.platform.publish(built.channel, Note("Warm."), "warm")
        yield built


@pytest.mark.parametrize("times", [1, 4])
@pytest.mark.parametrize(
    "fault",
    [faults.limited(SHORT), faults.limited(SHORT, scope="global"), faults.limited(SHORT, scope="shared")],
)
async def test_a_short_storm_is_waited_out(stage: Speaking, fault: Fault, times: int) -> None:
    stage.server.faults.call(SEND, fault, times=times)
    await stage.platform.publish(stage.channel, HERE, "k")
    assert len(stage.seen()) == 2


@pytest.mark.parametrize("fault", [faults.limited(1, via=False), faults.banned()], ids=["429", "1015"])
async def test_without_via_it_is_waited_out_by_ourselves(stage: Speaking, fault: Fault) -> None:
    stage.server.faults.call(SEND, fault)
    if fault.headers.get("Retry-After"):
        await stage.platform.publish(stage.channel, HERE, "k")
    else:  # for how long nobody says, but longer than a worker waits
        with pytest.raises(RetryLater) as told:
            await stage.platform.publish(stage.channel, HERE, "k")
        assert told.value.after >= timedelta(seconds=30)
        stage.clock.forward(minutes=2)
        await stage.platform.publish(stage.channel, HERE, "k")
    assert len(stage.seen()) == 2


async def test_a_long_wait_frees_the_worker_and_holds_the_other_processes(stage: Speaking) -> None:
    other = discord_of(stage.server, stage.clock, stage.app.token)
    other.wire(stage.house)
    stage.server.faults.call(SEND, faults.limited(40))
    with pytest.raises(RetryLater) as told:
        await stage.platform.publish(stage.channel, HERE, "k")
    assert timedelta(seconds=30) <= told.value.after <= timedelta(seconds=60)
    before = stage.server.faults.met(SEND), stage.calls(SEND)
    with pytest.raises(RetryLater):
        await other.platform.publish(stage.channel, HERE, "k2")
    assert (stage.server.faults.met(SEND), stage.calls(SEND)) == before
    await other.platform.publish(stage.direct, HERE, "k3")  # of this channel alone it was said
    stage.clock.forward(seconds=45)
    for key in ("k", "k2"):
        await other.platform.publish(stage.channel, HERE, key)
    assert len(stage.seen()) == 3
    await other.aclose()


async def test_a_wait_for_all_calls_holds_all(stage: Speaking) -> None:
    stage.server.faults.call(SEND, faults.limited(40, via=False))
    with pytest.raises(RetryLater):
        await stage.platform.publish(stage.channel, HERE, "k")
    before = len(stage.server.calls)
    with pytest.raises(RetryLater):
        await stage.platform.publish(stage.direct, HERE, "k2")
    assert len(stage.server.calls) == before


async def test_a_caller_that_is_cut_off_leaves_nobody_waiting(stage: Speaking) -> None:
    """The library would leave its limit over all calls set for ever."""
    stage.server.faults.call(SEND, faults.limited(0.3, scope="global"))
    posting = asyncio.ensure_future(stage.platform.publish(stage.channel, HERE, "k"))
    async with asyncio.timeout(30):
        while not stage.server.faults.met(SEND):  # noqa: ASYNC110  the fake tells nobody of it
            await asyncio.sleep(0.01)
        await asyncio.sleep(0.05)  # the library has read the answer, and waits
        posting.cancel()
        with suppress(asyncio.CancelledError):
            await posting
        await stage.platform.publish(stage.direct, HERE, "k2")
    assert await stage.platform.find(stage.channel, "k") is not None
    assert len(stage.seen()) == 2


async def closed_to(stage: Speaking, names: int, *, times: int = 1) -> None:
    """Members who take no direct messages are written to."""
    for number in range(names):
        member = stage.server.member(stage.guild, f"Closed {number}", takes_messages=False)
        for time in range(times):
            with suppress(UserMustAct, RetryLater):
                await stage.platform.publish(
                    Direct(stage.guild.id, account(member)), HERE, f"{number} {time}"
                )


def refused(stage: Speaking) -> int:
    return len([call for call in stage.server.refused if call.status == 403])


async def test_closed_direct_messages_are_found_closed_a_few_times_in_a_while(stage: Speaking) -> None:
    """Each refusal counts against the app, and words to the bot cost a member nothing."""
    await closed_to(stage, 1, times=6)
    assert refused(stage) == A_FEW
    assert stage.calls("POST /users/@me/channels") == A_FEW + 1


async def test_whoever_opens_them_and_asks_again_is_written_to_at_once(stage: Speaking) -> None:
    stage.ada.user.takes_messages = False
    for _ in range(A_FEW - 1):
        with pytest.raises(PrivateMessagesClosed):
            await stage.platform.publish(stage.direct, HERE, "k")
    stage.ada.user.takes_messages = True
    await stage.platform.publish(stage.direct, HERE, "k")
    assert [it.text for it in stage.told_directly()] == ["Here I am."]


async def test_a_right_that_is_lacking_is_asked_for_once_a_minute(stage: Speaking) -> None:
    everyone = stage.guild.roles[stage.guild.id]
    stage.server.permits(stage.practice, everyone, deny=("add_reactions",))
    refs = [await stage.server.posts(stage.ada, stage.practice, f"Words {n}.") for n in range(4)]
    for ref in refs:
        with pytest.raises(UserMustAct, match="Add Reactions"):
            await stage.platform.mark(stage.guild.id, MessageAt(stage.practice.id, ref), included=True)
    assert refused(stage) == 1
    await stage.platform.publish(stage.channel, HERE, "k")
    stage.server.permits(stage.practice, everyone, allow=("add_reactions",))
    stage.clock.forward(minutes=1)
    await stage.platform.mark(stage.guild.id, MessageAt(stage.practice.id, refs[0]), included=True)


async def test_one_servers_refusals_silence_the_bot_nowhere_else(
    stage: Speaking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusing, "MANY", 5)
    monkeypatch.setattr(refusing, "A_FEW", 3)
    await closed_to(stage, 9)
    await stage.platform.publish(stage.channel, HERE, "k")
    for _ in range(9):
        with suppress(UserMustAct):
            await stage.platform.publish(stage.within(stage.server.channel(stage.guild, "x")), HERE, "k")
    hidden = stage.server.channel(stage.guild, "hidden")
    stage.server.permits(hidden, stage.guild.roles[stage.guild.id], deny=("view_channel",))
    for number in range(9):
        with suppress(UserMustAct, RetryLater):
            await stage.platform.publish(stage.within(hidden), HERE, f"k{number}")
    before = refused(stage)
    with pytest.raises(RetryLater):
        await stage.platform.publish(stage.within(hidden), HERE, "again")
    assert refused(stage) == before
    await stage.platform.publish(stage.channel, HERE, "k2")
    other = discord_of(stage.server, stage.clock, stage.app.token)
    other.wire(stage.house)
    with pytest.raises(ChannelGone):  # what one process keeps from another isn't told
        await other.platform.publish(stage.within(hidden), HERE, "again")
    await other.aclose()


async def test_all_are_silent_before_discord_shuts_the_address_out(
    stage: Speaking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(refusing, "MOST", 5)
    await closed_to(stage, 9)
    assert refused(stage) == 5
    with pytest.raises(RetryLater) as told:
        await stage.platform.publish(stage.channel, HERE, "k2")
    assert told.value.after > timedelta(minutes=5)
    other = discord_of(stage.server, stage.clock, stage.app.token)
    other.wire(stage.house)
    with pytest.raises(RetryLater):
        await other.platform.publish(stage.channel, HERE, "k3")
    await other.aclose()


@pytest.mark.parametrize("processes", [1, 2])
async def test_within_real_limits_all_is_said(
    database_url: str, clock: FakeClock, library: Library, processes: int
) -> None:
    async with speaking(database_url, clock, library, rates="real") as stage:
        others = [discord_of(stage.server, clock, stage.app.token) for _ in range(processes - 1)]
        for other in others:
            other.wire(stage.house)
        speakers = [stage.discord, *others]
        await asyncio.gather(
            *(
                speakers[n % len(speakers)].platform.publish(stage.channel, Note(f"Word {n}."), f"k{n}")
                for n in range(12)
            )
        )
        assert sorted(it.text for it in stage.seen()) == sorted(f"Word {n}." for n in range(12))
        assert len(stage.server.pace.refused) <= 4 * processes
        for other in others:
            await other.aclose()
