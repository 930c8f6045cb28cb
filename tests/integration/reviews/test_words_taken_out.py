"""An author deletes a line of what waits for a person: the rest can still be ruled on, the line is gone."""

from sqlalchemy import text

from bot.domain.cards import SheetCard
from bot.domain.forms import FieldForm
from bot.domain.happenings import MessagePosted
from tests.conversation.stage import Member
from tests.fakes.levelled_grader import an_answer
from tests.integration.reviews.conftest import Desk

ASIDE = "And Heron keeps the password hunter2 there."


async def graded_in_two(desk: Desk, member: Member, levels: str, about: str) -> MessagePosted:
    """The answer, and a line beside it, which is returned."""
    await member.says(an_answer(member.ref, levels, about))
    aside = await member.says(ASIDE)
    await member.presses("Grade me")
    desk.stage.clock.forward(minutes=1)
    return aside


async def anywhere(desk: Desk, words: str) -> list[str]:
    """The tables in which somebody could still read it."""
    async with desk.stage.house.core.store.engine.connect() as connection:
        tables = await connection.execute(
            text("select table_name from information_schema.tables where table_schema = 'public'")
        )
        found = []
        for table in tables.scalars():
            rows = await connection.execute(
                text(f'select count(*) from "{table}" r where r::text like :w'), {"w": f"%{words}%"}
            )
            found += [table] if rows.scalar_one() else []
    return found


async def test_a_doubt_is_ruled_on_by_what_is_left(desk: Desk, ana: Member, lou: Member) -> None:
    await desk.graded(lou, "222222")
    aside = await graded_in_two(desk, ana, "333333", "unsure")
    before = (await desk.stands_for(ana)).points
    await ana.deletes(aside)
    (case,) = await desk.cases()
    card = await desk.types(lou, "review", admin=True)
    assert isinstance(card, SheetCard)
    assert "Anasays3" in repr(card)
    assert "hunter2" not in repr(card)
    assert "has taken words out since" in repr(card)
    form = await desk.rule_form(lou, case)
    assert isinstance(form, FieldForm)
    assert "hunter2" not in repr(form)
    await desk.rules_on(lou, ana, dict.fromkeys(desk.criteria, "0"))
    assert (await desk.stands_for(ana)).points < before
    assert await desk.cases() == []


async def test_what_was_taken_out_can_be_read_nowhere(desk: Desk, ana: Member, lou: Member) -> None:
    aside = await graded_in_two(desk, ana, "222222", "unsure")
    await desk.appeals(ana, desk.criteria[0], "I said that Heron keeps the password hunter2 there.")
    assert {"revisions", "reviews", "answer_messages"} <= set(await anywhere(desk, "hunter2"))
    await ana.deletes(aside)
    assert await anywhere(desk, "hunter2") == []
    (case,) = await desk.cases()
    assert any(review.said.startswith("I said that […]") for review in case.reviews)


async def test_words_written_since_are_not_ruled_on(desk: Desk, ana: Member, lou: Member) -> None:
    """Or a line beside a poor answer would be the way to swap the answer."""
    await desk.graded(lou, "222222")
    said = await ana.says(an_answer("Ana", "111111", "unsure"))
    aside = await ana.says(ASIDE)
    await ana.presses("Grade me")
    desk.stage.clock.forward(minutes=1)
    await ana.edits(said, an_answer("Better", "444444"))
    await ana.deletes(aside)
    card = await desk.types(lou, "review", admin=True)
    assert "Bettersays" not in repr(card)
    assert len(await desk.cases()) == 1


async def test_taking_everything_out_withdraws(desk: Desk, ana: Member) -> None:
    said = await ana.says(an_answer("Ana", "333333", "unsure"))
    aside = await ana.says(ASIDE)
    await ana.presses("Grade me")
    desk.stage.clock.forward(minutes=1)
    await desk.appeals(ana, desk.criteria[0], f"It says: {ASIDE}")
    await ana.deletes(aside)
    await ana.deletes(said)
    assert await desk.cases() == []
    assert await anywhere(desk, "hunter2") == []
    assert await anywhere(desk, "Anasays3") == []
    assert (await desk.stands_for(ana)).points == 0
