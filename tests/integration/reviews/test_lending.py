"""Answers are lent to measure the grader by: opted into, without a name, and taken back at any time."""

from bot.domain.cards import Note
from bot.practice.forget import forget_person
from bot.practice.reviews.labels import lent_labels
from bot.store.labels import Label
from tests.conversation.stage import Member
from tests.fakes.levelled_grader import an_answer
from tests.integration.reviews.conftest import Desk


async def labels(desk: Desk) -> list[Label]:
    return await lent_labels(desk.stage.house.core)


async def test_only_ruled_answers_of_lenders_leave_without_a_name(
    desk: Desk, ana: Member, bo: Member, lou: Member
) -> None:
    for member, levels in ((lou, "333333"), (ana, "222222"), (bo, "111111")):
        await desk.graded(member, levels)
    said = await desk.types(ana, "settings lend on")
    assert isinstance(said, Note)
    assert "whoever runs this bot" in said.text
    assert "lend: on" in repr(await desk.types(ana, "settings"))
    assert await labels(desk) == []
    await desk.appeals(ana, desk.criteria[0])
    await desk.appeals(bo, desk.criteria[0])
    for _ in range(2):
        await desk.rules(lou, {desk.criteria[0]: "4"})
    (label,) = await labels(desk)
    assert label.levels == {desk.criteria[0]: 4}
    assert label.rater == 1
    assert label.text.startswith("somebody levels 222222")


async def test_nobody_is_named_in_what_leaves(desk: Desk, ana: Member, bo: Member, lou: Member) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(bo, "111111")
    await ana.says(
        an_answer("Ana", "222222") + " As <@U123|bo> and Sample Bo told @lou.m, ask lou@example.org."
    )
    await ana.presses("Grade me")
    await desk.types(ana, "settings lend on")
    await desk.appeals(ana, desk.criteria[0])
    await desk.rules(lou, {desk.criteria[0]: "4"})
    (label,) = await labels(desk)
    assert label.text.endswith("As somebody and somebody told somebody, ask somebody.")


async def test_two_rulings_by_one_person_are_one_label(desk: Desk, ana: Member, lou: Member) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(ana, "222222")
    await desk.types(ana, "settings lend on")
    for criterion, level in zip(desk.criteria, "43", strict=False):
        await desk.appeals(ana, criterion)
        await desk.rules(lou, {criterion: level})
    (label,) = await labels(desk)
    assert label.levels == {desk.criteria[0]: 4, desk.criteria[1]: 3}


async def test_taking_it_back_leaving_and_being_forgotten_end_it(
    desk: Desk, ana: Member, lou: Member
) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(ana, "222222")
    await desk.types(ana, "settings lend on")
    await desk.appeals(ana, desk.criteria[0])
    await desk.rules(lou, {desk.criteria[0]: "4"})
    assert len(await labels(desk)) == 1
    await desk.types(ana, "settings lend off")
    assert await labels(desk) == []
    await desk.types(ana, "settings lend on")
    await ana.leaves()
    assert await labels(desk) == []


async def test_the_forgotten_lend_nothing_and_leave_no_words_in_reviews(
    desk: Desk, ana: Member, lou: Member
) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(ana, "222222")
    await desk.types(ana, "settings lend on")
    await desk.appeals(ana, desk.criteria[0], "Because Ana said so.")
    await desk.rules(lou, {desk.criteria[0]: "4"}, because="Ana splits it.")
    await desk.appeals(ana, desk.criteria[1], "Because Ana said this too.")
    await forget_person(desk.stage.house.core, await ana.id())
    assert await labels(desk) == []
    assert await desk.cases() == []
    async with desk.stage.house.core.store.engine.begin() as connection:
        rows = await connection.exec_driver_sql(
            "select said || because as words, ruled_by from reviews order by id"
        )
        assert [row.words for row in rows] == ["", ""]


async def test_a_forgotten_reader_is_named_no_more_and_their_ruling_stands(
    desk: Desk, ana: Member, lou: Member
) -> None:
    await desk.graded(lou, "333333")
    await desk.graded(ana, "222222")
    await desk.appeals(ana, desk.criteria[0], "Mine.")
    await desk.rules(lou, {desk.criteria[0]: "4"}, because="It is split there.")
    told = await told_to(desk, lou)
    assert ("somebody else's", "", "It is split there.", "you") in told
    before = await desk.stands_for(ana)
    await forget_person(desk.stage.house.core, await lou.id())
    assert await desk.stands_for(ana) == before
    async with desk.stage.house.core.store.engine.begin() as connection:
        rows = (await connection.exec_driver_sql("select said, because, ruled_by from reviews")).all()
    assert [tuple(row) for row in rows] == [("Mine.", "It is split there.", None)]
    assert ("your answer", "Mine.", "It is split there.", "somebody else") in await told_to(desk, ana)


async def told_to(desk: Desk, member: Member) -> list[tuple[str, str, str, str]]:
    async with desk.stage.house.core.store.work() as work:
        told = await work.forgetting.told(await member.id())
    rows = told["Your appeals, and what was ruled on your answers and rounds or by you"]
    return [(r["answer"], r["what you said"], r["why"], r["ruled by"]) for r in rows]
