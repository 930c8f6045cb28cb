"""Somebody asks to be forgotten: no row and no card knows them any more, and nobody else loses anything."""

import pytest
from sqlalchemy import text

from bot.domain.delivery import REVISIONS
from bot.practice.export import export_person
from bot.practice.forget import forget_again, forget_person
from bot.practice.set_up import Wish, set_up_group
from tests.conversation.stage import Stage
from tests.integration.heron import Both, answer, deliveries, lived, traces


@pytest.fixture
async def both(stage: Stage) -> Both:
    return await lived(stage)


async def forgotten(both: Both) -> None:
    await forget_person(both.house.core, await both.person())
    await both.house.settle()


async def test_the_two_have_left_a_trace_everywhere(both: Both) -> None:
    """Or the tests below would pass by finding nothing."""
    tables = {trace.partition(":")[0] for trace in await traces(both.house, "heron")}
    assert {
        "persons",
        "identities",
        "answer_messages",
        "revisions",
        "grades",
        "round_messages",
    } <= tables
    assert await _outcomes(both) > 0
    assert "Heron" in repr(both.reveal())
    assert "Heron" in repr(both.board())
    assert both.stage.platform.marks


async def _outcomes(both: Both) -> int:
    """How often a grader said something in their mock rounds."""
    async with both.house.core.store.engine.connect() as connection:
        rows = await connection.execute(text("select count(*) from round_turns where outcome is not null"))
        return int(rows.scalar_one())


async def test_no_row_knows_them_any_more(both: Both) -> None:
    kept = len(await traces(both.house, "osprey"))
    await forgotten(both)
    assert await traces(both.house, "heron") == []
    assert len(await traces(both.house, "osprey")) == kept
    assert await traces(both.house, "madrid") == []
    assert await _outcomes(both) == 0


async def test_their_messages_cannot_be_found_on_the_platform_by_the_rows(both: Both) -> None:
    refs = [f"[(,]{message.at.message_ref}[),]" for message in both.said]
    assert all([await traces(both.house, ref) for ref in refs])
    await forgotten(both)
    assert both.stage.platform.marks & {message.at.message_ref for message in both.said} == set()
    await both.later(minutes=3)
    assert [await traces(both.house, ref) for ref in refs] == [[]] * len(refs)


async def test_their_rows_are_gone_over_until_no_mark_stands(both: Both) -> None:
    refs = [f"[(,]{message.at.message_ref}[),]" for message in both.said]
    core, clock = both.house.core, both.stage.clock
    await forget_person(core, await both.person())
    clock.forward(minutes=2)
    assert await forget_again(core) == 1
    assert any([await traces(both.house, ref) for ref in refs]), "the marks have yet to be taken off"
    await both.house.settle()
    clock.forward(minutes=2)
    assert await forget_again(core) == 1
    assert [await traces(both.house, ref) for ref in refs] == [[]] * len(refs)
    clock.forward(minutes=2)
    assert await forget_again(core) == 0


async def test_what_the_bot_showed_of_them_is_shown_without_them(both: Both) -> None:
    others = [card.text for card in both.reveal().answers if card.name != "Sample Heron"]
    await forgotten(both)
    assert "heron" not in repr(both.reveal()).lower()
    assert [card.text for card in both.reveal().answers] == others
    assert "heron" not in repr(both.board()).lower()
    assert "Osprey" in repr(both.board())
    assert {state for _, state in await deliveries(both.house, *REVISIONS)} == {"sent"}
    public = [seen for seen in both.stage.platform.seen if seen.key.startswith(("posting", "delivery"))]
    assert len(public) == len({(seen.place, seen.key) for seen in public})


async def test_a_reveal_that_only_they_were_in_stays_empty(stage: Stage) -> None:
    both = await lived(stage)
    await forget_person(both.house.core, await both.osprey.id())
    await forgotten(both)
    assert both.reveal().answers == ()
    cards = repr([seen.card for seen in stage.platform.in_channel("study")]).lower()
    assert "heron" not in cards
    assert "osprey" not in cards


async def test_what_was_written_after_the_reveal_stays_private(both: Both) -> None:
    await both.osprey.presses("Try again", on="Tue")
    await both.osprey.fills_in(answer("Osprey", "second thoughts"), on="Tue")
    before = [card.text for card in both.reveal().answers if card.name == "Sample Osprey"]
    await forgotten(both)
    assert [card.text for card in both.reveal().answers] == before
    assert "second thoughts" not in repr(both.reveal())


