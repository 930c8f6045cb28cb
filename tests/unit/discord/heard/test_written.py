"""A message's JSON as the core is told of it."""

from datetime import UTC, datetime
from typing import Any

import pytest

from adapters.discord.heard.written import written
from bot.domain.happenings import Account, MessageAt, Opening
from bot.domain.nameless import nameless

AT = MessageAt("5", "1", "6")
ANA, BEN, BOT = ({"id": n, "username": name} for n, name in (("7", "ana"), ("8", "ben"), ("9", "debrief")))


def message(**other: Any) -> dict[str, Any]:
    said = {"id": "1", "type": 0, "author": ANA | {"global_name": "Ana"}, "content": "I would stop it."}
    return said | {"timestamp": "2026-03-02T08:00:00.123000+00:00", "edited_timestamp": None} | other


def test_it_comes_with_its_author_place_and_time() -> None:
    told = written("3", message(), AT)
    assert told is not None
    assert (told.at, told.author, told.text) == (AT, Account("discord", "", "7", "Ana"), "I would stop it.")
    assert told.posted_at == datetime(2026, 3, 2, 8, 0, 0, 123_000, tzinfo=UTC)
    assert (told.edited_at, told.source.event_ref) == (None, "message:1:")


def test_an_edit_is_an_event_of_its_own() -> None:
    told = written("3", message(edited_timestamp="2026-03-02T08:01:00+00:00"), AT)
    assert told is not None
    assert told.edited_at == datetime(2026, 3, 2, 8, 1, tzinfo=UTC)
    assert told.source.event_ref == "message:1:2026-03-02T08:01:00+00:00"


@pytest.mark.parametrize(
    "other",
    [
        {"author": BOT | {"bot": True}},
        {"webhook_id": "4"},
        {"author": ANA | {"system": True}},
        *({"type": kind} for kind in (6, 7, 18, 20, 21, 46)),
    ],
)
def test_what_no_member_wrote_is_nothing(other: dict[str, Any]) -> None:
    assert written("3", message(**other), AT) is None


@pytest.mark.parametrize(
    ("other", "opening"),
    [
        ({}, Opening.PLAIN),
        ({"content": "<@8> I would not."}, Opening.MENTIONS_ANOTHER),
        ({"content": "  <@&8> all"}, Opening.MENTIONS_ANOTHER),
        ({"content": "I would, <@8>."}, Opening.PLAIN),
        ({"content": "> 5 %"}, Opening.QUOTES),
        ({"content": ">5 %"}, Opening.PLAIN),
        ({"type": 19, "referenced_message": {"author": BEN}}, Opening.MENTIONS_ANOTHER),
        ({"type": 19, "referenced_message": {"author": ANA}}, Opening.PLAIN),
        ({"type": 19, "referenced_message": {"author": BOT | {"bot": True}}}, Opening.PLAIN),
        ({"type": 19, "referenced_message": None}, Opening.PLAIN),
    ],
)
def test_how_it_begins(other: dict[str, Any], opening: Opening) -> None:
    told = written("3", message(**other), AT)
    assert told is not None
    assert told.opening is opening


def button(custom_id: str) -> list[dict[str, Any]]:
    return [{"type": 1, "components": [{"type": 2, "custom_id": custom_id}]}]


CARD = {"author": BOT | {"bot": True}, "components": button("debrief:answer:0:7|posting-3.0")}


@pytest.mark.parametrize(
    ("other", "to_card"),
    [
        ({"type": 19, "referenced_message": CARD}, True),
        ({"type": 0, "referenced_message": CARD}, False),
        ({"type": 19, "referenced_message": CARD | {"author": BEN}}, False),
        ({"type": 19, "referenced_message": CARD | {"components": button("debrief:mock:0:7")}}, False),
        ({"type": 19, "referenced_message": CARD | {"components": []}}, False),
        ({"type": 19, "referenced_message": None}, False),
    ],
)
def test_a_reply_to_the_card_is_known_by_its_button(other: dict[str, Any], *, to_card: bool) -> None:
    told = written("3", message(**other), AT)
    assert told is not None
    assert told.to_card is to_card


def test_it_reads_as_it_was_typed() -> None:
    told = written("3", message(content="Ask <@8> and <@77> <:owl:123> \\*x*", mentions=[BEN]), AT)
    assert told is not None
    assert told.text == "Ask @ben and @somebody :owl: \\*x*"


@pytest.mark.parametrize("name", ["Jean Luc Picard", "Ünal  O’Neill 🦉", "a.b-c d", "..", "🦉 🦉"])
def test_no_part_of_a_mentioned_name_is_left_when_names_are_taken_out(name: str) -> None:
    mentioned = {"id": "8", "username": "ben", "global_name": name}
    told = written("3", message(content="Ask <@8> first.", mentions=[mentioned]), AT)
    assert told is not None
    assert nameless(told.text, []) in ("Ask somebody first.", "Ask @somebody first.")
