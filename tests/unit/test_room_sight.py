"""Whatever members do: nobody is ever given a line that isn't theirs, and catching up misses nothing.

Every text names in itself who may read it, as the act that brought it about says, and not as the room does.
"""

import asyncio
import re
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from adapters.web.room.values import Line, Spot, direct
from bot.domain.card_parts import Button
from bot.domain.cards import Card, Note
from bot.domain.happenings import Action
from bot.errors import UserMustAct
from bot.ports import Direct, InChannel, InThread, Place, Whispered
from tests.fakes.rooms import PlayedRoom, played_room

MEMBERS = ("you", "ana", "ben")
PLACES = ("channel", "thread", "direct", "whisper")
_FOR = re.compile(r"<for (\w+)>")


@dataclass(slots=True)
class Client:
    """A page: it knows what it was told of, and asks for what changed since."""

    viewer: str
    count: int = 0
    lines: dict[str, Line] = field(default_factory=dict)

    def catch_up(self, it: PlayedRoom) -> None:
        for line in it.room.changed_since(self.count, self.viewer):
            if line.gone:
                assert (line.text, line.card) == ("", None)
                self.lines.pop(line.ref, None)
            else:
                self.lines[line.ref] = line
        self.count = it.room.count

    def at(self, spot: Spot) -> list[Line]:
        standing = (line for line in self.lines.values() if line.spot == spot)
        return sorted(standing, key=lambda line: line.born)


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that happens, to whatever stands there by then."""

    kind: str
    member: str
    whom: str
    place: str
    which: int
    catches_up: bool


DEEDS = st.lists(
    st.builds(
        Deed,
        kind=st.sampled_from(
            [
                "say",
                "say",
                "command",
                "edit",
                "delete",
                "press",
                "dismiss",
                "publish",
                "publish",
                "revise",
                "mark",
            ]
        ),
        member=st.sampled_from(MEMBERS),
        whom=st.sampled_from(MEMBERS),
        place=st.sampled_from(PLACES),
        which=st.integers(0, 9),
        catches_up=st.booleans(),
    ),
    max_size=25,
)


def to(reader: str, text: str) -> str:
    return f"<for {reader}> {text}"


def note(reader: str, text: str) -> Card:
    return Note(to(reader, text), (Button(Action.HINT, "Hint", "1"),))


@dataclass(slots=True)
class Play:
    it: PlayedRoom
    clients: list[Client]
    number: int = 0

    async def go(self, deeds: list[Deed]) -> None:
        for deed in deeds:
            self.number += 1
            self.it.clock.forward(seconds=1)
            self.it.answers = deque([note(deed.member, f"reply {self.number}")])
            with suppress(UserMustAct):  # what may not be done is refused, and nothing has changed
                await getattr(self, f"_{deed.kind}")(deed)
            for client in self.clients:
                if deed.catches_up:
                    client.catch_up(self.it)

    async def _say(self, deed: Deed) -> None:
        await self.it.acts.say(deed.member, self._spot(deed), self._text(deed, self._spot(deed)))

    async def _command(self, deed: Deed) -> None:
        await self.it.acts.say(deed.member, self._spot(deed), f"/debrief {to('nobody', 'typed')}")

    async def _edit(self, deed: Deed) -> None:
        line = self._any(deed)
        await self.it.acts.edit(deed.member, line.ref, self._text(deed, line.spot))

    async def _delete(self, deed: Deed) -> None:
        await self.it.acts.delete(deed.member, self._any(deed).ref)

    async def _press(self, deed: Deed) -> None:
        await self.it.acts.press(deed.member, self._any(deed).ref, 0)

    async def _dismiss(self, deed: Deed) -> None:
        await self.it.acts.dismiss(deed.member, self._any(deed).ref)

    async def _publish(self, deed: Deed) -> None:
        await self.it.platform.publish(self._place(deed), note(self._reader(deed), "a card"), f"{deed.which}")

    async def _revise(self, deed: Deed) -> None:
        card = note(self._reader(deed), f"revised {self.number}")
        await self.it.platform.revise(self._place(deed), f"{deed.which}", card)

    async def _mark(self, deed: Deed) -> None:
        line = self._any(deed)
        if line.author and not line.gone:
            self.it.room.alter(line.ref, counted=deed.catches_up)

    def _text(self, deed: Deed, spot: Spot) -> str:
        return to(spot.direct_with or "all", f"{deed.member} {self.number}")

    def _reader(self, deed: Deed) -> str:
        return deed.whom if deed.place in {"direct", "whisper"} else "all"

    def _any(self, deed: Deed) -> Line:
        """Of anybody's, gone or not: a member may ask for what was never shown to them."""
        lines = list(self.it.room.lines_by_ref.values())
        if not lines:
            raise UserMustAct("There is nothing yet.")
        return lines[deed.which % len(lines)]

    def _spot(self, deed: Deed) -> Spot:
        if deed.place == "direct":
            return direct(deed.whom)
        return Spot(self.it.room.channel, self._thread() if deed.place == "thread" else None)

    def _place(self, deed: Deed) -> Place:
        account = self.it.room.members[deed.whom].account
        where = "study-room", self.it.room.channel
        if deed.place == "thread":
            return InThread(*where, self._thread() or "none")
        if deed.place == "direct":
            return Direct(where[0], account)
        return Whispered(*where, self._thread(), account) if deed.place == "whisper" else InChannel(*where)

    def _thread(self) -> str | None:
        roots = self.it.room.lines(self.it.root, "you")
        return roots[0].ref if roots else None


