"""One person in two chats: Monday's answer on the one, Tuesday's on the other, one board and one streak."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.cards import BoardCard, Note
from bot.library.library import Library
from bot.testing import FakeClock
from tests.integration.linked import TwoChats, two_chats

MORNINGS = "mornings"
MONDAYS = (
    "I would stop the rollout today, name one owner for every wrong answer of last week, and go on only once "
    "two people have read the logs with somebody whom it misled."
)
TUESDAYS = (
    "Before anything is built I ask who pays when it is wrong, what they do without it now, and which number "
    "would make us switch it off within a day."
)
BENS = "We would ship to five customers who have signed for it, and count how often they undo what it did."


@pytest.fixture
async def chats(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[TwoChats]:
    async with two_chats(database_url, clock, library) as chats:
        yield chats


async def test_monday_here_and_tuesday_there_is_one_person(chats: TwoChats) -> None:
    near, far = chats.near, chats.far
    await chats.at("2026-03-29T12:00")
    await _founded_in_both(chats)

    # Monday: Mona and Ben answer here.
    await chats.at("2026-03-30T07:01")
    await chats.answers(near, "Mona", MORNINGS, MONDAYS)
    await chats.answers(near, "Ben", MORNINGS, BENS)
    await chats.at("2026-03-30T08:00")

    # Mona links her account there, which has answered nothing yet: nobody has to confirm anything.
    code = await chats.code_of(near, "Mona")
    assert "you and Sample Mona on Near are one person now" in await chats.says_to(
        far, "Mona-there", f"link {code}"
    )
    await chats.house.settle()
    assert "Your code was used" in repr(near.told(chats.account(near, "Mona"))[-1])

    # Tuesday: Mona answers there.
    await chats.at("2026-03-31T07:01")
    await chats.answers(far, "Mona-there", MORNINGS, TUESDAYS)
    await chats.answers(near, "Ben", MORNINGS, f"{BENS} And once more on Tuesday, with another count.")
    here = len(near.told(chats.account(near, "Mona")))
    await chats.at("2026-03-31T08:00")
    assert "debrief" in type(far.told(chats.account(far, "Mona-there"))[-1]).__name__.lower()
    assert len(near.told(chats.account(near, "Mona"))) == here

    # One row on the board in both chats, and one streak of two.
    for platform, ref in ((near, "Mona"), (far, "Mona-there")):
        board = await chats.types(platform, ref, "board", MORNINGS)
        assert isinstance(board, BoardCard)
        assert sorted(row.name for row in board.rows) == ["Sample Ben", "Sample Mona"]
        assert "2 posts in a row" in repr(await chats.types(platform, ref, "streak", MORNINGS))
        history = repr(await chats.types(platform, ref, "history", MORNINGS))
        assert "Mon" in history
        assert "Tue" in history
    assert await chats.is_sound()

    await _are_two_again(chats)


async def _founded_in_both(chats: TwoChats) -> None:
    """The organiser brings the group to the other chat."""
    await chats.founds(MORNINGS, chats.near)
    card = await chats.types(chats.near, "Organiser", "share", MORNINGS, admin=True)
    assert isinstance(card, Note)
    code = card.text.split("`")[1]
    card = await chats.types(chats.far, "Organiser-there", f"share {code}", MORNINGS, admin=True)
    assert "beside the one that it has" in repr(card)


async def _are_two_again(chats: TwoChats) -> None:
    """Each has the day that it answered on."""
    near, far = chats.near, chats.far
    assert "two people again" in await chats.says_to(far, "Mona-there", "unlink")
    streaks = [await chats.streak(MORNINGS, near, "Mona"), await chats.streak(MORNINGS, far, "Mona-there")]
    assert streaks == [1, 1]
    names = {name for name, _ in await chats.board(MORNINGS)}
    assert names == {"Sample Ben", "Sample Mona", "Sample Mona-there"}
    assert await chats.is_sound()