async def test_points_stay_as_numbers_and_the_sums_agree(both: Both) -> None:
    person = await both.person()
    before = await _sums(both)
    await forgotten(both)
    assert await _sums(both) == before
    assert await _drift(both) == []
    async with both.house.core.store.work() as work:
        totals = await work.ledger.totals(both.stage.group)
        assert totals[person] > 0
        assert await work.people.accounts(person) == []
        assert person not in await work.standings.listed(both.stage.group)


async def _sums(both: Both) -> list[tuple[object, ...]]:
    async with both.house.core.store.engine.connect() as connection:
        rows = await connection.execute(
            text("select person_id, sum(points), sum(answers) from ledger group by 1 order by 1")
        )
        return [tuple(row) for row in rows]


async def _drift(both: Both) -> list[tuple[object, ...]]:
    """Standings that say something else than the ledger."""
    async with both.house.core.store.engine.connect() as connection:
        rows = await connection.execute(
            text(
                "select s.person_id, s.points, l.points from standings s join (select person_id,"
                " sum(points) points, sum(answers) answers from ledger group by 1) l using (person_id)"
                " where s.period = 'all' and (s.points, s.answers) <> (l.points, l.answers)"
            )
        )
        return [tuple(row) for row in rows]


async def test_forgetting_again_changes_nothing(both: Both) -> None:
    person = await both.person()
    await forgotten(both)
    await both.later(minutes=3)
    seen, rows = list(both.stage.platform.seen), await _counts(both)
    await forget_person(both.house.core, person)
    await both.house.settle()
    await both.later(minutes=3)
    assert both.stage.platform.seen == seen
    assert await _counts(both) == rows


async def _counts(both: Both) -> list[int]:
    async with both.house.core.store.engine.connect() as connection:
        counted = []
        for table in ("persons", "memberships", "deliveries", "ledger", "standings", "audit"):
            rows = await connection.execute(text(f"select count(*) from {table}"))
            counted.append(int(rows.scalar_one()))
        return counted


async def test_coming_back_is_being_somebody_new(both: Both) -> None:
    before = await both.person()
    await forgotten(both)
    await both.heron.fills_in(answer("Heron", "a new day"))
    await both.later(minutes=15)
    after = await both.person()
    assert after != before
    assert await traces(both.house, "heron on a new day") != []
    assert await traces(both.house, "heron on monday") == []


async def test_somebody_in_two_groups_is_forgotten_in_both(both: Both) -> None:
    stage, core, heron = both.stage, both.house.core, both.heron
    place = (stage.platform.name, stage.platform.installation_ref, "evenings")
    await set_up_group(core, Wish("Evenings", *place, heron.account, "UTC"))
    async with core.store.work() as work:
        first, second = await work.people.groups_of(await both.person())
        assert await work.people.member(second, await both.person())
    told = (await export_person(core, await both.person())).content.decode()
    assert '"group": "Mornings"' in told
    assert '"group": "Evenings"' in told

    note = await forget_person(core, await both.person())

    assert "“Evenings” has no organiser any more." in note.text
    assert "Mornings" not in note.text
    async with core.store.work() as work:
        for group in (first, second):
            names = [member.name for member in await work.people.members(group)]
            assert "Sample Heron" not in names
            assert "" not in names
            assert [entry.action for entry in await work.audit.of(group, 1)] == ["member forgotten"]
    assert await traces(both.house, "heron") == []


async def test_a_copy_of_a_forgotten_answer_stays_a_copy(stage: Stage) -> None:
    heron, osprey = stage.member("Heron"), stage.member("Osprey")
    await heron.says(answer("Heron", "Monday"))
    stage.clock.forward(minutes=1)
    await osprey.says(answer("Heron", "Monday"))
    await stage.at("Mon 12:00")
    points = (await stage.points())["Osprey"]
    await forget_person(stage.house.core, await heron.id())
    await stage.settle()
    async with stage.house.core.store.work() as work:
        latest = await work.answers.latest(stage.group, await osprey.id())
        assert latest is not None
        assert (await work.ledger.totals(stage.group))[latest.person] == points
        assert latest.debriefed_at is not None
