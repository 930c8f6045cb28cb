"""Two accounts that become one person, and are two again."""

import json
from collections.abc import AsyncIterator

import psycopg
import pytest

from bot.domain.cards import FileCard, Note, ScenarioCard, SheetCard
from bot.domain.happenings import Action
from bot.library.library import Library
from bot.practice.receive import receive
from bot.testing import FakeClock
from tests.integration.linked import LONG, TwoChats, two_chats

CIRCLE = "circle"
OTHER_WORDS = (
    "Nobody ships until a red line is drawn, a person owns it, and we have counted who was hurt by it."
)


@pytest.fixture
async def chats(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[TwoChats]:
    """One group in both chats, on its first Monday with the scenario posted."""
    async with two_chats(database_url, clock, library) as chats:
        await chats.at("2026-03-01T12:00")
        await chats.founds(CIRCLE, chats.near)
        await chats.spans(CIRCLE, chats.far)
        await chats.at("2026-03-02T08:01")
        yield chats


async def _both_days(chats: TwoChats) -> None:
    """Mona answers near on Monday, her far account on Tuesday; Ben answers near on both."""
    await chats.answers(chats.near, "Mona", CIRCLE)
    await chats.answers(chats.near, "Ben", CIRCLE, OTHER_WORDS)
    await chats.at("2026-03-03T08:01")
    await chats.answers(chats.far, "MonaFar", CIRCLE, f"{LONG} Tuesday has words of its own, all in all.")
    await chats.answers(chats.near, "Ben", CIRCLE, f"{OTHER_WORDS} Twice.")
    await chats.at("2026-03-03T09:01")


async def test_two_accounts_are_one_on_board_and_in_streak_and_two_again(chats: TwoChats) -> None:
    await _both_days(chats)
    before, week = await chats.board(CIRCLE), await chats.board(CIRCLE, "week 2026-03-02")
    assert len(before) == 3
    points = dict(before)
    streaks = [
        await chats.streak(CIRCLE, chats.near, "Mona"),
        await chats.streak(CIRCLE, chats.far, "MonaFar"),
    ]

    said = await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))
    assert "you and Sample Mona on Near are one person now" in said
    together = dict(await chats.board(CIRCLE))
    assert together == {
        "Sample Mona": points["Sample Mona"] + points["Sample MonaFar"],
        "Sample Ben": points["Sample Ben"],
    }
    assert await chats.person(chats.far, "MonaFar") == await chats.person(chats.near, "Mona")
    assert await chats.streak(CIRCLE, chats.far, "MonaFar") == 2
    assert await chats.is_sound()

    assert "two people again" in await chats.says_to(chats.near, "Mona", "unlink")
    assert await chats.board(CIRCLE) == before
    assert await chats.board(CIRCLE, "week 2026-03-02") == week
    assert streaks == [
        await chats.streak(CIRCLE, chats.near, "Mona"),
        await chats.streak(CIRCLE, chats.far, "MonaFar"),
    ]
    assert await chats.is_sound()
    assert "one person now" in await chats.link((chats.far, "MonaFar"), (chats.near, "Mona"))
    assert dict(await chats.board(CIRCLE))["Sample MonaFar"] == together["Sample Mona"]
    assert await chats.is_sound()


async def test_of_two_answers_to_one_post_the_first_counts_and_none_is_lost(chats: TwoChats) -> None:
    await chats.answers(chats.far, "MonaFar", CIRCLE)
    await chats.at("2026-03-02T08:20")
    await chats.answers(chats.near, "Mona", CIRCLE, OTHER_WORDS)
    await chats.at("2026-03-02T08:40")
    before = await chats.board(CIRCLE)
    said = await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))
    assert "To one scenario both had answered" in said
    assert dict(await chats.board(CIRCLE)) == {"Sample Mona": dict(before)["Sample MonaFar"]}
    assert await chats.is_sound()
    await chats.says_to(chats.far, "MonaFar", "unlink")
    assert await chats.board(CIRCLE) == before
    assert await chats.is_sound()


async def test_what_came_through_an_account_while_linked_is_its_own_afterwards(chats: TwoChats) -> None:
    await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))
    await chats.answers(chats.near, "Mona", CIRCLE)
    await chats.at("2026-03-03T08:01")
    platform = chats.far
    post = platform.in_channel(CIRCLE)[-1].card
    assert isinstance(post, ScenarioCard)
    account = chats.account(platform, "MonaFar")
    await receive(chats.house.core, platform.fills(account, post.buttons[0].subject, OTHER_WORDS))
    await chats.at("2026-03-03T09:01")
    together = dict(await chats.board(CIRCLE))["Sample Mona"]
    assert platform.told(account), "the debrief goes where the answer came from"
    await chats.says_to(chats.near, "Mona", "unlink")
    apart = dict(await chats.board(CIRCLE))
    assert set(apart) == {"Sample Mona", "Sample MonaFar"}
    assert sum(apart.values()) == together
    assert await chats.is_sound()


async def test_a_grade_that_comes_after_the_link_is_paid_to_the_person(chats: TwoChats) -> None:
    await chats.answers(chats.near, "Mona", CIRCLE)
    await chats.answers(chats.far, "MonaFar", CIRCLE, OTHER_WORDS)
    await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))
    await chats.at("2026-03-02T08:40")
    assert len(await chats.board(CIRCLE)) == 1
    assert len(chats.far.told(chats.account(chats.far, "MonaFar"))) == 1
    assert await chats.is_sound()
    await chats.says_to(chats.near, "Mona", "unlink")
    assert len(await chats.board(CIRCLE)) == 2
    assert await chats.is_sound()


