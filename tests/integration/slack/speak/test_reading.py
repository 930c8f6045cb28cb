"""What takes many calls to read is read bit by bit, and every visit gets further."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, TypeVar

import pytest

from adapters.chats import readings
from adapters.slack.speak import history
from adapters.slack.speak.outcomes import Unsure
from adapters.slack.speak.wire import CutOffError
from bot.domain.cards import Note
from bot.domain.happenings import MessagePosted
from bot.errors import RetryLater
from bot.ports import ChatPlatform, Published
from bot.testing import FakeClock
from tests.fakes.slack.faults import dropped
from tests.integration.slack.speak_stage import HERE, Speaking, slack_of

T = TypeVar("T")
POST, HISTORY, REPLIES = "chat.postMessage", "conversations.history", "conversations.replies"


async def patiently(clock: FakeClock, ask: Callable[[int], Awaitable[T]], *, visits: int) -> tuple[T, int]:
    """Asks again when it's told to; the visits that it took."""
    for visit in range(1, visits + 1):
        try:
            return await ask(visit), visit
        except RetryLater as later:
            clock.instant += later.after
    raise AssertionError(f"{visits} visits were not enough")


async def chatter(stage: Speaking, lines: int, thread: str = "") -> list[str]:
    return [
        await stage.server.posts(stage.ada, stage.practice, f"Chatter {n}", thread=thread)
        for n in range(lines)
    ]


@asynccontextmanager
async def another_process(stage: Speaking) -> AsyncIterator[ChatPlatform]:
    beside = slack_of(stage.server, stage.clock, stage.slack._access)
    beside.wire(stage.house)
    yield beside.platform
    await beside.aclose()


@pytest.mark.parametrize("landed", [True, False], ids=["landed", "did not land"])
async def test_a_card_of_which_nobody_is_sure_is_settled_in_a_busy_channel(
    stage: Speaking, *, landed: bool
) -> None:
    """A page of fifteen a minute, in turn by two processes that know nothing of each other."""
    stage.server.app.distributed = True
    await chatter(stage, 20)
    stage.server.faults.call(POST, dropped(effect=landed))
    with pytest.raises(Unsure):
        await stage.slack.platform.publish(stage.channel, HERE, "k")
    await chatter(stage, 100)

    async with another_process(stage) as other:
        platforms = [stage.slack.platform, other]

        async def look(visit: int) -> Published | None:
            return await platforms[visit % 2].find(stage.channel, "k")

        found, visits = await patiently(stage.clock, look, visits=12)
    before = stage.calls(HISTORY)
    published = await stage.slack.platform.publish(stage.channel, HERE, "k")

    assert visits > 4
    assert stage.calls(HISTORY) == before
    assert found == (published if landed else None)
    assert [one.ts for one in stage.seen() if one.words == "Here I am."] == [published.message_ref]


async def test_a_card_below_another_is_looked_for_to_the_end_too(stage: Speaking) -> None:
    root = await stage.slack.platform.publish(stage.channel, HERE, "root")
    place = stage.thread(root.thread_ref)
    await chatter(stage, 50, root.thread_ref)
    stage.server.app.distributed = True
    stage.server.faults.call(POST, dropped(effect=True))
    with pytest.raises(Unsure):
        await stage.slack.platform.publish(place, Note("Below."), "k")
    found, _ = await patiently(
        stage.clock, lambda _: stage.slack.platform.publish(place, Note("Below."), "k"), visits=8
    )
    assert [one.ts for one in stage.seen() if one.words == "Below."] == [found.message_ref]


