"""How many are woken at once is what was asked for, whatever the database believes of its tables."""

from datetime import timedelta

from sqlalchemy import text

from bot.domain.answer import WaitsFor
from bot.errors import RetryLater
from tests.conversation.stage import Stage
from tests.fakes.fickle_grader import FickleGrader
from tests.integration.graded_by_model import rows, words_of

WAITING, ASKED_FOR = 12, 2


async def test_no_more_are_woken_than_was_asked_for_where_the_table_was_small_when_last_looked_at(
    stage: Stage, grader: FickleGrader
) -> None:
    """With one row in its statistics Postgres reads a subquery again for each row, and its limit anew."""
    await stage.member("First").says(words_of("First"))
    async with stage.house.core.store.engine.begin() as connection:
        await connection.execute(text("analyze answers"))
    for n in range(WAITING - 1):
        await stage.member(f"Member{n}").says(words_of(f"Member{n}"))
    grader.away = RetryLater("Gone for long.", timedelta(minutes=50))
    await stage.at("Mon 09:11")

    async with stage.house.core.store.work() as work:
        woken = await work.turns.wake(WaitsFor.GRADER, stage.clock.now(), ASKED_FOR)

    still = await rows(stage, "select count(*) from answers where waits_for = 'grader'")
    assert (woken, still) == (ASKED_FOR, [(WAITING - ASKED_FOR,)])
