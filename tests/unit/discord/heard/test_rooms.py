"""Where a message stands, by what the gateway has told of channels."""

import asyncio
from typing import Any

import pytest

from adapters.discord.heard.rooms import Rooms
from bot.domain.happenings import MessageAt
from bot.errors import ChannelGone, RetryLater


class Look:
    """Discord, when it's asked for a channel."""

    def __init__(self, **channels: Any) -> None:
        self.channels = channels
        self.asked: list[str] = []

    async def __call__(self, guild: str, channel: str) -> dict[str, Any]:
        self.asked.append(channel)
        await asyncio.sleep(0)
        found: dict[str, Any] | Exception = self.channels[f"c{channel}"]
        if isinstance(found, Exception):
            raise found
        return found


def rooms(**channels: Any) -> Rooms:
    built = Rooms(Look(**channels))
    built.learn("READY", {"user": {"id": "9"}, "guilds": []})
    return built


GUILD = {
    "id": "3",
    "channels": [{"id": "5", "type": 0}, {"id": "8", "type": 15, "parent_id": "4"}],
    "threads": [{"id": "6", "type": 11, "parent_id": "5"}],
    "roles": [{"id": "3"}, {"id": "98", "tags": {"bot_id": "10"}}, {"id": "99", "tags": {"bot_id": "9"}}],
}


async def test_it_knows_what_a_server_is_described_with() -> None:
    it = rooms()
    it.learn("GUILD_CREATE", GUILD)
    assert await it.at({"channel_id": "5", "guild_id": "3"}, "1") == MessageAt("5", "1")
    assert await it.at({"channel_id": "6", "guild_id": "3"}, "1") == MessageAt("5", "1", "6")
    assert await it.at({"channel_id": "8", "guild_id": "3"}, "1") == MessageAt("8", "1")  # in a category
    assert it.roles == {"3": "99"}


@pytest.mark.parametrize("kind", [10, 11, 12])
async def test_it_learns_of_threads_as_they_come(kind: int) -> None:
    it = rooms()
    it.learn("THREAD_CREATE", {"id": "6", "type": kind, "parent_id": "5"})
    it.learn("THREAD_LIST_SYNC", {"guild_id": "3", "threads": [{"id": "7", "type": kind, "parent_id": "5"}]})
    for thread in ("6", "7"):
        assert await it.at({"channel_id": thread, "guild_id": "3"}, "1") == MessageAt("5", "1", thread)


async def test_a_direct_conversation_is_no_channel_of_a_server() -> None:
    assert await rooms().at({"channel_id": "4"}, "1") == MessageAt("4", "1", direct=True)


async def test_a_channel_that_isnt_known_is_asked_for_once() -> None:
    it = rooms(c6={"type": 11, "parent_id": "5"})
    at = {"channel_id": "6", "guild_id": "3"}
    found = await asyncio.gather(*(it.at(at, str(ref)) for ref in range(5)))
    assert {(one.channel_ref, one.thread_ref) for one in found if one} == {("5", "6")}
    assert isinstance(it.look, Look)
    assert it.look.asked == ["6"]


async def test_of_a_channel_that_is_gone_nothing_is_told_and_it_may_come_back() -> None:
    it = rooms(c6=ChannelGone("The thread was deleted."))
    at = {"channel_id": "6", "guild_id": "3"}
    assert await it.at(at, "1") is None
    it.learn("THREAD_CREATE", {"id": "6", "type": 11, "parent_id": "5"})
    assert await it.at(at, "1") == MessageAt("5", "1", "6")


async def test_while_discord_cant_say_nobody_guesses() -> None:
    it = rooms(c6=RetryLater("Discord is away."))
    for _ in range(2):
        with pytest.raises(RetryLater):
            await it.at({"channel_id": "6", "guild_id": "3"}, "1")


async def test_threads_without_end_are_forgotten_and_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("adapters.discord.heard.rooms.MOST", 3)
    thread = {"type": 11, "parent_id": "5"}
    it = rooms(c6=thread)
    for ref in ("6", "7", "8"):
        it.learn("THREAD_CREATE", {"id": ref, **thread})
    said_in_7 = {"channel_id": "7", "guild_id": "3"}
    assert await it.at(said_in_7, "1") == MessageAt("5", "1", "7")
    for ref in ("9", "10"):
        it.learn("THREAD_CREATE", {"id": ref, **thread})
    assert list(it._parents) == ["7", "9", "10"]
    assert await it.at({"channel_id": "6", "guild_id": "3"}, "1") == MessageAt("5", "1", "6")
    assert isinstance(it.look, Look)
    assert it.look.asked == ["6"]
