"""What a mock round holds, and the words that the tests say in one."""

from sqlalchemy import text

from bot.domain.grade import Graded
from tests.integration.rounds_stage import Candidate

ONE = "I would stop automatic refusals within the hour: a family whose piano stands in the rain can't wait."
TWO = "And I would roll back the compression at noon, then replay Sunday's photos both ways."


async def turns_of(ana: Candidate) -> list[str | None]:
    async with ana.house.core.store.work() as work:
        turns = await work.rounds.turns(await ana.round())
    return [turn.question.id for turn in turns]


async def said_in(ana: Candidate) -> list[tuple[int, str]]:
    async with ana.house.core.store.work() as work:
        return [(one.turn, one.text) for one in await work.round_messages.said(await ana.round())]


async def quotes_in(ana: Candidate) -> list[str]:
    async with ana.house.core.store.work() as work:
        turns = await work.rounds.turns(await ana.round())
    graded = [turn.outcome for turn in turns if isinstance(turn.outcome, Graded)]
    return [quote for outcome in graded for found in outcome.criteria for quote in found.quotes]


async def everything_written(ana: Candidate) -> str:
    """All that the three tables hold."""
    parts = []
    async with ana.store.engine.connect() as connection:
        for table in ("rounds", "round_turns", "round_messages"):
            parts += [str(tuple(row)) for row in await connection.execute(text(f"select * from {table}"))]
    return "\n".join(parts)


async def to_the_end(ana: Candidate) -> None:
    for words in (
        ONE,
        TWO,
        "900 reviews today: those refused twice come first, and the examiner gets a list.",
    ):
        await ana.says(words)
        await ana.done()
        await ana.settle()