def spots(it: PlayedRoom) -> list[Spot]:
    lines = it.room.lines_by_ref.values()
    return sorted({line.spot for line in lines} | {direct(ref) for ref in MEMBERS}, key=repr)


def readers(line: Line) -> set[str]:
    return set(_FOR.findall(repr((line.text, line.card))))


@settings(max_examples=200, deadline=None)
@given(DEEDS)
def test_nobody_is_given_what_is_not_theirs_and_nobody_misses_what_is(deeds: list[Deed]) -> None:
    with played_room() as it:
        clients = [Client(viewer) for viewer in MEMBERS]
        asyncio.run(Play(it, clients).go(deeds))

        for client in clients:
            viewer, client_at = client.viewer, client.count
            for spot in spots(it):
                assert all(readers(line) <= {"all", viewer} for line in it.room.lines(spot, viewer))
            for line in it.room.lines_by_ref.values():
                seen = it.room.line(line.ref, viewer)
                assert seen is None or readers(seen) <= {"all", viewer}
            for line in it.room.changed_since(0, viewer):
                assert readers(line) <= {"all", viewer}
            client.catch_up(it)
            for spot in spots(it):
                assert client.at(spot) == list(it.room.lines(spot, viewer)), client_at


@settings(max_examples=50, deadline=None)
@given(DEEDS)
def test_every_text_is_for_somebody_who_is_given_it(deeds: list[Deed]) -> None:
    """The other way round: a room that shows nobody anything would pass the test above."""
    with played_room() as it:
        asyncio.run(Play(it, []).go(deeds))

        for line in it.room.lines_by_ref.values():
            for reader in readers(line):
                viewers = MEMBERS if reader == "all" else (reader,)
                assert all(it.room.line(line.ref, viewer) == line for viewer in viewers)
                assert all(line in it.room.lines(line.spot, viewer) for viewer in viewers)


@pytest.mark.parametrize("count", [0, 10**6])
async def test_a_page_of_another_room_is_given_everything(count: int) -> None:
    with played_room() as it:
        await it.acts.say("you", it.root, "hello")

        assert [line.text for line in it.room.changed_since(count, "ana")] == ["hello"]


async def test_who_waits_is_woken_by_any_change() -> None:
    with played_room() as it:
        for change in (it.room.stir, it.room.close, lambda: it.room.put(it.root, "you", text="hello")):
            before = it.room.count
            waiting = asyncio.create_task(it.room.changed_after(before))
            await asyncio.sleep(0)
            assert not waiting.done()

            change()

            assert await asyncio.wait_for(waiting, 1) == it.room.count > before
