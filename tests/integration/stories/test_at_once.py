"""Two things at once in one bank: none is written over, and twenty stay twenty."""

import asyncio

import pytest

from bot.domain.ids import InstallationId
from bot.domain.story import MOST_STORIES, StoryText
from bot.errors import Stale, UserMustAct
from bot.practice.stories import words
from bot.practice.stories.keep import Shelf
from bot.store.work import Work
from tests.conversation.stage import Member
from tests.integration.stories.telling import NIGHT, TILLS, keeps, kept


def number(place: int) -> StoryText:
    return StoryText(f"Story {place}", f"A risk of kind {place}.", "I limited it.", "It fell.")


async def shelf(ana: Member, work: Work) -> tuple[Shelf, InstallationId]:
    platform = ana.stage.platform
    place = await work.groups.installation(platform.name, platform.installation_ref)
    assert place is not None
    return Shelf(work, ana.stage.group, await ana.id(), ana.stage.clock.now()), place


async def test_the_second_of_two_waits_and_finds_the_bank_full(ana: Member) -> None:
    store = ana.stage.house.core.store
    for place in range(MOST_STORIES - 1):
        await keeps(ana, number(place))
    async with store.work() as one:
        mine, place_of = await shelf(ana, one)
        await mine.keep(number(100), place_of)

        async def other() -> None:
            async with store.work() as work:
                theirs, _ = await shelf(ana, work)
                await theirs.keep(number(101), place_of)

        late = asyncio.create_task(other())
        done, _ = await asyncio.wait({late}, timeout=0.5)
        assert not done
    with pytest.raises(UserMustAct) as refused:
        await late

    assert refused.value.message == words.FULL
    assert len(await kept(ana)) == MOST_STORIES


async def test_a_change_of_what_was_changed_meanwhile_is_refused(ana: Member) -> None:
    await keeps(ana)
    (read,) = await kept(ana)
    async with ana.stage.house.core.store.work() as work:
        mine, _ = await shelf(ana, work)
        await mine.rewrite(read, TILLS)
        with pytest.raises(Stale):
            await mine.rewrite(read, number(1))
        assert await mine.rewrite(read, NIGHT) == await mine.numbered(read.id)

    assert [story.text for story in await kept(ana)] == [TILLS]
