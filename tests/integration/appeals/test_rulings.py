"""A ruling on a mock round: by whoever may, on the member's words without a name, told and shown anew."""

from collections.abc import Awaitable, Callable

from bot.domain.cards import Note, PacketCard, SheetCard
from bot.domain.forms import FieldForm
from bot.domain.grade import Level
from bot.domain.review import Outcome, crossing
from bot.errors import Stale
from bot.practice.reviews.by_operator import case_of, cases_anywhere, rule_as_operator
from tests.integration.appeals.desk import (
    appeals,
    asks,
    cases,
    fills,
    letters,
    opens,
    packet_of,
    reads,
    rule_form,
    rules,
    verdict,
)
from tests.integration.loops.stage import Looper


async def test_the_reader_sees_questions_and_words_and_no_name(ana: Looper, lou: Looper) -> None:
    scenario = await asks(ana)
    await appeals(ana, scenario.criteria[0].id, "My second sentence.")
    closed = await reads(lou)
    assert isinstance(closed, SheetCard)
    assert [button.label for button in closed.buttons] == ["Open it"]
    assert scenario.prompt.split("\n")[0] not in str(closed)
    shown = await opens(lou)
    assert isinstance(shown, SheetCard)
    read = "\n".join(line for section in shown.sections for line in section.lines)
    assert scenario.prompt.split("\n")[0] in read
    assert all(message.text.replace("Ana", "") in read.replace("Ana", "") for message in ana.said)
    assert "My second sentence." in read
    assert "counts for no rating" in read
    assert "Sample Ana" not in read
    assert [button.label for button in shown.buttons] == ["Rule"]


async def test_a_ruling_changes_the_verdict_and_the_packet_that_stands(ana: Looper, lou: Looper) -> None:
    first, before = (await asks(ana)).criteria[0], await verdict(ana)
    await appeals(ana, first.id)
    said = await rules(lou, {first.id: "4"}, "It is split in line one.")
    assert "The author is told, with your reason, and their packet is corrected." in said.text
    after = await verdict(ana)
    assert after.criteria[0].level is Level.SENIOR
    assert [one.level for one in after.criteria][1:] == [one.level for one in before.criteria][1:]
    assert after.score > before.score
    assert after.provenance.kind is before.provenance.kind
    (packet,) = [seen.card for seen in ana.told() if isinstance(seen.card, PacketCard)]
    assert packet.criteria[0].level is Level.SENIOR
    assert packet.band is after.band
    assert packet.notes[0] == (
        f"A person has ruled on your appeal of “{first.title}” (changed). "
        "Their reason: “It is split in line one.”"
    )
    now = f"Its verdict {'stays' if after.band is before.band else 'is now'} “{after.band}”."
    assert any("It is split in line one." in text and now in text for text in letters(ana))
    assert await cases(ana) == []


async def test_a_red_line_that_was_not_crossed_caps_no_longer(
    looper: Callable[[str], Awaitable[Looper]], lou: Looper
) -> None:
    bo = await looper("Bo")
    await bo.types("mock")
    await bo.plays("444444444 crossed")
    before = packet_of(bo)
    scenario = await asks(bo)
    assert before.red_lines == (scenario.red_lines[0].says,)
    line = crossing(scenario.red_lines[0].id)
    await appeals(bo, line)
    await rules(lou, {line: "no"})
    assert packet_of(bo).red_lines == ()
    assert before.band is not None
    assert (await verdict(bo)).band.rank > before.band.rank


async def test_an_upheld_appeal_leaves_the_verdict_and_is_told(ana: Looper, lou: Looper) -> None:
    first, before = (await asks(ana)).criteria[0], await verdict(ana)
    await appeals(ana, first.id)
    await rules(lou, {}, "Named, and no more.")
    after = await verdict(ana)
    assert (after.score, after.band) == (before.score, before.band)
    assert "(as it was)" in packet_of(ana).notes[0]
    async with ana.house.core.store.work() as work:
        it = await ana.round()
        (review,) = await work.round_reviews.of_round(it.group, it.id)
        figures = await work.review_figures.of(it.group)
    assert review.outcome is Outcome.UPHELD
    assert (figures.ruled, figures.overturned.of, figures.overturned.count) == (1, 1, 0)


