"""What can't be read or kept is noted as missed, and told without a member's words."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from adapters.chats.afterwards import Afterwards
from adapters.discord.heard.gaps import EARLIER, Gaps, Since
from adapters.discord.heard.guilds import Guilds
from adapters.discord.heard.lanes import Before
from adapters.discord.heard.messages import Messages
from adapters.discord.heard.names import Names
from adapters.discord.heard.reception import Reception
from adapters.discord.heard.rooms import Rooms
from adapters.discord.heard.said_back import SaidBack
from adapters.discord.needs import Payload
from bot.domain.cards import Card
from bot.domain.happenings import Account, Happening
from bot.errors import PrivateMessagesClosed, UserMustAct
from bot.testing import FakeClock, FakePlatform

NOW, BEFORE = datetime(2026, 3, 2, 8, tzinfo=UTC), datetime(2026, 3, 2, 7, tzinfo=UTC)
SECRET = "Nobody may read this in a log."


@dataclass(slots=True)
class Core:
    """All that the reception asks of the core and of Discord."""

    clock: FakeClock = field(default_factory=lambda: FakeClock(NOW))
    took: list[Happening] = field(default_factory=list)
    missed: list[tuple[str, Since]] = field(default_factory=list)
    pressed: list[Payload] = field(default_factory=list)
    before: list[int] = field(default_factory=list)
    """How much was to be kept before each press."""
    named: list[tuple[str, ...]] = field(default_factory=list)
    takes_part: bool = True
    refuses: Exception | None = None

    async def take(self, happening: Happening) -> Card | None:
        if self.refuses is not None:
            raise self.refuses
        self.took.append(happening)
        return None

    async def note(self, guild: str, since: Since) -> None:
        self.missed.append((guild, since))

    async def everywhere(self, since: Since) -> None:
        self.missed.append(("", since))

    async def none(self, *_about: Any) -> None:
        return None

    async def nobody(self, _there: Any) -> list[str]:
        return []

    async def look(self, _guild: str, _channel: str = "") -> Payload:
        return {"id": "5", "type": 0}

    async def press(self, payload: Payload, before: Before) -> None:
        self.pressed.append(payload)
        self.before.append(len(before))

    async def learn(self, account: Account, nick: str, server: str) -> bool:
        self.named.append((account.ref, account.name, nick, server))
        return self.takes_part


def reception(it: Core) -> Reception:
    gaps, rooms = Gaps(it.note, it.everywhere), Rooms(it.look)
    return Reception(
        take=it.take,
        now=it.clock.now,
        interaction=it.press,
        rooms=rooms,
        messages=Messages(rooms, it.none, it.none),
        guilds=Guilds(it.take, gaps, it.none, it.nobody, it.look, it.none),
        gaps=gaps,
        said_back=SaidBack(FakePlatform(it.clock), it.clock.now),
        names=Names(it.learn),
        after=Afterwards(),
        pauses=(0.0,),
    )


def message(**other: Any) -> dict[str, Any]:
    said = {"id": "1", "type": 0, "channel_id": "5", "guild_id": "3", "content": SECRET}
    author = {"id": "7", "username": "ana"}
    return said | {"author": author, "timestamp": "2026-03-02T08:00:00+00:00"} | other


@pytest.mark.parametrize("strange", [{"timestamp": None}, {"author": {}}, {"id": None, "author": 3}])
async def test_what_isnt_as_described_is_missed_in_its_server(
    strange: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    core = Core()
    it = reception(core)
    await it.event("MESSAGE_CREATE", message(**strange))
    await it.gaps.write_down()
    assert core.missed == [("3", NOW - EARLIER)]
    assert "MESSAGE_CREATE" in caplog.text
    assert SECRET not in caplog.text


async def test_where_even_the_server_is_unknown_it_may_be_any() -> None:
    core = Core()
    it = reception(core)
    it.unreadable("JSONDecodeError")
    await it.gaps.write_down()
    assert core.missed == [("", NOW - EARLIER)]


async def test_a_session_that_begins_strangely_has_missed_as_much_as_any() -> None:
    core = Core()
    it = reception(core)
    it.hear("READY", {"user": {}, "guilds": None}, BEFORE)
    await it.gaps.write_down()
    assert core.missed == [("", BEFORE - EARLIER)]


async def test_a_session_that_begins_has_missed_what_its_servers_said_since() -> None:
    core = Core()
    it = reception(core)
    it.hear("READY", {"user": {"id": "9"}, "guilds": [{"id": "3"}, {"id": "4"}]}, BEFORE)
    await it.gaps.write_down()
    assert core.missed == [("3", BEFORE - EARLIER), ("4", BEFORE - EARLIER)]


async def test_a_server_that_comes_at_once_was_not_away_and_one_that_comes_later_was() -> None:
    core = Core()
    it = reception(core)
    it.hear("READY", {"user": {"id": "9"}, "guilds": [{"id": "3"}, {"id": "4"}]}, BEFORE)
    await it.gaps.write_down()
    core.missed.clear()
    core.clock.forward(seconds=5)
    it.hear("GUILD_CREATE", {"id": "3"})
    core.clock.forward(seconds=1)
    it.hear("GUILD_CREATE", {"id": "4"})
    await it.gaps.write_down()
    assert core.missed == [("4", NOW - EARLIER)]
    await it.finish()


@pytest.mark.parametrize("trouble", [RuntimeError("Away."), UserMustAct("No."), PrivateMessagesClosed("No.")])
async def test_what_cant_be_kept_is_missed_and_nothing_counts_as_kept_meanwhile(trouble: Exception) -> None:
    core = Core(refuses=trouble)
    it = reception(core)
    it.hear("MESSAGE_CREATE", message())
    core.clock.forward(minutes=1)
    assert it.kept_until(core.clock.now()) == NOW - timedelta(seconds=1)
    await it.finish()
    assert it.gaps.unwritten
    await it.gaps.write_down()
    assert core.missed == [("3", NOW - EARLIER)]
    assert it.kept_until(core.clock.now()) == core.clock.now()


async def test_whoever_presses_waits_for_nobody() -> None:
    core = Core()
    it = reception(core)
    it.lanes.most_waiting = 0
    it.hear("INTERACTION_CREATE", {"id": "1"})
    await it.after.finish()
    assert core.pressed == [{"id": "1"}]


async def test_of_names_those_count_who_write_where_answers_are() -> None:
    core = Core()
    it = reception(core)
    it.rooms.learn("THREAD_CREATE", {"id": "6", "type": 11, "parent_id": "5"})
    for other in (
        {},
        {"channel_id": "6"},
        {"channel_id": "6"},
        {"channel_id": "6", "member": {"nick": "Ana B"}},
    ):
        await it.event("MESSAGE_CREATE", message(**other))
    await it.after.finish()
    assert core.named == [("7", "ana", "", "3"), ("7", "ana", "Ana B", "3")]


@pytest.mark.parametrize("kind", ["TYPING_START", "GUILD_MEMBER_UPDATE", "PRESENCE_UPDATE", "SOMETHING_NEW"])
async def test_nothing_else_is_any_business_of_ours(kind: str) -> None:
    core = Core()
    it = reception(core)
    it.hear(kind, {"strange": 1})
    assert not it.busy
    assert not it.gaps.unwritten
