"""When events come in is written down, after what was missed; and that is made up for until it is."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import pytest

from adapters.chats.hearing import Hearing
from adapters.slack.heard.reachable import WhileReachable
from bot.errors import RetryLater, UserMustAct
from bot.testing import FakeClock


@dataclass(slots=True)
class Account:
    """What was asked of the core, in order."""

    hears: bool = True
    said: list[object] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)
    unreadable: list[Exception] = field(default_factory=list)
    clock: FakeClock = field(default_factory=FakeClock)
    noting: list[Callable[[], None]] = field(default_factory=list)
    """What happens while something is noted."""
    reads_for_ever: bool = False
    left_off: int = 0
    """Readings that were broken off."""

    async def note(self, since: datetime | None) -> None:
        self.said.append(since)
        if self.noting:
            self.noting.pop(0)()
        if self.troubles:
            raise self.troubles.pop(0)

    async def make_up(self) -> None:
        self.said.append("read")
        if self.unreadable:
            raise self.unreadable.pop(0)
        if self.reads_for_ever:
            try:
                await asyncio.Event().wait()
            finally:
                self.left_off += 1

    async def still(self) -> None:
        self.said.append("still")

    def hearing(self, beat: float = 0.005) -> Hearing:
        return Hearing(self.note, self.make_up, self.still, lambda: self.hears, beat)


async def comes(so: Callable[[], object]) -> None:
    for _ in range(1000):
        if so():
            return
        await asyncio.sleep(0.002)
    raise AssertionError("It never came true.")


async def working(hearing: Hearing, until: Callable[[], object]) -> None:
    stop = asyncio.Event()
    duty = asyncio.create_task(hearing(stop))
    await comes(until)
    stop.set()
    await duty


async def test_while_it_hears_it_says_so_now_and_then() -> None:
    it = Account()

    await working(it.hearing(), lambda: it.said.count("still") >= 3)


async def test_while_it_hears_nothing_it_says_nothing() -> None:
    it = Account(hears=False)
    since = it.clock.now()
    hearing = it.hearing()
    hearing.missed(since)

    await working(hearing, lambda: len(it.said) >= 3)

    assert it.said[:3] == [since, "read", "read"]
    assert "still" not in it.said


async def test_what_was_missed_comes_before_any_word_of_hearing_again() -> None:
    it = Account()
    hearing = it.hearing()
    since = it.clock.now() - timedelta(minutes=5)
    hearing.missed(None)
    hearing.missed(since)

    await working(hearing, lambda: "still" in it.said)

    assert it.said[:3] == [None, since, "still"]


async def test_what_can_not_be_read_yet_is_tried_again_and_grows_no_longer() -> None:
    it = Account(unreadable=[RetryLater("Not yet.", timedelta(seconds=0.01))])
    hearing = it.hearing()
    since = it.clock.now() - timedelta(minutes=5)
    hearing.missed(since)

    await working(hearing, lambda: it.said.count("read") >= 2)

    assert it.said.count(since) == 1
    assert not it.unreadable


async def test_it_says_that_it_hears_while_something_can_not_be_read() -> None:
    """A thread of thousands takes hours where a page a minute may be read."""
    it = Account(unreadable=[RetryLater("A page a minute.", timedelta(seconds=0.001))] * 5_000)
    hearing = it.hearing()
    hearing.missed(it.clock.now())

    await working(hearing, lambda: it.said.count("still") >= 3)

    assert it.unreadable


async def test_it_says_that_it_hears_while_something_is_read() -> None:
    """A visit of a busy workspace alone may take a quarter of an hour, and the process may end meanwhile."""
    it = Account(reads_for_ever=True)
    hearing = it.hearing()
    hearing.missed(it.clock.now())

    await working(hearing, lambda: it.said.count("still") >= 3)

    assert it.said.count("read") == 1
    assert it.left_off == 1


async def test_a_gap_is_noted_while_an_earlier_one_is_read() -> None:
    it = Account(reads_for_ever=True)
    hearing, stop = it.hearing(), asyncio.Event()
    duty = asyncio.create_task(hearing(stop))
    await comes(lambda: "read" in it.said)
    since = it.clock.now()
    it.said.clear()

    hearing.missed(since)
    await comes(lambda: "still" in it.said[it.said.index(since) :] if since in it.said else False)
    stop.set()
    await duty

    assert it.said.count(since) == 1


async def test_a_gap_that_begins_while_another_is_noted_is_noted_before_any_word_of_hearing() -> None:
    it = Account()
    hearing = it.hearing()
    first, second = it.clock.now(), it.clock.forward(minutes=1)
    it.noting = [lambda: hearing.missed(second)]
    hearing.missed(first)

    await working(hearing, lambda: "still" in it.said)

    assert [one for one in it.said if one != "read"][:3] == [first, second, "still"]


async def test_a_gap_that_can_not_be_noted_holds_up_no_reading() -> None:
    """What somebody else noted is read all the same."""
    it = Account(troubles=[RetryLater("Not yet.", timedelta(seconds=0.001))] * 5_000)
    hearing = it.hearing()
    hearing.missed(None)

    await working(hearing, lambda: it.said.count("read") >= 3)

    assert "still" not in it.said


async def test_an_outage_of_the_core_hides_nothing() -> None:
    """Until it is written down since when something was missed, nobody says that events come in."""
    it = Account(troubles=[RuntimeError(), RuntimeError()])
    hearing = it.hearing()
    hearing.missed(None)

    await working(hearing, lambda: "still" in it.said)

    assert [one for one in it.said if one != "read"][:4] == [None, None, None, "still"]


async def test_news_of_a_gap_is_not_waited_for() -> None:
    it = Account()
    hearing, since = it.hearing(beat=60), it.clock.now()
    stop = asyncio.Event()
    duty = asyncio.create_task(hearing(stop))
    await comes(lambda: "read" in it.said)

    hearing.missed(since)
    await comes(lambda: it.said[-1] == "read" and since in it.said)
    stop.set()
    await duty

    assert it.said == ["still", "read", since, "still", "read"]


@dataclass(slots=True)
class Pages:
    answering: list[bool]
    said: list[object] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)
    clock: FakeClock = field(default_factory=FakeClock)

    async def reachable(self) -> bool:
        return self.answering.pop(0)

    async def note(self, since: datetime | None) -> None:
        if self.troubles:
            raise self.troubles.pop()
        self.said.append(since)

    def watched(self) -> WhileReachable:
        return WhileReachable(self.reachable, self.note, self.clock.now)


async def test_pages_that_were_away_note_it_once_since_they_answered() -> None:
    """Not since events came in: those that come first when they are back would hide it."""
    pages = Pages([True, True, False, False, True, True])
    watched, times = pages.watched(), list[datetime]()

    for _ in range(6):
        times.append(pages.clock.forward(minutes=1))
        await watched()

    assert pages.said == [times[1]]


async def test_pages_that_never_answered_before_note_it_since_events_came_in() -> None:
    pages = Pages([False, True])
    watched = pages.watched()

    for _ in range(2):
        await watched()

    assert pages.said == [None]


async def test_what_pages_could_not_note_yet_stays_to_be_noted() -> None:
    pages = Pages([False, True, True], troubles=[RetryLater("Not yet.")])
    watched = pages.watched()
    await watched()

    try:
        await watched()
    except RetryLater:
        pages.said.append("later")
    await watched()

    assert pages.said == ["later", None]


async def test_what_a_person_has_to_mend_is_said_in_a_sentence(caplog: pytest.LogCaptureFixture) -> None:
    account = Account(unreadable=[UserMustAct("Copy the token again.")])
    stop = asyncio.Event()
    working = asyncio.ensure_future(account.hearing()(stop))
    await comes(lambda: account.said.count("read") > 1)
    stop.set()
    await working
    (said,) = caplog.records
    assert "Copy the token again. It is tried again." in said.getMessage()
    assert said.exc_info is None
