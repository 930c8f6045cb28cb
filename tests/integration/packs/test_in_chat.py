"""`/debrief-admin pack`, typed by an organiser, with and without a file."""

from dataclasses import replace

import pytest

from adapters.main import Chat, Parts
from adapters.main import house as wired
from bot.domain.cards import Card, SheetCard
from bot.domain.happenings import GivenFile
from bot.library.archive import MOST_ZIPPED
from bot.practice.receive import receive
from bot.testing import FakeFiles, FakePlatform
from tests.conversation.reading import text_of
from tests.fakes.mistaken_pack import MISTAKES, mistaken_pack
from tests.fakes.own_pack import own_text
from tests.integration.packs.conftest import Circle
from tests.unit.library.test_given import zipped
from tests.unit.library.test_twenty_mistakes import SENTENCES

BY_FILE = "To add some: `/debrief-admin pack` with a file, one `.yaml` or a zip of several."
PAINT = own_text("wet-paint").encode()


@pytest.fixture
def files() -> FakeFiles:
    return FakeFiles()


@pytest.fixture
def parts(parts: Parts, platform: FakePlatform, files: FakeFiles) -> Parts:
    return replace(parts, chats=(Chat(platform, files=files),))


async def gives(circle: Circle, *given: GivenFile, by: str = "", text: str = "pack") -> Card:
    account = circle.platform.account(by or f"lou-{circle.channel}")
    typed = circle.platform.commands(account, text, circle.channel, admin=True)
    card = await receive(circle.house.core, replace(typed, files=given))
    assert card is not None
    return card


async def test_without_a_file_it_says_what_is_there_and_how_to_add(alder: Circle) -> None:
    card = await gives(alder)
    assert isinstance(card, SheetCard)
    assert text_of(card) == (
        "Scenarios of your own. This group's own: Nothing yet: this group practises what everybody does. "
        + BY_FILE
    )


async def test_where_a_chat_takes_no_file_the_host_is_named(
    alder: Circle, database_url: str, platform: FakePlatform, parts: Parts
) -> None:
    async with wired(database_url, replace(parts, chats=(Chat(platform),))) as house:
        elsewhere = replace(alder, house=house)
        shown = text_of(await gives(elsewhere))
        assert f"ask whoever runs Debrief: `debrief packs add {alder.group} FOLDER`." in shown
        refused = text_of(await gives(elsewhere, GivenFile("wet-paint.yaml", 9, "x")))
        assert "Files can't be read here. Nothing was changed." in refused


async def test_a_file_is_added_listed_and_taken_out(alder: Circle, birch: Circle, files: FakeFiles) -> None:
    added = text_of(await gives(alder, files.gives("wet-paint.yaml", PAINT)))
    assert "Added: Wet paint." in added
    assert "Wet paint (`wet-paint`)" in added
    assert "`/debrief-admin pack remove ID` takes one out. No other group sees them." in added
    assert "Wet paint" not in text_of(await gives(birch))
    await alder.queues("wet-paint")
    assert "Wet paint (`wet-paint`) (in the queue)" in text_of(await gives(alder))
    removed = text_of(await gives(alder, text="pack remove Wet paint"))
    assert "Taken out: `wet-paint`." in removed
    assert "It waited in the queue, and does so no more." in removed
    assert "Nothing yet" in removed


async def test_twenty_mistakes_in_a_zip_are_twenty_lines(alder: Circle, files: FakeFiles) -> None:
    ours = zipped({file.name: file.data for file in mistaken_pack()})
    card = await gives(alder, files.gives("ours.zip", ours.data))
    assert isinstance(card, SheetCard)
    assert card.title == "Nothing was added"
    assert card.sections[0].lines == ("20 things are to mend in 20 files.",)
    assert len(card.sections[1].lines) == len(MISTAKES)
    file, _, rest = SENTENCES[0].partition(":")
    line, _, says = rest.partition(": ")
    assert card.sections[1].lines[0] == f"`ours.zip/{file}`, line {line}: {says}"
    assert "Nothing yet" in text_of(await gives(alder))


async def test_very_many_mistakes_are_cut_off_in_a_chat(alder: Circle, files: FakeFiles) -> None:
    card = await gives(alder, files.gives("a.yaml", b"criteria:\n" + b"- {}\n" * 100))
    assert isinstance(card, SheetCard)
    assert len(card.sections[1].lines) == 26
    assert card.sections[1].lines[-1] == "… and 475 more"


@pytest.mark.parametrize("by", ["Ana", "lou-birch"])
async def test_nobody_else_may_and_their_file_is_not_even_fetched(
    alder: Circle, birch: Circle, by: str
) -> None:
    card = await gives(alder, GivenFile("wet-paint.yaml", 9, "nowhere"), by=by)
    assert "organise" in text_of(card)
    assert "gone" not in text_of(card)
    assert birch.group


async def test_a_file_that_is_gone_or_too_large_is_told(alder: Circle) -> None:
    gone = await gives(alder, GivenFile("wet-paint.yaml", 9, "nowhere"))
    assert "That file is gone. Nothing was changed. Give it again." in text_of(gone)
    large = await gives(alder, GivenFile("wet`paint\n.zip", MOST_ZIPPED + 1, "nowhere"))
    assert "`wet?paint?.zip` is larger than 8 MB, so it was not read. Nothing was changed." in text_of(large)


async def test_what_cannot_be_read_behind_it_is_told(alder: Circle) -> None:
    assert "I can't read `dance` behind pack. Nothing was changed." in text_of(
        await gives(alder, text="pack dance")
    )
    assert "This group has no scenario `wet-paint` of its own." in text_of(
        await gives(alder, text="pack remove wet-paint")
    )


async def test_a_command_that_comes_twice_changes_nothing_more(alder: Circle, files: FakeFiles) -> None:
    account = alder.platform.account("lou-alder")
    given = replace(
        alder.platform.commands(account, "pack", "alder", admin=True),
        files=(files.gives("wet-paint.yaml", PAINT),),
    )
    first = await receive(alder.house.core, given)
    again = await receive(alder.house.core, given)
    assert first is not None
    assert "Added: Wet paint." in text_of(first)
    assert again is not None
    assert "Added" not in text_of(again)
