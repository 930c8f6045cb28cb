"""A page that listens comes to show what one that is loaded then shows, from whatever count it goes on."""

import asyncio
import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from adapters.web.room.lines import line_html
from adapters.web.room.parts import parts_of
from adapters.web.room.spots import list_name
from adapters.web.room.stream import ANEW, TICK, Stream, Streams
from adapters.web.room.values import Line, Spot, direct
from bot.domain.cards import Note
from tests.contract.cards import a_board, a_debrief, a_scenario
from tests.fakes.served_room import ServedRoom, served_room

VIEWERS = ("you", "ana", "ben")
_PART = re.compile(r'(data-part="(?:answered|state):[^"]*">)[^<]*')
Shown = dict[str, list[tuple[int, str, str]]]
"""By list: when each line was born, its ref, its HTML without the parts that are told apart."""


@pytest.fixture
async def served() -> AsyncIterator[ServedRoom]:
    async with served_room() as it:
        yield it


def bared(html: str) -> str:
    return _PART.sub(r"\1", str(html))


@dataclass(slots=True)
class Client:
    """What a page holds, changed by events as its script changes it."""

    viewer: str
    count: int
    lists: Shown
    parts: dict[str, str] = field(default_factory=dict)

    def take(self, event: dict[str, Any]) -> None:
        self.parts |= event["parts"]
        for told in event["lines"]:
            shown = self.lists.setdefault(told["list"], [])
            shown[:] = [one for one in shown if one[1] != told["ref"]]
            if told["html"]:
                shown.append((told["born"], told["ref"], bared(told["html"])))
                shown.sort()


def spots(served: ServedRoom, viewer: str) -> list[Spot]:
    room = served.it.room
    threads = [Spot(room.channel, line.ref) for line in room.lines(served.it.root, viewer)]
    return [served.it.root, direct(viewer), *threads]


def loaded(served: ServedRoom, viewer: str) -> Client:
    eyes = served.pages.eyes(viewer)
    lists: Shown = {}
    for spot in spots(served, viewer):
        lines: tuple[Line, ...] = served.it.room.lines(spot, viewer)
        if lines:
            lists[list_name(spot)] = [(one.born, one.ref, bared(line_html(one, eyes))) for one in lines]
    return Client(viewer, served.it.room.count, lists)


async def caught_up(served: ServedRoom, client: Client) -> None:
    """The first event of a stream that is opened where the client is."""
    stream = Stream(served.pages.eyes(client.viewer), served.pages.beside, "channel", None, client.count)
    event = await next_event(stream.events(Streams()))
    client.take(event)


async def next_event(events: AsyncIterator[str]) -> dict[str, Any]:
    async with asyncio.timeout(10):
        async for event in events:
            data = re.search(r"^data: (.*)$", event, re.MULTILINE)
            if data:
                found: dict[str, Any] = json.loads(data[1])
                return found
    raise AssertionError("The stream ended.")


def a_life(served: ServedRoom) -> list[Any]:
    """What happens in a room, one thing after the other."""
    it, room = served.it, served.it.room

    def thread() -> Spot:
        scenario = next(
            one for one in reversed(room.lines(it.root, "you")) if one.card and one.only_for is None
        )
        return Spot(room.channel, scenario.ref)

    def first(spot: Spot) -> Line:
        return room.lines(spot, "you")[0]

    async def next_day() -> None:
        it.clock.forward(days=1)
        room.put(it.root, None, card=a_scenario("Tomorrow's."))

    return [
        lambda: room.put(it.root, None, card=a_scenario("Today's.")),
        lambda: it.acts.say("you", thread(), "First."),
        lambda: it.acts.say("ana", thread(), "Second."),
        lambda: room.alter(first(thread()).ref, counted=True),
        lambda: it.acts.edit("you", first(thread()).ref, "First, again."),
        lambda: room.put(it.root, None, card=Note("Psst."), only_for="ana"),
        lambda: room.put(direct("you"), None, card=a_debrief("Yours.")),
        lambda: it.acts.say("ben", it.root, "Good morning"),
        lambda: it.acts.delete("you", first(thread()).ref),
        next_day,
        lambda: it.acts.say("ana", thread(), "Third."),
        lambda: room.put(it.root, None, card=a_board("Ana")),
    ]


