"""Stories survive leaving, and go along when two accounts become one person, and back when they part."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.cards import Note, SheetCard
from bot.library.library import Library
from bot.practice.receive import receive
from bot.testing import FakeClock
from tests.conversation.stage import CHANNEL, Member, Stage
from tests.integration.linked import TwoChats, two_chats
from tests.integration.stories.telling import NIGHT, keeps, kept, lines, types
from tests.integration.typed_in_chat import ANSWER

CIRCLE = "circle"
NEARBY = "story add Title: Near Situation: A risk near. Action: I held it. Outcome: It fell by 2."
AWAY = "story add Title: Far Situation: A risk far off. Action: I cut it. Outcome: It fell by 3."


@pytest.fixture
async def chats(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[TwoChats]:
    """One group in both chats, in which Mona and her far account have answered."""
    async with two_chats(database_url, clock, library) as chats:
        await chats.at("2026-03-01T12:00")
        await chats.founds(CIRCLE, chats.near)
        await chats.spans(CIRCLE, chats.far)
        await chats.at("2026-03-02T08:01")
        await chats.answers(chats.near, "Mona", CIRCLE)
        await chats.answers(chats.far, "MonaFar", CIRCLE)
        yield chats


async def test_linked_accounts_have_one_bank_and_part_with_their_own(chats: TwoChats) -> None:
    await chats.types(chats.near, "Mona", NEARBY, CIRCLE)
    await chats.types(chats.far, "MonaFar", AWAY, CIRCLE)
    await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))

    for platform, ref in ((chats.near, "Mona"), (chats.far, "MonaFar")):
        said = lines(await chats.types(platform, ref, "stories", CIRCLE))
        assert "1. “Near”" in said
        assert "2. “Far”" in said
    await chats.types(chats.far, "MonaFar", "story edit 1 Outcome: It fell by 9.", CIRCLE)
    await chats.says_to(chats.near, "Mona", "unlink")

    near = lines(await chats.types(chats.near, "Mona", "story 1", CIRCLE))
    assert "It fell by 9." in near
    far = lines(await chats.types(chats.far, "MonaFar", "stories", CIRCLE))
    assert "“Far”" in far
    assert "“Near”" not in far


async def test_who_leaves_finds_their_stories_when_they_are_back(stage: Stage, ana: Member) -> None:
    await keeps(ana)
    await ana.leaves()
    away = await types(ana, "stories")
    assert isinstance(away, Note)
    assert "You aren't in it yet" in away.text
    assert [story.text for story in await kept(ana)] == [NIGHT]

    await ana.says(ANSWER)
    assert "1. “Night calls”" in lines(await types(ana, "stories"))


async def test_whoever_is_forgotten_leaves_no_story(stage: Stage, ana: Member) -> None:
    await keeps(ana)
    asked = stage.platform.commands(ana.account, "forget-me", CHANNEL)
    card = await receive(stage.house.core, asked)
    assert isinstance(card, SheetCard)
    assert "the stories that you keep" in lines(card)
    await types(ana, "forget-me now")
    async with stage.house.core.store.engine.connect() as connection:
        rows = await connection.exec_driver_sql("select count(*) from stories")
        assert rows.scalar_one() == 0
