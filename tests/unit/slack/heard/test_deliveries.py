"""What Slack's deliveries tell is written down: what was missed first, as seldom as may be, until it is."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from adapters.slack.heard.deliveries import CLOCKS_APART, Deliveries
from adapters.slack.heard.needs import Payload
from tests.unit.chats.test_hearing import comes
from tests.unit.slack.heard.payloads import TEAM, command, event, reply

AT = datetime(2016, 12, 28, 21, 22, 21, tzinfo=UTC)


@dataclass(slots=True)
class Book:
    """What was noted, in order."""

    said: list[object] = field(default_factory=list)
    troubles: list[Exception] = field(default_factory=list)
    hearing: list[Callable[[], None]] = field(default_factory=list)
    """What happens while it's noted that events come in."""

    async def missed(self, installation_ref: str, since: datetime) -> None:
        assert installation_ref == TEAM
        if self.troubles:
            raise self.troubles.pop()
        self.said.append(since)

    async def heard(self, installation_ref: str) -> None:
        self.said.append(installation_ref)
        if self.hearing:
            self.hearing.pop()()

    async def first(self, installation_ref: str) -> None:
        self.said.append("first")
        await self.heard(installation_ref)

    def deliveries(self, every: float = 60.0) -> Deliveries:
        return Deliveries(self.missed, self.heard, self.first, every)


def later(by: timedelta = timedelta(0)) -> Payload:
    return event(reply(), event_time=int((AT + by).timestamp()))


async def test_an_event_that_came_is_noted_and_the_next_ones_a_while_later() -> None:
    book = Book()
    told = book.deliveries()
    told.came(later(), again=False)
    await comes(lambda: TEAM in book.said)

    for _ in range(100):
        told.came(later(), again=False)
        await asyncio.sleep(0)
    assert book.said == ["first", TEAM]

    await told.finish()
    assert book.said == ["first", TEAM, TEAM]


async def test_what_was_not_kept_is_noted_before_any_word_of_hearing() -> None:
    book = Book()
    told = book.deliveries()
    told.came(later(), again=False)
    told.failed(later(timedelta(seconds=9)))
    told.failed(later())
    await told.finish()

    assert book.said == [AT - CLOCKS_APART, "first", TEAM]


async def test_what_slack_brings_again_may_not_be_all_that_it_could_not_bring() -> None:
    book = Book()
    told = book.deliveries()
    told.came(later(), again=True)
    await told.finish()

    assert book.said == [AT - CLOCKS_APART, "first", TEAM]


async def test_what_is_not_kept_meanwhile_is_noted_before_the_next_word_of_hearing() -> None:
    async def missed(_installation_ref: str, since: datetime) -> None:
        book.said.append(since)

    book = Book()
    told = Deliveries(missed, book.heard, book.heard)
    book.hearing = [lambda: told.failed(later())]
    for team in ("T1", "T2"):
        told.came(event(reply(), authorizations=[{"team_id": team}]), again=False)
    await told.finish()

    assert book.said == ["T1", AT - CLOCKS_APART, "T2"]


async def test_an_outage_of_the_core_loses_no_note() -> None:
    book = Book(troubles=[RuntimeError(), RuntimeError()])
    told = book.deliveries(every=0.005)
    told.failed(later())
    await comes(lambda: book.said)
    await told.finish()

    assert book.said == [AT - CLOCKS_APART]


async def test_no_stop_waits_for_a_core_that_is_away() -> None:
    book = Book(troubles=[RuntimeError()] * 10)
    told = book.deliveries()
    told.failed(later())
    async with asyncio.timeout(5):
        await told.finish()

    assert book.said == []


async def test_what_people_do_says_nothing_of_events() -> None:
    """They come at another address."""
    book = Book()
    told = book.deliveries()
    told.came(command(), again=True)
    told.failed(command())
    await told.finish()

    assert book.said == []
