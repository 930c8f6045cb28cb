"""A job that comes too early, because what it names was put off since: nothing happens yet."""

from sqlalchemy import text

from bot.domain.ids import DeliveryId
from bot.practice.close_post import close_post
from bot.practice.grade_answer import grade_answer
from bot.practice.send_delivery import send_delivery
from tests.conversation.stage import Member, Stage

ANSWER = "I would stop it, tell everyone whom it misled, and read what it said to them last week."


async def test_an_answer_is_not_graded_while_its_author_still_writes(stage: Stage, ana: Member) -> None:
    """The job was given after ten quiet minutes, and reached by a worker after the next message."""
    await ana.says(ANSWER)
    async with stage.house.core.store.work() as work:
        answer = await work.answers.latest(stage.group, await ana.id())
    assert answer is not None
    stage.clock.at(stage.instant("Mon 09:10").isoformat())
    await ana.says("Then I would write to whoever paid.")
    await grade_answer(stage.house.core, answer.id)
    await stage.at("Mon 09:19")
    stage.is_silent_to(ana)
    await stage.at("Mon 09:20")
    stage.tells(ana, "Debrief of")
    stage.is_silent_to(ana)


async def test_a_reminder_does_not_come_in_the_morning(stage: Stage, ana: Member) -> None:
    await ana.says(ANSWER)
    async with stage.house.core.store.work() as work:
        await work.people.set_reminders(stage.group, await ana.id(), wanted=True)
    await stage.at("Tue 09:00")
    stage.unread.clear()
    async with stage.house.core.store.engine.connect() as connection:
        found = await connection.execute(text("select id from deliveries where kind = 'reminder'"))
        reminder = DeliveryId(found.scalar_one())
    await send_delivery(stage.house.core, reminder)
    await stage.settle()
    stage.is_silent_to(ana)
    await stage.at("Tue 21:30")
    stage.tells(ana, "there is no answer of yours yet")


async def test_a_post_is_not_closed_before_its_deadline(stage: Stage, ana: Member) -> None:
    """Closed, it would show the senior answer to whoever has a debrief."""
    await ana.says(ANSWER)
    await ana.presses("Grade me")
    stage.clock.at(stage.instant("Tue 08:59").isoformat())
    await close_post(stage.house.core, stage.posts["Mon"].id)
    async with stage.house.core.store.work() as work:
        still_open = await work.posts.latest_open(stage.group)
    assert still_open is not None
    assert still_open.id == stage.posts["Mon"].id
    stage.clock.at(stage.instant("Tue 09:00").isoformat())
    await close_post(stage.house.core, stage.posts["Mon"].id)
    async with stage.house.core.store.work() as work:
        assert await work.posts.latest_open(stage.group) is None
