"""A sheet with a picture: sent directly, and its words where it was asked for when that fails."""

from dataclasses import replace

from adapters.slack.blocks import messages
from adapters.slack.heard.asker import Asker
from adapters.slack.heard.show import SENT_DIRECTLY, Show
from bot.domain.card_parts import Picture, Section
from bot.domain.cards import Note, SheetCard
from bot.errors import UserMustAct
from bot.testing import FakeClock, FakePlatform
from tests.unit.slack.heard.test_names import People

BARE = SheetCard("Your progress", (Section("Over time", ("strong",)),))
SHEET = replace(BARE, picture=Picture(b"PNG", "<svg/>", "Lines"))


async def shown(platform: FakePlatform) -> list[object]:
    who = platform.account("U1")
    await Show(People(), platform).card(SHEET, Asker(who, "k", channel_ref="C1", response_url=""))
    return list(platform.told(who))


async def test_it_comes_directly_and_is_said_to() -> None:
    platform = FakePlatform(FakeClock())

    assert await shown(platform) == [SHEET, SENT_DIRECTLY]


async def test_where_no_picture_can_be_sent_the_words_are_there() -> None:
    platform = FakePlatform(FakeClock())
    platform.before_landing.append(UserMustAct("I lack the permission files:write."))

    assert await shown(platform) == [BARE]


def test_the_picture_is_a_file_of_the_last_message() -> None:
    (message,) = messages(SHEET)

    assert [(file.name, file.content, file.alt) for file in message.files] == [
        ("progress.png", b"PNG", "Lines")
    ]
    assert messages(BARE)[0].files == ()
    assert isinstance(SENT_DIRECTLY, Note)
