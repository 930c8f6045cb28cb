"""A sheet's picture in the study room and on Discord; kept, shown to its reader, described."""

import re

from hypothesis import given
from hypothesis import strategies as st

from adapters.discord.wording import messages
from adapters.web.room.as_json import card_as_json, card_from_json
from bot.domain.card_parts import Picture, Section
from bot.domain.cards import SheetCard
from tests.unit.test_room_render import Read, on_a_page

SHEET = SheetCard("S", (Section("H", ("a",)),), picture=Picture(b"PNG", "<svg onload='x'/>", "Lines"))


@given(st.binary())
def test_it_comes_back_to_the_byte(content: bytes) -> None:
    card = SheetCard("S", (), picture=Picture(content, "<svg/>", "Lines"))

    assert card_from_json(card_as_json(card)) == card


def test_a_page_shows_it_with_its_words_and_never_as_markup() -> None:
    html = on_a_page(SHEET)

    assert re.search(r'<img src="/room/you/picture/d\d+-\w+" alt="Lines"', html)
    assert "onload" not in html
    assert "img" not in Read(on_a_page(SheetCard("S", ()))).tags


def test_discord_has_it_as_a_file_with_a_description() -> None:
    (message,) = messages(SHEET)

    assert [(file.name, file.media_type, file.content) for file in message.files] == [
        ("progress.png", "image/png", b"PNG")
    ]