async def test_whoever_gave_the_code_is_told_at_their_own_account(chats: TwoChats) -> None:
    await chats.answers(chats.near, "Mona", CIRCLE)
    await chats.at("2026-03-02T08:40")
    chats.near.seen.clear()
    await chats.link((chats.near, "Mona"), (chats.far, "Thief"))
    await chats.house.settle()
    (letter,) = chats.near.told(chats.account(chats.near, "Mona"))
    assert isinstance(letter, Note)
    assert "you and Sample Thief on Far are one person now" in letter.text
    assert "/debrief unlink" in letter.text
    assert chats.far.told(chats.account(chats.far, "Thief")) == []


async def test_me_and_forget_me_name_the_chats_and_no_ids(chats: TwoChats) -> None:
    await _both_days(chats)
    await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))
    card = await chats.types(chats.far, "MonaFar", "me", CIRCLE)
    assert isinstance(card, SheetCard)
    assert card.sections[-1].lines == ("Near and Far are one person. `/debrief unlink` ends that.",)
    card = await chats.types(chats.far, "MonaFar", "forget-me")
    assert isinstance(card, SheetCard)
    assert "Sample Mona on Near and Sample MonaFar on Far are one person here: both are forgotten" in repr(
        card
    )


async def test_forgetting_one_of_them_forgets_both(chats: TwoChats, database_url: str) -> None:
    await _both_days(chats)
    await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))
    await chats.types(chats.near, "Mona", "forget-me now")
    assert await chats.person(chats.near, "Mona") is None
    assert await chats.person(chats.far, "MonaFar") is None
    assert [name for name, _ in await chats.board(CIRCLE)] == ["Sample Ben"]
    assert await chats.is_sound()
    async with chats.house.core.store.work() as work:
        assert len(await work.forgetting.owed(10)) == 2
    with psycopg.connect(database_url) as rows:
        for table in ("links", "link_codes", "link_tries"):
            assert rows.execute(f"select * from {table}".encode()).fetchall() == []
        words = rows.execute("select text from answer_messages where text <> ''").fetchall()
    assert {text.split()[0] for (text,) in words} == {"Nobody"}


async def test_the_export_of_one_holds_what_both_wrote(chats: TwoChats) -> None:
    await chats.answers(chats.far, "MonaFar", CIRCLE)
    await chats.answers(chats.near, "Mona", CIRCLE, OTHER_WORDS)
    await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))
    for platform, ref in ((chats.near, "Mona"), (chats.far, "MonaFar")):
        file = await chats.types(platform, ref, "export")
        assert isinstance(file, FileCard)
        told = json.loads(file.content)
        texts = {message["text"] for message in told["Your messages in answers"]}
        assert texts == {LONG.format(n=len(LONG)), OTHER_WORDS}
        assert {account["platform"] for account in told["Your accounts"]} == {"near", "far"}
        assert len(told["Your linked accounts"]) == 1


@pytest.mark.parametrize("first", ["near", "far"])
async def test_leaving_while_linked_holds_for_both(chats: TwoChats, first: str) -> None:
    await _both_days(chats)
    await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))
    for platform in (chats.near, chats.far)[:: 1 if first == "near" else -1]:
        ref = "Mona" if platform is chats.near else "MonaFar"
        await receive(chats.house.core, platform.leaves(chats.account(platform, ref)))
    assert [name for name, _ in await chats.board(CIRCLE)] == ["Sample Ben"]
    await chats.says_to(chats.near, "Mona", "unlink")
    assert [name for name, _ in await chats.board(CIRCLE)] == ["Sample Ben"]
    assert await chats.is_sound()


async def test_what_an_organiser_lends_by_a_link_ends_with_it(chats: TwoChats) -> None:
    await chats.link((chats.far, "Thief"), (chats.near, "Organiser"))
    card = await chats.types(chats.far, "Thief", "pause", CIRCLE, admin=True)
    assert "Only this group's organisers" not in repr(card)
    await chats.says_to(chats.near, "Organiser", "unlink")
    for command in ("resume", "staff off"):
        card = await chats.types(chats.far, "Thief", command, CIRCLE, admin=True)
        assert "Only this group's organisers" in repr(card)
    card = await chats.types(chats.near, "Organiser", "resume", CIRCLE, admin=True)
    assert "Only this group's organisers" not in repr(card)


async def test_a_press_without_a_code_links_nobody(chats: TwoChats) -> None:
    await _both_days(chats)
    code = await chats.code_of(chats.near, "Mona")
    card = await chats.types(chats.far, "MonaFar", f"link {code}")
    assert isinstance(card, Note)
    (button,) = card.buttons
    for platform, ref in ((chats.far, "Thief"), (chats.near, "Ben"), (chats.near, "Mona")):
        forged = platform.press(chats.account(platform, ref), Action.LINK, button.subject)
        answered = await receive(chats.house.core, forged)
        assert isinstance(answered, Note)
        assert "Nothing was changed" in answered.text
    assert await chats.person(chats.far, "MonaFar") != await chats.person(chats.near, "Mona")
    chats.clock.forward(minutes=11)
    late = await receive(chats.house.core, chats.far.presses(chats.account(chats.far, "MonaFar"), button))
    assert isinstance(late, Note)
    assert "its time is over" in late.text
