"""Places that are read bit by bit: each visit gets further, and nothing odd holds the rest up."""

from collections.abc import AsyncIterator, Mapping, Sequence
from datetime import datetime, timedelta

import pytest

from adapters.chats.readings import IDLE, MOST_PAGES, Page, Readings, Span
from bot.domain.happenings import Account, MessageAt, MessagePosted, Source
from bot.errors import RetryLater
from bot.testing import FakeClock

Written = Mapping[str, object]


class Chat:
    """Messages by place, a page each; counts what it is asked."""

    def __init__(self, clock: FakeClock, messages: Mapping[str, Sequence[Written]]) -> None:
        self.clock = clock
        self.messages = messages
        self.asked = 0

    async def pages(self, target: str, within: Span, reached: str) -> AsyncIterator[Page[Written]]:
        found = self.messages[target]
        for number in range(int(reached or 0), len(found)):
            self.asked += 1
            yield Page(found[number : number + 1], str(number + 1), number + 1 == len(found))

    def told(self, target: str, message: Written) -> MessagePosted:
        said = str(message["says"])
        at, author = MessageAt("C1", f"{target} {said}"), Account("chat", "", "U1")
        return MessagePosted(Source("chat", "T1", said), at, author, said, self.clock.now())

    def below(self, _target: str, message: Written, _after: datetime) -> str | None:
        return str(message["below"]) if "below" in message else None


def readings(chat: Chat) -> Readings[str, Written]:
    return Readings(chat.pages, chat.told, chat.clock.now, chat.below)


def lines(many: int) -> list[Written]:
    return [{"says": f"line {number}"} for number in range(many)]


def texts(found: Sequence[MessagePosted]) -> list[str]:
    return [one.text for one in found]


async def test_what_cannot_be_read_is_left_out_with_a_word(
    clock: FakeClock, caplog: pytest.LogCaptureFixture
) -> None:
    chat = Chat(clock, {"a": [{"says": "first"}, {}, {"says": "last"}]})

    found = await readings(chat).since("a", clock.now() - timedelta(hours=1), None)

    assert texts(found) == ["first", "last"]
    assert len(caplog.records) == 1


async def test_a_visit_ends_after_so_many_pages_and_the_next_goes_on(clock: FakeClock) -> None:
    chat = Chat(clock, {"a": lines(MOST_PAGES + 3)})
    reading, after, as_of = readings(chat), clock.now() - timedelta(hours=1), clock.now()

    with pytest.raises(RetryLater):
        await reading.since("a", after, as_of)
    assert chat.asked == MOST_PAGES
    for _ in range(2):
        assert len(await reading.since("a", after, as_of)) == MOST_PAGES + 3
    assert chat.asked == MOST_PAGES + 3


async def test_what_stands_below_a_message_is_read_after_it(clock: FakeClock) -> None:
    chat = Chat(clock, {"a": [{"says": "asks", "below": "b"}, {"says": "ends"}], "b": [{"says": "answers"}]})

    found = await readings(chat).since("a", clock.now() - timedelta(hours=1), None)

    assert texts(found) == ["asks", "ends", "answers"]


async def test_a_reading_that_nobody_goes_on_with_is_begun_anew(clock: FakeClock) -> None:
    chat = Chat(clock, {"a": lines(2)})
    reading, after, as_of = readings(chat), clock.now() - timedelta(hours=1), clock.now()
    await reading.since("a", after, as_of)

    clock.forward(seconds=IDLE.total_seconds())
    await reading.since("a", after, as_of)

    assert chat.asked == 4


async def test_without_a_moment_it_is_read_anew(clock: FakeClock) -> None:
    chat = Chat(clock, {"a": lines(2)})
    reading, after = readings(chat), clock.now() - timedelta(hours=1)

    for _ in range(2):
        await reading.since("a", after, None)

    assert chat.asked == 4
