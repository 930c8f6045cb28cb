"""Links that begin, end and gather rows while other things happen."""

import asyncio
import re
from collections.abc import AsyncIterator

import pytest

from bot.domain.cards import Note
from bot.domain.points import LedgerKind, Tally, Timeliness
from bot.domain.speaking import Site
from bot.library.library import Library
from bot.practice.receive import receive
from bot.practice.sweep import sweep
from bot.store.ledger import for_answer
from bot.testing import FakeClock
from tests.integration.linked import LONG, TwoChats, two_chats
from tests.integration.tenant_sql import listening

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


async def test_what_found_its_author_before_the_link_is_gathered_after_it(chats: TwoChats) -> None:
    await chats.answers(chats.far, "MonaFar", CIRCLE)
    before = await chats.person(chats.far, "MonaFar")
    assert before is not None
    await chats.at("2026-03-03T08:01")
    await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))
    now = chats.clock.now()
    async with chats.house.core.store.work() as work:
        post = await work.posts.latest_open(chats.groups[CIRCLE])
        assert post is not None
        answer = await work.answers.open(post.group, post.id, before, now)
        await work.answers.change(
            answer, arrived_at=now, timeliness=Timeliness.ON_TIME, arrivals=1, revision=1
        )
        await work.ledger.enter(for_answer(answer, LedgerKind.ARRIVAL, Tally(10, 1, credit=1), 1), now)
    points = dict(await chats.board(CIRCLE))
    chats.clock.forward(minutes=3)
    await sweep(chats.house.core)
    assert dict(await chats.board(CIRCLE)) == {"Sample Mona": points["Sample Mona"] + 10}
    assert await chats.streak(CIRCLE, chats.near, "Mona") == 2
    assert await chats.is_sound()
    await sweep(chats.house.core)
    assert dict(await chats.board(CIRCLE)) == {"Sample Mona": points["Sample Mona"] + 10}


async def test_two_presses_at_once_link_once(chats: TwoChats) -> None:
    await _both_days(chats)
    code = await chats.code_of(chats.near, "Mona")
    card = await chats.types(chats.far, "MonaFar", f"link {code}")
    assert isinstance(card, Note)
    account = chats.account(chats.far, "MonaFar")
    pressed = [receive(chats.house.core, chats.far.presses(account, card.buttons[0])) for _ in range(3)]
    said = [repr(answer) for answer in await asyncio.gather(*pressed)]
    assert len([one for one in said if "one person now" in one]) == 1
    assert len([one for one in said if "Nothing was changed" in one]) == 2
    assert await chats.is_sound()


async def test_two_unlinks_at_once_unlink_once(chats: TwoChats) -> None:
    await _both_days(chats)
    before = await chats.board(CIRCLE)
    await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))
    typed = [chats.says_to(chats.near, "Mona", "unlink"), chats.says_to(chats.far, "MonaFar", "unlink")]
    said = sorted(await asyncio.gather(*typed))
    assert "two people again" in said[0]
    assert "linked with no other" in said[1]
    assert await chats.board(CIRCLE) == before
    assert await chats.is_sound()


ALLOWED = {
    r"UPDATE rounds SET person_id = ": "a person's own, in whichever group",
    r"UPDATE own_questions SET person_id = ": "a person's own, in whichever group",
    r"UPDATE stories SET person_id = ": "a person's own, in whichever group",
    r"UPDATE plans (o )?SET person_id = ": "a person's own, in whichever group",
    r"SELECT loops\..* WHERE loops\.person_id = \S+ AND loops\.due_at ": "the way in: who is in one",
    r"UPDATE identities me SET installation_ref = ": "through which installation somebody is reached",
    r"SELECT memberships\..* WHERE memberships\.person_id = ": "the groups of the two",
    r"SELECT m\.group_id FROM memberships m WHERE m\.person_id IN ": "the groups of the two",
    r"SELECT memberships\.group_id FROM .* WHERE memberships\.person_id = ": "the way in: a person's groups",
    r"SELECT rounds\..* WHERE rounds\.person_id = \S+ AND rounds\.state IN ": "the way in: a live round",
    r"SELECT channels\.id, .* WHERE installations\.platform = ": "the way in: an event finds its group",
}


async def test_every_statement_of_a_link_names_its_groups(chats: TwoChats) -> None:
    await _both_days(chats)
    with listening() as listener:
        await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))
        await chats.says_to(chats.near, "Mona", "unlink")
        strays = {
            s for s in listener.unscoped() if not any(re.match(one, s, re.IGNORECASE) for one in ALLOWED)
        }
    assert strays == set()


async def test_what_both_had_stays_with_the_one_that_is_left(chats: TwoChats) -> None:
    await _both_days(chats)
    await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))
    together = await chats.board(CIRCLE)
    person = await chats.person(chats.near, "Mona")
    assert person is not None
    async with chats.house.core.store.work() as work:
        await work.purging.drop_accounts(person, Site(chats.far.name, chats.far.installation_ref))
    assert "stays with this one" in await chats.says_to(chats.near, "Mona", "unlink")
    assert await chats.board(CIRCLE) == together
    assert "one person now" in await chats.link((chats.near, "Mona"), (chats.far, "MonaFar"))
    assert await chats.is_sound()
