"""What a platform doesn't let us do: organisers hear of it once, and what is owed waits without spinning."""

import pytest
from sqlalchemy import text

from bot.domain.cards import Card
from bot.errors import UserMustAct
from bot.ports import Direct, Place, Published
from bot.practice.refused import note_refused
from bot.testing import FakePlatform
from tests.conversation.stage import Member, Stage

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."
LACKS = "I lack the permission files:write. Add it, and install me once more."


@pytest.fixture
def tries(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Ana's direct messages are refused, the key of each try noted here."""
    publish, seen = FakePlatform.publish, list[str]()

    async def refused(it: FakePlatform, place: Place, card: Card, key: str) -> Published:
        if isinstance(place, Direct) and place.account.ref == "Ana":
            seen.append(key)
            raise UserMustAct("The workspace may send no more messages on its plan.")
        return await publish(it, place, card, key)

    monkeypatch.setattr(FakePlatform, "publish", refused)
    return seen


async def debriefs(stage: Stage) -> list[tuple[str, str]]:
    async with stage.house.core.store.engine.begin() as connection:
        rows = await connection.execute(
            text("select state, failure from deliveries where kind = 'debrief' order by id")
        )
        return [(row.state, row.failure) for row in rows]


async def test_what_is_refused_is_tried_once_an_hour_and_goes_out_when_it_is_allowed(
    stage: Stage, ana: Member, tries: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await ana.says(ANSWER)
    for minute in range(15, 60):
        await stage.at(f"Mon 09:{minute}")
    assert len(tries) == 1
    await stage.at("Mon 10:30")
    assert len(tries) == 2
    assert await debriefs(stage) == [("pending", "")]

    monkeypatch.undo()
    await stage.at("Mon 12:00")
    stage.tells(ana, "Debrief of")


async def test_what_stays_refused_for_a_week_is_given_up(stage: Stage, ana: Member, tries: list[str]) -> None:
    await ana.says(ANSWER)
    await stage.at("Mon 09:15")
    stage.clock.forward(days=7)
    await stage.settle()

    assert await debriefs(stage) == [("failed", "The workspace may send no more messages on its plan.")]
    tried = tries.count(tries[0])
    stage.clock.forward(days=1)
    await stage.settle()
    assert tries.count(tries[0]) == tried


async def test_organisers_are_told_once_what_is_lacking_and_again_after_a_month(stage: Stage) -> None:
    core, lou = stage.house.core, stage.member("Lou")
    for _ in range(3):
        await note_refused(core, "fake", "T1", "files:write", LACKS)
        stage.clock.forward(seconds=1)
        await stage.settle()
    await note_refused(core, "fake", "T9", "files:write", LACKS)
    await stage.settle()
    stage.tells(lou, LACKS)
    stage.said_nothing_else()

    await note_refused(core, "fake", "T1", "im:write", "I lack the permission im:write.")
    await stage.settle()
    stage.tells(lou, "im:write")

    stage.clock.forward(days=31)
    await note_refused(core, "fake", "T1", "files:write", LACKS)
    await stage.settle()
    assert any(LACKS in line for line in stage.unread["Lou"])