@pytest.mark.parametrize("ending", ["broken off", "given up"])
async def test_who_looks_while_a_post_is_on_its_way_settles_nothing(
    stage: Speaking, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    sends, began = stage.slack.caller.wire.send, asyncio.Event()

    async def lands_late(token: str, method: str, arguments: Mapping[str, Any]) -> Mapping[str, Any]:
        if method != POST or began.is_set():
            return await sends(token, method, arguments)
        began.set()
        async with another_process(stage) as other:
            assert await other.find(stage.channel, "k") is None
        await sends(token, method, arguments)
        if ending == "given up":
            raise asyncio.CancelledError
        raise CutOffError(method)

    monkeypatch.setattr(stage.slack.caller.wire, "send", lands_late)
    with pytest.raises((Unsure, asyncio.CancelledError)):
        await stage.slack.platform.publish(stage.channel, HERE, "k")
    landed = await stage.slack.platform.publish(stage.channel, HERE, "k")

    assert [one.ts for one in stage.seen()] == [landed.message_ref]


async def test_a_long_thread_lets_the_others_have_their_turn(
    stage: Speaking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "PAGE", 6)
    roots, said = [], []
    gap = stage.clock.now()
    stage.clock.forward(seconds=1)
    for number in (70, 3):
        roots.append(await stage.slack.platform.publish(stage.channel, Note(f"{number}."), f"k{number}"))
        said.append(await chatter(stage, number, roots[-1].thread_ref))
    long, short = (stage.thread(root.thread_ref) for root in roots)

    as_of = stage.clock.now()

    with pytest.raises(RetryLater):
        await stage.slack.platform.written_since(long, gap, as_of)
    assert stage.calls(REPLIES) == readings.MOST_PAGES
    assert refs(await stage.slack.platform.written_since(short, gap, as_of)) == said[1]
    for _ in range(2):
        assert refs(await stage.slack.platform.written_since(long, gap, as_of)) == said[0]
    assert stage.calls(REPLIES) == 70 // 5 + 1


async def test_what_was_read_before_another_gap_is_read_anew(
    stage: Speaking, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(history, "PAGE", 6)
    gap = stage.clock.now()
    stage.clock.forward(seconds=1)
    root = await stage.slack.platform.publish(stage.channel, HERE, "k")
    said, place = await chatter(stage, 70, root.thread_ref), stage.thread(root.thread_ref)
    with pytest.raises(RetryLater):
        await stage.slack.platform.written_since(place, gap, stage.clock.now())
    await stage.server.deletes(stage.ada, stage.practice, said[0])
    as_of = stage.clock.forward(minutes=1)

    async def read(_: int) -> Sequence[MessagePosted]:
        return await stage.slack.platform.written_since(place, gap, as_of)

    found, _ = await patiently(stage.clock, read, visits=3)

    assert refs(found) == said[1:]


async def test_hundreds_of_replies_come_to_an_end_at_a_page_a_minute(stage: Speaking) -> None:
    gap = stage.clock.now()
    stage.clock.forward(seconds=1)
    root = await stage.slack.platform.publish(stage.channel, HERE, "k")
    said, place = await chatter(stage, 500, root.thread_ref), stage.thread(root.thread_ref)
    stage.server.app.distributed = True
    as_of = stage.clock.now()
    found, visits = await patiently(
        stage.clock, lambda _: stage.slack.platform.written_since(place, gap, as_of), visits=50
    )
    assert refs(found) == said
    assert visits > 30
    assert stage.clock.now() - as_of < timedelta(minutes=50)


async def test_replies_below_a_direct_message_are_read_with_it(stage: Speaking) -> None:
    card = await stage.slack.platform.publish(stage.direct, HERE, "k")
    direct, gap = stage.server.direct(stage.ada), stage.clock.now() - timedelta(minutes=1)
    stage.clock.forward(seconds=1)
    said = [
        await stage.server.posts(stage.ada, direct, "In the conversation."),
        await stage.server.posts(stage.ada, direct, "Below the question.", thread=card.message_ref),
        await stage.server.posts(stage.ada, direct, "There once more.", thread=card.message_ref),
    ]
    below_own = await stage.server.posts(stage.ada, direct, "Below my own.", thread=said[0])
    await stage.server.edits(stage.ada, direct, said[1], "Below your question.")
    await stage.server.deletes(stage.ada, direct, said[2])

    found = await stage.slack.platform.written_since(stage.direct, gap)

    assert [one.text for one in found] == ["In the conversation.", "Below your question.", "Below my own."]
    assert refs(found) == [said[0], said[1], below_own]
    assert all(one.at.direct for one in found)
    assert [one.edited_at is None for one in found] == [True, False, True]


@pytest.mark.parametrize("where", ["thread", "direct"])
@pytest.mark.parametrize(
    "odd",
    [{"edited": {"user": "U1", "ts": "soon"}}, {"edited": {"user": "U1", "ts": "9" * 30}}, {"files": 3}],
    ids=["no time", "a time beyond all", "no list"],
)
async def test_a_message_that_can_not_be_read_costs_no_other(
    stage: Speaking, caplog: pytest.LogCaptureFixture, where: str, odd: dict[str, object]
) -> None:
    alone = where == "direct"
    root = await stage.slack.platform.publish(stage.direct if alone else stage.channel, HERE, "k")
    channel, thread = (stage.server.direct(stage.ada), "") if alone else (stage.practice, root.thread_ref)
    stage.clock.forward(seconds=1)
    said = [
        await stage.server.posts(stage.ada, channel, text, thread=thread)
        for text in ("Before.", "Odd.", "After.")
    ]
    channel.messages[said[1]] |= odd

    found = await stage.slack.platform.written_since(
        stage.direct if alone else stage.thread(root.thread_ref), stage.clock.now() - timedelta(minutes=1)
    )

    assert [one.text for one in found] == ["Before.", "After."]
    assert "A message of a history" in caplog.text


def refs(found: Sequence[MessagePosted]) -> list[str]:
    return [one.at.message_ref for one in found]
