"""One group with a channel in each of two chats: one deadline, one board, and every card in both."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.cards import BoardCard, Note, RevealCard, ScenarioCard
from bot.domain.mode import Mode
from bot.library.library import Library
from bot.practice.receive import receive
from bot.testing import FakeClock, FakePlatform
from tests.integration.linked import LONG, TwoChats, two_chats
from tests.integration.test_linking import OTHER_WORDS

CIRCLE, THERE = "circle", "there"


@pytest.fixture
async def chats(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[TwoChats]:
    async with two_chats(database_url, clock, library) as chats:
        await chats.at("2026-03-01T12:00")
        await chats.founds(CIRCLE, chats.near)
        yield chats


async def _code(chats: TwoChats) -> str:
    card = await chats.types(chats.near, "Organiser", "share", CIRCLE, admin=True)
    assert isinstance(card, Note)
    return card.text.split("`")[1]


async def _shares(chats: TwoChats, ref: str, code: str, channel: str | None = THERE) -> str:
    card = await chats.types(chats.far, ref, f"share {code}", channel, admin=True)
    assert isinstance(card, Note)
    return card.text


async def _fills(chats: TwoChats, platform: FakePlatform, channel: str, ref: str, text: str) -> None:
    card = platform.in_channel(channel)[-1].card
    assert isinstance(card, ScenarioCard)
    account = chats.account(platform, ref)
    await receive(chats.house.core, platform.fills(account, card.buttons[0].subject, text))


async def test_a_week_of_a_sealed_group_in_both(chats: TwoChats) -> None:
    async with chats.house.core.store.work() as work:
        await work.groups.change(chats.groups[CIRCLE], mode=Mode.SEALED)
    assert "this channel is “circle”'s now" in (await _shares(chats, "Olga", await _code(chats))).replace(
        "’", "'"
    )
    await chats.house.settle()
    (letter,) = chats.near.told(chats.account(chats.near, "Organiser"))
    assert "“circle” has a channel on Far now" in repr(letter)

    await chats.at("2026-03-02T08:01")
    mine, theirs = chats.near.in_channel(CIRCLE)[-1].card, chats.far.in_channel(THERE)[-1].card
    assert isinstance(mine, ScenarioCard)
    assert isinstance(theirs, ScenarioCard)
    assert (mine.title, mine.deadline) == (theirs.title, theirs.deadline)
    await _fills(chats, chats.near, CIRCLE, "Mona", LONG)
    await _fills(chats, chats.far, THERE, "Ben", OTHER_WORDS)
    await chats.at("2026-03-02T08:30")
    assert {name for name, _ in await chats.board(CIRCLE)} == {"Sample Mona", "Sample Ben"}

    await chats.at("2026-03-03T08:05")
    for platform, channel in ((chats.near, CIRCLE), (chats.far, THERE)):
        (reveal,) = [s.card for s in platform.in_thread(channel) if isinstance(s.card, RevealCard)]
        assert "misled" in repr(reveal)
        assert "Nobody ships" in repr(reveal)
    await chats.at("2026-03-06T16:05")
    for platform, channel in ((chats.near, CIRCLE), (chats.far, THERE)):
        (weekly,) = [s.card for s in platform.in_channel(channel) if isinstance(s.card, BoardCard)]
        assert "Sample Ben" in repr(weekly)
    assert await chats.is_sound()


async def test_whoever_types_the_code_organises_nothing(chats: TwoChats) -> None:
    await _shares(chats, "Olga", await _code(chats))
    card = await chats.types(chats.far, "Olga", "pause", THERE, admin=True)
    assert "Only this group's organisers" in repr(card)
    card = await chats.types(chats.far, "Olga", "share", THERE, admin=True)
    assert "Only this group's organisers" in repr(card)


async def test_what_a_code_for_a_channel_does_not_open(chats: TwoChats) -> None:
    code = await _code(chats)
    assert "typed in that channel" in await _shares(chats, "Olga", code, None)
    await chats.founds("another", chats.far)
    assert "practises in this channel already" in await _shares(chats, "Olga", code, "another")
    chats.clock.forward(minutes=10)
    assert "opens nothing" in await _shares(chats, "Olga", code)
    assert "opens nothing" in await _shares(chats, "Olga", "AAAA-BBBB")
    member = await chats.types(chats.near, "Mona", "share", CIRCLE, admin=True)
    assert "Only this group's organisers" in repr(member)
    async with chats.house.core.store.work() as work:
        assert len(await work.groups.channels([chats.groups[CIRCLE]])) == 1


async def test_a_used_code_opens_no_second_channel(chats: TwoChats) -> None:
    code = await _code(chats)
    await _shares(chats, "Olga", code)
    assert "opens nothing" in await _shares(chats, "Olga", code, "third")
