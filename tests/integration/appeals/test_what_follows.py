"""What is derived from a round follows a ruling; whoever is forgotten leaves nothing in it but levels."""

import json
from dataclasses import replace
from datetime import timedelta

from sqlalchemy import text

from bot.domain.cards import FileCard, PacketCard
from bot.domain.grade import GradeOutcome, Level
from bot.domain.rating_counts import RoundTry
from bot.domain.scenario import Scenario
from bot.errors import RetryLater
from bot.practice.export import export_person
from bot.practice.forget import forget_person
from tests.integration.appeals.conftest import Seat
from tests.integration.appeals.desk import appeals, asks, cases, letters, packet_of, rules, verdict
from tests.integration.loops.stage import Looper

APPEALS = "Your appeals, and what was ruled on your answers and rounds or by you"
SECRET = "The heron told me so, at the weir."


class Away:
    """No grader answers."""

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        raise RetryLater("No model answers.", timedelta(minutes=5))


async def counted(it: Looper) -> RoundTry:
    async with it.house.core.store.work() as work:
        round_ = await it.round()
        found = await work.ratings.round(round_.group, round_.id)
    assert found is not None
    return found


async def test_history_and_rating_go_by_what_the_ruling_left(ana: Looper, lou: Looper) -> None:
    first, before = (await asks(ana)).criteria[0], await counted(ana)
    assert before.verdict is not None
    await appeals(ana, first.id)
    assert await counted(ana) == before
    await rules(lou, {first.id: "4"})
    after, graded = await counted(ana), await verdict(ana)
    assert after.verdict is not None
    assert (after.verdict.score, after.verdict.kind) == (graded.score, before.verdict.kind)
    assert after.verdict.score > before.verdict.score
    async with ana.house.core.store.work() as work:
        it = await ana.round()
        (attempt, *_) = (await work.attempts.of(it.group, it.person, 10)).attempts
    assert (attempt.found[0].level, attempt.band) == (Level.SENIOR, graded.band)


async def test_whoever_ruled_on_a_scenario_has_met_it(ana: Looper, lou: Looper) -> None:
    first = (await asks(ana)).criteria[0]
    await appeals(ana, first.id)
    await rules(lou, {first.id: "4"})
    lou.clock.forward(minutes=1)
    await lou.types("mock")
    await lou.plays("333333333")
    assert (await counted(lou)).seen
    assert not (await counted(ana)).seen
    assert any("you had met this scenario before" in note for note in packet_of(lou).notes)


async def test_the_export_tells_each_side_its_own(ana: Looper, lou: Looper) -> None:
    first = (await asks(ana)).criteria[0]
    await appeals(ana, first.id, SECRET)
    await rules(lou, {first.id: "4"}, "It is split.")
    mine = await told_to(ana)
    assert (mine["answer"], mine["what you said"], mine["why"]) == ("your mock round", SECRET, "It is split.")
    assert (mine["ruled by"], mine["outcome"]) == ("somebody else", "overturned")
    theirs = await told_to(lou)
    assert (theirs["answer"], theirs["what you said"], theirs["round of"]) == ("somebody else's", "", None)
    assert theirs["ruled by"] == "you"


async def test_a_forgotten_member_leaves_levels_and_no_word(ana: Looper, lou: Looper) -> None:
    first, second = (await asks(ana)).criteria[:2]
    await appeals(ana, first.id, SECRET)
    await rules(lou, {first.id: "4"}, SECRET)
    await appeals(ana, second.id, SECRET)
    heard = len(letters(lou))
    await forget_person(ana.house.core, (await ana.round()).person)
    assert await cases(lou) == []
    ana.clock.forward(days=1)
    await ana.house.settle()
    assert len(letters(lou)) == heard
    everything = await _everything(ana)
    assert SECRET not in everything
    assert [message.text for message in ana.said if message.text in everything] == []
    async with ana.store.engine.connect() as connection:
        rows = await connection.execute(text("select state, levels from reviews order by id"))
        assert [(row.state, row.levels) for row in rows] == [("ruled", {first.id: 4}), ("open", None)]


async def test_a_forgotten_reader_is_named_no_more_and_their_ruling_stands(ana: Looper, lou: Looper) -> None:
    first = (await asks(ana)).criteria[0]
    await appeals(ana, first.id)
    await rules(lou, {first.id: "4"})
    async with lou.house.core.store.work() as work:
        person = await work.people.known(lou.account)
    assert person is not None
    await forget_person(lou.house.core, person)
    async with ana.store.engine.connect() as connection:
        (row,) = await connection.execute(text("select ruled_by, because from reviews"))
    assert (row.ruled_by, row.because) == (None, "It is there, word for word.")
    assert (await verdict(ana)).criteria[0].level is Level.SENIOR


async def test_a_ruling_counts_though_nobody_can_be_told(ana: Looper, lou: Looper) -> None:
    first = (await asks(ana)).criteria[0]
    await appeals(ana, first.id)
    before = packet_of(ana)
    ana.platform.closed_to.add("Ana")
    await rules(lou, {first.id: "4"})
    assert packet_of(ana) == before
    async with ana.house.core.store.work() as work:
        it = await ana.round()
        (attempt, *_) = (await work.attempts.of(it.group, it.person, 10)).attempts
    assert attempt.found[0].level is Level.SENIOR


async def test_a_verdict_that_came_late_is_corrected_where_it_stands(seat: Seat, lou: Looper) -> None:
    it = await seat("Dee")
    grader = it.core.grader
    it.core = replace(it.core, grader=Away())
    await it.types("mock")
    await it.plays("222222222")
    it.core = replace(it.core, grader=grader)
    it.clock.forward(minutes=30)
    await it.settle()
    bare, late = [seen for seen in it.told() if isinstance(seen.card, PacketCard)]
    assert (bare.key.rpartition("-")[2], late.key.rpartition("-")[2]) == ("packet", "verdict")
    first = (await asks(it)).criteria[0]
    await appeals(it, first.id)
    await rules(lou, {first.id: "4"})
    now_bare, now_late = [seen.card for seen in it.told() if isinstance(seen.card, PacketCard)]
    assert now_bare == bare.card
    assert now_late != late.card
    assert isinstance(now_late, PacketCard)
    assert now_late.criteria[0].level is Level.SENIOR


async def told_to(it: Looper) -> dict[str, object]:
    async with it.house.core.store.work() as work:
        person = await work.people.known(it.account)
    assert person is not None
    card = await export_person(it.house.core, person)
    assert isinstance(card, FileCard)
    (row,) = json.loads(card.content)[APPEALS]
    assert isinstance(row, dict)
    return row


async def _everything(it: Looper) -> str:
    tables = ("rounds", "round_turns", "round_messages", "reviews", "deliveries", "audit")
    async with it.store.engine.connect() as connection:
        return "\n".join(
            [
                str(tuple(row))
                for table in tables
                for row in await connection.execute(text(f"select * from {table}"))
            ]
        )
