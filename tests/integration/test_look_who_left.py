"""Members who left a platform that tells nobody: they are looked for, and nobody else loses a place."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest

from adapters.main import House
from bot.domain.happenings import Account
from bot.domain.ids import GroupId
from bot.errors import RetryLater, UserMustAct
from bot.library.library import Library
from bot.practice.look_who_left import look_who_left
from bot.testing import FakeClock
from tests.integration.linked import TwoChats, two_chats

CIRCLE, PAIR = "circle", "pair"


@dataclass(slots=True)
class Server:
    """Who is in which installation, as the platform would say."""

    gone: set[str] = field(default_factory=set)
    raises: Exception | None = None
    asked: list[str] = field(default_factory=list)

    async def is_there(self, installation_ref: str, account: Account) -> bool:
        self.asked.append(account.ref)
        if self.raises is not None:
            raise self.raises
        return account.ref not in self.gone


@pytest.fixture
async def chats(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[TwoChats]:
    async with two_chats(database_url, clock, library) as chats:
        await chats.at("2026-03-01T12:00")
        for name in (CIRCLE, PAIR):
            await chats.founds(name, chats.near)
        await chats.at("2026-03-02T08:01")
        for ref in ("Ana", "Ben"):
            await chats.answers(chats.near, ref, CIRCLE, f"{ref} would stop it, and read the logs of it.")
        yield chats


async def looks(house: House, server: Server, platform: str = "near", most: int = 100) -> int:
    """All pages, one after the other."""
    left, after = await look_who_left(house.core, platform, server.is_there, 0, most)
    while after:
        further, after = await look_who_left(house.core, platform, server.is_there, after, most)
        left += further
    return left


async def members(chats: TwoChats, group: GroupId) -> set[str]:
    async with chats.house.core.store.work() as work:
        return {member.name for member in await work.people.members(group)}


@pytest.mark.parametrize("most", [1, 2, 100])
async def test_whoever_is_gone_from_the_server_leaves_its_groups(chats: TwoChats, most: int) -> None:
    server = Server({"Ana"})
    assert await looks(chats.house, server, most=most) == 1
    assert sorted(server.asked) == ["Ana", "Ben", "Organiser", "Organiser"]
    assert await members(chats, chats.groups[CIRCLE]) == {"Sample Ben", "Sample Organiser"}
    assert await looks(chats.house, server, most=most) == 0
    assert "Sample Ana" not in {name for name, _ in await chats.board(CIRCLE)}
    assert await chats.is_sound()


async def test_whoever_comes_back_by_taking_part_is_a_member_again(chats: TwoChats) -> None:
    server = Server({"Ana"})
    assert await looks(chats.house, server) == 1
    chats.clock.forward(minutes=1)
    await chats.answers(
        chats.near, "Ana", CIRCLE, "And once more I would stop it, and tell everyone at once."
    )
    server.gone.clear()
    assert await looks(chats.house, server) == 0
    assert "Sample Ana" in await members(chats, chats.groups[CIRCLE])


async def test_a_server_that_may_not_be_asked_takes_nobodys_place(chats: TwoChats) -> None:
    server = Server({"Ana"}, UserMustAct("You may not look."))
    assert await looks(chats.house, server) == 0
    server.raises = RetryLater("Later.")
    with pytest.raises(RetryLater):
        await looks(chats.house, server)
    assert "Sample Ana" in await members(chats, chats.groups[CIRCLE])


async def test_a_lost_server_is_not_asked(chats: TwoChats) -> None:
    async with chats.house.core.store.work() as work:
        it = await work.installations.named("near", "N1")
        assert it is not None
        now = chats.clock.now()
        assert await work.installations.lose(it.id, "gone", now, now)
    server = Server({"Ana"})
    assert await looks(chats.house, server) == 0
    assert server.asked == []


async def test_whoever_reads_the_group_in_another_chat_stays(chats: TwoChats) -> None:
    await chats.spans(CIRCLE, chats.far)
    await chats.link((chats.near, "Ana"), (chats.far, "Ana-there"))
    assert await looks(chats.house, Server({"Ana", "Ben"})) == 1
    assert await members(chats, chats.groups[CIRCLE]) >= {"Sample Ana"}
    assert "Sample Ben" not in await members(chats, chats.groups[CIRCLE])
