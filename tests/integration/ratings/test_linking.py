"""Two accounts that become one person have one rating, and two again when that ends."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.cards import ScenarioCard
from bot.domain.mode import Mode
from bot.library.library import Library
from bot.practice.ratings import ratings_of
from bot.practice.receive import receive
from bot.testing import FakeClock, FakePlatform
from tests.integration.linked import LONG, TwoChats, two_chats

CIRCLE = "circle"
OTHER_WORDS = (
    "Nobody ships again before the nurse on duty has a way to say no, the threshold is written down with its "
    "owner, and whoever was sent home wrongly has been called back. That is what {n} letters are for."
)


@pytest.fixture
async def chats(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[TwoChats]:
    """One sealed group in both chats, on its first Monday."""
    async with two_chats(database_url, clock, library) as chats:
        await chats.at("2026-03-01T12:00")
        await chats.founds(CIRCLE, chats.near)
        await chats.spans(CIRCLE, chats.far)
        async with chats.house.core.store.work() as work:
            await work.groups.change(chats.groups[CIRCLE], mode=Mode.SEALED)
        await chats.at("2026-03-02T08:01")
        yield chats


async def fills(chats: TwoChats, platform: FakePlatform, ref: str, words: str) -> None:
    """The form of the newest scenario."""
    cards = [s.card for s in platform.in_channel(CIRCLE) if isinstance(s.card, ScenarioCard)]
    account = chats.account(platform, ref)
    await receive(chats.house.core, platform.fills(account, cards[-1].buttons[0].subject, words))


async def results(chats: TwoChats) -> list[int]:
    async with chats.house.core.store.work() as work:
        found = await ratings_of(work, chats.groups[CIRCLE])
    return sorted(rating.results for rating in found.values())


async def test_results_of_both_accounts_are_one_persons_until_the_link_ends(chats: TwoChats) -> None:
    await fills(chats, chats.near, "Mona", LONG.format(n=1))
    await chats.at("2026-03-02T08:30")
    await chats.at("2026-03-03T08:01")
    await fills(chats, chats.far, "Mo", OTHER_WORDS.format(n=2))
    await chats.at("2026-03-03T08:30")
    assert await results(chats) == [1, 1]
    await chats.link((chats.near, "Mona"), (chats.far, "Mo"))
    await chats.house.settle()
    assert await results(chats) == [2]
    await chats.types(chats.near, "Mona", "unlink")
    await chats.house.settle()
    assert await results(chats) == [1, 1]
