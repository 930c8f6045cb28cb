"""Days that sealed answers were given on, and what ratings came of them."""

from collections.abc import Mapping

from bot.domain.cards import BoardCard
from bot.domain.ids import PersonId
from bot.domain.rating import Rating
from bot.practice.boards.rating import RATING
from bot.practice.ratings import ratings_of
from tests.conversation.stage import Member, Stage
from tests.fakes.banded_grader import an_answer
from tests.integration.boards.shown import shown

NO, LEAN_NO, LEAN_YES, YES, STRONG = range(5)
SIX = ("Tue", "Wed", "Thu", "Fri", "2026-04-07", "2026-04-08")


async def sealed(stage: Stage, day: str, worth: Mapping[str, int]) -> None:
    """Everybody fills in the form on that day, and is graded."""
    await stage.at(f"{day} 09:00")
    for name, quality in worth.items():
        answer = an_answer(name, quality, day.replace("-", ""))
        await stage.member(name).fills_in(answer, on=f"{stage.clock.now():%a}")
    await stage.at(f"{day} 10:00")


async def rated(stage: Stage) -> dict[str, Rating]:
    """By name."""
    async with stage.house.core.store.work() as work:
        found = await ratings_of(work, stage.group)
        named = {person: await _ref(stage, person) for person in found}
    return {named[person]: rating for person, rating in found.items()}


async def _ref(stage: Stage, person: PersonId) -> str:
    async with stage.house.core.store.work() as work:
        accounts = await work.people.accounts(person)
    return accounts[0].account.ref if accounts else ""


async def board(stage: Stage, viewer: Member | None = None) -> BoardCard:
    return await shown(stage, viewer, measure=RATING)
