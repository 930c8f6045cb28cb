"""Whatever is typed behind a command: it never raises, and it changes nothing that wasn't asked for."""

import os
from collections.abc import Sequence

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from adapters.main import House
from bot.domain.cards import SheetCard
from bot.domain.commanding import typed
from bot.domain.happenings import Account
from bot.domain.happenings import Command as Slash
from bot.practice.commands.table import TABLES
from bot.practice.receive import receive
from bot.store.tables import metadata
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import CHANNEL, Stage, first_day

EXAMPLES = int(os.environ.get("DEBRIEF_EXAMPLES", "40"))
CHANGES_ALONE = {"mock", "pause", "resume", "skip", "post-now", "setup", "link", "share"}
"""Asks for a change without a word behind it."""
WORDS = sorted({word for table in TABLES.values() for word in table})
LONG = "x" * 20_000
ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\x00\u202e\u2066\u200b\ud800\ufeff\x1b«»`“”،؛😀👩‍👩‍👧日本語שלוםسلام%:<>@|{}"),
    ),
    max_size=60,
)
FOREIGN = st.text(st.sampled_from("😀日本語שלוםسلامğü%{}<>@|\u202e\x00 "), min_size=1, max_size=30)
BEHIND = [
    *("add", "remove", "move", "clear", "to", "until", "new", "close", "now", "on", "off"),
    *("today", "friday", "2026-04-06", "1", "2", "0", "-1", "99999", "09:30", "25:00", "9am"),
    *("Europe/Berlin", "sealed", "open", "mon-fri", "named", "white-text", "no-way-up", "Ana", "<@Ana>"),
]
fuzzed = settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@pytest.fixture
async def stage(house: House, clock: FakeClock, platform: FakePlatform) -> Stage:
    built = await first_day(house, clock, platform)
    await built.member("Ana").says("I would stop it, tell everyone whom it misled, and read the logs.")
    return built


async def everything(house: House) -> dict[str, str]:
    """All rows, but for the ids of events."""
    found = {}
    async with house.core.store.engine.begin() as connection:
        for table in metadata.sorted_tables:
            if table.name != "events":
                rows = await connection.exec_driver_sql(
                    f"select coalesce(string_agg(t::text, '\n' order by t::text), '') from {table.name} t"
                )
                found[table.name] = str(rows.scalar_one())
    return found


def people(stage: Stage) -> Sequence[Account]:
    return [stage.member(name).account for name in ("Lou", "Ana", "Stranger")]


@fuzzed
@example(LONG)
@example(f"board {LONG}")
@example(" ".join(["board"] * 4_000))
@example("help \x00\ud800\u202e")
@example("\u202eboard")
@given(text=ODD)
async def test_no_text_raises_and_none_changes_anything(stage: Stage, text: str) -> None:
    if {word.plain for word in typed(text)[:1]} & set(WORDS):
        return  # by chance a command; the test below is about those
    before = await everything(stage.house)
    for account in people(stage):
        for admin in (False, True):
            for channel in (CHANNEL, "elsewhere", None):
                card = await receive(
                    stage.house.core, stage.platform.commands(account, text, channel, admin=admin)
                )
                assert card is not None
                assert len(repr(card)) < 5_000
    assert await everything(stage.house) == before


@fuzzed
@example("board", "\x00")
@example("queue", "add \u202e")
@example("settings", "zone 日本")
@example("forget-me", "now 日")
@example("settings", "reminders o\u0307n")
@given(word=st.sampled_from(WORDS), rest=FOREIGN)
async def test_what_cannot_be_read_changes_nothing(stage: Stage, word: str, rest: str) -> None:
    if not typed(rest) and word in CHANGES_ALONE:
        return  # nothing that can be seen stands behind it
    if word == "link":
        return  # whoever types a code that opens nothing is met, and counted: test_link_codes
    before = await everything(stage.house)
    for account in people(stage):
        for admin in (False, True):
            for channel in (CHANNEL, None):
                given = stage.platform.commands(account, f"{word} {rest}", channel, admin=admin)
                card = await receive(stage.house.core, given)
                assert card is not None
    assert await everything(stage.house) == before


EXAMPLES_TYPED = [example for command in TABLES[Slash.ORGANISER].values() for example in command.examples]
MIXED = st.builds(
    lambda word, rest: " ".join([word, *rest]),
    st.sampled_from(sorted(set(TABLES[Slash.ORGANISER]) - {"help"})),
    st.lists(st.sampled_from(BEHIND), max_size=5),
)


@fuzzed
@example("queue add white-text")
@example("setup named Ours")
@given(text=st.sampled_from(EXAMPLES_TYPED) | MIXED)
async def test_whoever_may_not_changes_nothing_whatever_they_type(stage: Stage, text: str) -> None:
    before = await everything(stage.house)
    for account in people(stage)[1:]:
        given = stage.platform.commands(account, text, CHANNEL, admin=True)
        assert await receive(stage.house.core, given) is not None
    assert await everything(stage.house) == before
    stage.clock.forward(seconds=1)
    lou = people(stage)[0]
    card = await receive(stage.house.core, stage.platform.commands(lou, text, CHANNEL, admin=True))
    assert card is not None
    assert not isinstance(card, SheetCard) or "There is no `" not in card.title
