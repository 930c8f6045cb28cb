"""Codes that join accounts: typed once, in time, by whoever was given one; guessing leads nowhere."""

from collections.abc import AsyncIterator

import psycopg
import pytest

from bot.domain.cards import Note
from bot.domain.linking import LENGTH, LETTERS, MOST_LINKS, MOST_WRONG, CodeKind, mark_of_code, read_code
from bot.library.library import Library
from bot.practice.sweep import tidy
from bot.testing import FakeClock
from tests.integration.linked import TwoChats, two_chats

OPENS_NOTHING = "That code opens nothing"
CIRCLE = "circle"


@pytest.fixture
async def chats(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[TwoChats]:
    async with two_chats(database_url, clock, library) as chats:
        await chats.at("2026-03-01T12:00")
        await chats.founds(CIRCLE, chats.near)
        yield chats


async def _are_one(chats: TwoChats) -> bool:
    one = await chats.person(chats.near, "Mona")
    return one is not None and one == await chats.person(chats.far, "MonaFar")


@pytest.mark.parametrize("spelling", ["{0}", "{1}", "{2}", "{3}", "`{0}`"])
async def test_a_code_may_be_typed_in_many_ways(chats: TwoChats, spelling: str) -> None:
    code = await chats.code_of(chats.near, "Mona")
    typed = spelling.format(code, code.lower(), code.replace("-", ""), code.replace("-", " "))
    assert "one person now" in await chats.says_to(chats.far, "MonaFar", f"link {typed}")
    assert await _are_one(chats)


async def test_a_code_is_kept_as_a_hash_and_not_for_long(chats: TwoChats, database_url: str) -> None:
    code = await chats.code_of(chats.near, "Mona")
    with psycopg.connect(database_url) as rows:
        kept = repr(rows.execute("select * from link_codes").fetchall())
    plain = read_code(code)
    assert plain is not None
    assert plain not in kept
    assert code not in kept
    assert mark_of_code(CodeKind.PERSON, plain) in kept
    chats.clock.forward(hours=2)
    await tidy(chats.house.core)
    with psycopg.connect(database_url) as rows:
        assert rows.execute("select * from link_codes").fetchall() == []


async def test_an_old_a_used_and_a_replaced_code_open_nothing(chats: TwoChats) -> None:
    old = await chats.code_of(chats.near, "Mona")
    replaced = await chats.code_of(chats.near, "Mona")
    assert OPENS_NOTHING in await chats.says_to(chats.far, "MonaFar", f"link {old}")
    chats.clock.forward(minutes=10)
    assert OPENS_NOTHING in await chats.says_to(chats.far, "MonaFar", f"link {replaced}")
    assert not await _are_one(chats)
    used = await chats.code_of(chats.near, "Mona")
    assert "one person now" in await chats.says_to(chats.far, "MonaFar", f"link {used}")
    assert OPENS_NOTHING in await chats.says_to(chats.far, "Thief", f"link {used}")


async def test_guessing_is_stopped_even_with_the_right_code(chats: TwoChats) -> None:
    code = await chats.code_of(chats.near, "Mona")
    for n in range(MOST_WRONG):
        guess = (LETTERS[n] * LENGTH) if n % 2 else "what"
        assert OPENS_NOTHING in await chats.says_to(chats.far, "Thief", f"link {guess}")
    assert "too many wrong codes" in await chats.says_to(chats.far, "Thief", f"link {code}")
    assert await chats.person(chats.far, "Thief") != await chats.person(chats.near, "Mona")
    assert "one person now" in await chats.says_to(chats.far, "MonaFar", f"link {code}")
    chats.clock.forward(minutes=61)
    assert OPENS_NOTHING in await chats.says_to(chats.far, "Thief", "link what")


async def test_who_cannot_be_linked(chats: TwoChats) -> None:
    code = await chats.code_of(chats.near, "Mona")
    assert "this account's own" in await chats.says_to(chats.near, "Mona", f"link {code}")
    assert "Both accounts are on Near" in await chats.says_to(chats.near, "Ben", f"link {code}")
    assert "one person now" in await chats.says_to(chats.far, "MonaFar", f"link {code}")
    for platform, ref in ((chats.near, "Mona"), (chats.far, "MonaFar")):
        assert "one person with" in await chats.says_to(platform, ref, "link")
    other = await chats.code_of(chats.near, "Ben")
    assert "already" in await chats.says_to(chats.far, "MonaFar", f"link {other}")
    assert "linked with no other" in await chats.says_to(chats.near, "Ben", "unlink")


async def test_a_code_of_somebody_who_was_linked_since_opens_nothing(chats: TwoChats) -> None:
    mine = await chats.code_of(chats.near, "Mona")
    theirs = await chats.code_of(chats.far, "MonaFar")
    assert "one person now" in await chats.says_to(chats.near, "Mona", f"link {theirs}")
    assert "linked already" in await chats.says_to(chats.far, "Thief", f"link {mine}")
    assert await chats.person(chats.far, "Thief") != await chats.person(chats.near, "Mona")


async def test_linking_again_and_again_is_stopped(chats: TwoChats) -> None:
    for _ in range(MOST_LINKS):
        assert "one person now" in await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))
        assert "two people again" in await chats.says_to(chats.far, "MonaFar", "unlink")
    assert "within 24 hours" in await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))
    chats.clock.forward(hours=25)
    assert "one person now" in await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))


async def test_a_mock_interview_is_finished_first(chats: TwoChats) -> None:
    await chats.at("2026-03-02T08:01")
    await chats.answers(chats.near, "Mona", CIRCLE)
    await chats.types(chats.near, "Mona", "mock", CIRCLE)
    code = await chats.code_of(chats.near, "Mona")
    assert "under way with one of the two" in await chats.says_to(chats.far, "MonaFar", f"link {code}")
    assert not await _are_one(chats)


async def test_a_code_for_a_channel_links_nobody_and_the_other_way_round(chats: TwoChats) -> None:
    card = await chats.types(chats.near, "Organiser", "share", CIRCLE, admin=True)
    assert isinstance(card, Note)
    channel_code = card.text.split("`")[1]
    assert OPENS_NOTHING in await chats.says_to(chats.far, "MonaFar", f"link {channel_code}")
    code = await chats.code_of(chats.near, "Mona")
    refused = await chats.types(chats.far, "Thief", f"share {code}", "elsewhere", admin=True)
    assert OPENS_NOTHING in repr(refused)
