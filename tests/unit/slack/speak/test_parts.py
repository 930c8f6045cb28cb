"""A card's parts, met again among whatever else stands in a channel."""

from typing import Any

import pytest

from adapters.slack.blocks import SlackFile, SlackMessage
from adapters.slack.speak.parts import FALLBACK, Sought, content, file_name, is_file, parts_of
from adapters.slack.speak.tokens import BotToken

ME = BotToken("T1", "xoxb-1", "B1", "U1")
SOUGHT = Sought("delivery-7", ME, 2)
FILE = SlackFile("board.png", "image/png", b"png", "A board.")


def posted(message: SlackMessage, key: str, number: int, **by: str) -> dict[str, Any]:
    return {"ts": "1.000100", **content(message, key, number), **by}


def test_my_own_part_is_met() -> None:
    message = SlackMessage("Words.", ())
    assert SOUGHT.part_in(posted(message, "delivery-7", 1, bot_id="B1")) == (1, "1.000100")
    assert SOUGHT.part_in(posted(message, "delivery-7", 0, user="U1")) == (0, "1.000100")


@pytest.mark.parametrize("by", [{"bot_id": "B2"}, {"user": "U2"}, {"bot_id": "", "user": ""}])
def test_whoever_else_carries_my_key_is_not_me(by: dict[str, str]) -> None:
    assert SOUGHT.part_in(posted(SlackMessage("Words.", ()), "delivery-7", 0, **by)) is None


def test_a_token_that_knows_no_bot_id_takes_nobody_for_itself() -> None:
    nameless = Sought("delivery-7", BotToken("T1", "xoxb-1", "", "U1"), 1)
    assert nameless.part_in(posted(SlackMessage("", ()), "delivery-7", 0, bot_id="", user="U2")) is None


def test_another_card_of_mine_is_not_this_one() -> None:
    for key in ("delivery-70", "delivery-", "posting-7"):
        assert SOUGHT.part_in(posted(SlackMessage("", ()), key, 0, bot_id="B1")) is None


def test_a_file_is_met_by_its_name() -> None:
    name = file_name(FILE, "delivery-7", 1)
    assert name.startswith("board-")
    assert name.endswith(".png")
    shared = {"ts": "2.0", "bot_id": "B1", "files": [{"id": "F9", "name": name}]}
    assert SOUGHT.part_in(shared) == (1, "F9")
    assert Sought("delivery-8", ME, 2).part_in(shared) is None
    assert SOUGHT.part_in({**shared, "bot_id": "B2"}) is None


def test_messages_come_before_their_files() -> None:
    one, two = SlackMessage("1", (), (FILE,)), SlackMessage("2", ())
    assert parts_of([one, two]) == (one, two, FILE)
    assert is_file("F123")
    assert not is_file("1700000000.000100")


def test_the_words_beside_the_blocks_are_short_enough_to_be_changed_later() -> None:
    said = content(SlackMessage("x" * 20_000, ()), "k", 0)
    assert len(said["text"]) == FALLBACK
    assert said["text"].endswith("…")