async def test_a_second_appeal_is_ruled_on_beside_the_first(ana: Looper, lou: Looper) -> None:
    one, two = (await asks(ana)).criteria[:2]
    for criterion in (one, two):
        await appeals(ana, criterion.id)
        await rules(lou, {criterion.id: "4"})
    assert [found.level for found in (await verdict(ana)).criteria][:2] == [Level.SENIOR, Level.SENIOR]
    async with ana.house.core.store.work() as work:
        verdict_by_grader = [turn.outcome for turn in await work.rounds.turns(await ana.round())][-1]
    assert [found.level for found in verdict_by_grader.criteria] == [Level.REASONED] * len(  # type: ignore[union-attr]
        (await asks(ana)).criteria
    )


async def test_nobody_rules_on_their_own_and_members_only_on_a_sole_organisers(
    ana: Looper, lou: Looper, looper: Callable[[str], Awaitable[Looper]]
) -> None:
    await appeals(ana, (await asks(ana)).criteria[0].id)
    (case,) = await cases(ana)
    bo, own = await looper("Bo"), await rule_form(ana, case)
    assert isinstance(own, Note)
    assert "Nobody rules on their own" in own.text
    other = await rule_form(bo, case)
    assert isinstance(other, Note)
    assert "Only an organiser rules here" in other.text


async def test_a_sole_organisers_round_goes_to_whoever_has_met_its_scenario(
    looper: Callable[[str], Awaitable[Looper]], lou: Looper
) -> None:
    await lou.types("mock")
    await lou.plays("222222222")
    first, second = (await asks(lou)).criteria[:2]
    said = await appeals(lou, first.id)
    assert isinstance(said, Note)
    assert "nobody else has met this scenario" in said.text
    (case,) = await cases(lou)
    bo = await looper("Bo")
    assert isinstance(await rule_form(bo, case), Note)

    await bo.types("mock")
    await bo.plays("333333333")
    said = await appeals(lou, second.id)
    assert isinstance(said, Note)
    assert "a member who knows this scenario from a debrief or a round of their own decides" in said.text
    assert any(text.startswith("A mock round waits") for text in letters(bo))
    await rules(bo, {first.id: "4", second.id: "4"})
    assert [found.level for found in (await verdict(lou)).criteria][:2] == [Level.SENIOR, Level.SENIOR]


async def test_of_two_rulings_the_first_stands(ana: Looper, lou: Looper) -> None:
    first = (await asks(ana)).criteria[0].id
    await appeals(ana, first)
    (case,) = await cases(ana)
    form = await rule_form(lou, case)
    assert isinstance(form, FieldForm)
    await fills(lou, form, {first: "4", "because": "Mine."})
    again = await fills(lou, form, {first: "0", "because": "Mine, too."})
    assert isinstance(again, Note)
    assert "That case is closed" in again.text
    assert "Mine, too." in again.text
    assert (await verdict(ana)).criteria[0].level is Level.SENIOR


async def test_whoever_runs_the_bot_can_rule(ana: Looper) -> None:
    first = (await asks(ana)).criteria[0].id
    await appeals(ana, first)
    core = ana.house.core
    (case,) = await cases_anywhere(core)
    facts = await case_of(core, case.id)
    assert [criterion.id for criterion in facts.criteria] == [first]
    await rule_as_operator(core, case.id, {first: "3", "because": "It is there."})
    assert (await verdict(ana)).criteria[0].level is Level.STRONG


async def test_words_deleted_between_reading_and_ruling_close_the_case(ana: Looper, lou: Looper) -> None:
    first = (await asks(ana)).criteria[0].id
    await appeals(ana, first)
    (case,) = await cases(ana)
    form = await rule_form(lou, case)
    assert isinstance(form, FieldForm)
    for message in ana.said:
        await ana.deletes(message)
    closed = await fills(lou, form, {first: "4", "because": "It was there."})
    assert isinstance(closed, Note)
    assert "That case is closed" in closed.text
    assert Stale.__name__ not in closed.text
