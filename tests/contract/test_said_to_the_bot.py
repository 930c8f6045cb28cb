"""What members say to the bot in a thread, over each platform: never a part of their answer."""

from adapters.main import House
from bot.domain.cards import Note, SheetCard
from bot.domain.happenings import Action
from bot.practice.receive import receive
from bot.testing import FakeClock
from tests.contract.stage import Stage
from tests.contract.test_daily_story import kept_text, posted_day, writes

WORDS = "I would stop automatic refusals within the hour and call the claimants back."
BETTER = "Now that I know, I would first look at what the audit itself has missed."


async def test_words_to_the_bot_are_obeyed_and_no_answer(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    _, post, thread = await posted_day(staged_house, clock, stage)
    ana = stage.account("U1", "Ana")
    await writes(staged_house, stage, ana, WORDS, thread)
    for said, title in (
        ("@debrief me", "You in Mornings"),
        ("@debrief so what now?", "What you can ask me for"),
    ):
        card = await receive(staged_house.core, await stage.says(ana, said, thread))
        assert isinstance(card, SheetCard)
        assert card.title == title
    assert await kept_text(staged_house, post, ana) == WORDS


async def test_words_after_the_debrief_are_answered_to_their_author_once(
    staged_house: House, clock: FakeClock, stage: Stage
) -> None:
    _, post, thread = await posted_day(staged_house, clock, stage)
    ana = stage.account("U1", "Ana")
    await writes(staged_house, stage, ana, WORDS, thread)
    pressed = await receive(staged_house.core, await stage.presses(ana, Action.GRADE_ME, str(post.id)))
    assert isinstance(pressed, Note)
    await staged_house.settle()
    clock.forward(minutes=1)
    for _ in range(2):
        await writes(staged_house, stage, ana, BETTER, thread)
        await staged_house.settle()

    assert await kept_text(staged_house, post, ana) == WORDS
    async with staged_house.core.store.engine.connect() as connection:
        rows = await connection.exec_driver_sql("select state from deliveries where kind = 'after debrief'")
        assert rows.scalars().all() == ["sent"]