async def test_from_any_count_a_page_comes_to_what_is_loaded_in_the_end(served: ServedRoom) -> None:
    clients = [loaded(served, viewer) for viewer in VIEWERS]
    for happens in a_life(served):
        made = happens()
        if asyncio.iscoroutine(made):
            await made
        clients += [loaded(served, viewer) for viewer in VIEWERS]

    for client in clients:
        await caught_up(served, client)

    for client in clients:
        eyes = served.pages.eyes(client.viewer)
        now = loaded(served, client.viewer)
        assert {name: lines for name, lines in client.lists.items() if lines} == now.lists
        assert client.parts == await parts_of(eyes, served.pages.beside, None)


async def test_a_stream_goes_on_as_things_happen(served: ServedRoom) -> None:
    client = loaded(served, "you")
    stream = Stream(served.pages.eyes("you"), served.pages.beside, "channel", None, client.count)
    events = stream.events(Streams())
    client.take(await next_event(events))

    for happens in a_life(served):
        made = happens()
        if asyncio.iscoroutine(made):
            await made
        served.it.room.put(direct("you"), None, card=Note("And so on."))
        client.take(await next_event(events))

    assert {name: lines for name, lines in client.lists.items() if lines} == loaded(served, "you").lists


async def test_a_stream_tells_nobody_what_is_only_for_somebody_else(served: ServedRoom) -> None:
    for spot in (served.it.root, direct("ana")):
        served.it.room.put(spot, None, card=Note("For ana's eyes."), only_for="ana")

    for viewer in VIEWERS:
        stream = Stream(served.pages.eyes(viewer), served.pages.beside, "channel", None, 0)
        event = json.dumps(await next_event(stream.events(Streams())))
        assert ("For ana&#39;s eyes." in event) is (viewer == "ana")


async def test_a_stream_tells_the_time_when_nothing_else_happens(served: ServedRoom) -> None:
    stream = Stream(served.pages.eyes("you"), served.pages.beside, "channel", None, served.it.room.count)
    events = stream.events(Streams())
    before = (await next_event(events))["parts"]["time"]

    served.it.clock.forward(minutes=1)
    after = await next_event(events)

    assert after["lines"] == []
    assert set(after["parts"]) == {"time"}
    assert after["parts"]["time"] != before


async def test_a_stream_ends_when_the_server_does(served: ServedRoom) -> None:
    streams = Streams()
    stream = Stream(served.pages.eyes("you"), served.pages.beside, "channel", None, 0)
    events = stream.events(streams)
    await next_event(events)

    streams.end()

    async with asyncio.timeout(4 * TICK):
        assert [event async for event in events] == []


async def test_direct_messages_that_are_watched_are_read(served: ServedRoom) -> None:
    served.it.room.put(direct("you"), None, card=Note("For you."))
    stream = Stream(served.pages.eyes("you"), served.pages.beside, "direct", None, 0)

    event = await next_event(stream.events(Streams()))

    assert event["parts"]["unread"] == ""


async def test_a_page_of_another_room_is_told_to_load_anew(served: ServedRoom) -> None:
    ref = served.posted(a_scenario())

    async with asyncio.timeout(10):
        of_another = await served.client.get("/room/you/events?room=d1-before&since=4")
        of_a_later_count = await served.client.get(f"/room/you/events?room={ref}&since=90000000")

    assert of_another.text == of_a_later_count.text == ANEW
    assert of_another.headers["content-type"].startswith("text/event-stream")


@pytest.mark.parametrize("query", ["", "since=x", "since=-1", "since=9" * 40, "at=nowhere&thread=x&room=y"])
async def test_a_stream_that_is_asked_for_wrongly_does_no_harm(served: ServedRoom, query: str) -> None:
    served.posted(a_scenario())
    served.pages.streams.end()

    async with asyncio.timeout(10):
        answer = await served.client.get(f"/room/you/events?{query}", headers={b"Last-Event-ID": b"\xb2"})

    assert answer.status_code == 200
    assert (await served.client.get("/room/nobody/events")).status_code == 404


async def test_what_waits_for_the_core_is_said_once_it_takes_long(served: ServedRoom) -> None:
    stream = Stream(served.pages.eyes("you"), served.pages.beside, "channel", None, 0, patience=3 * TICK)
    events = stream.events(Streams())
    await next_event(events)
    served.it.away = True

    await served.it.acts.say("you", served.it.root, "Hello?")

    said = await next_event(events)
    assert [line["list"] for line in said["lines"]] == ["channel"]
    assert "waiting" not in said["parts"]
    assert "Kept." in (await next_event(events))["parts"]["waiting"]
