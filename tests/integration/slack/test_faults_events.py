"""Events that come three times and in the wrong order: the last word counts, once, and the board says so."""

import random
from collections.abc import Callable, Sequence

import pytest

from bot.testing import FakeClock
from tests.fakes.slack.faults import EventFault
from tests.fakes.slack.outbox import Delivery
from tests.integration.slack.faults_stage import ADAS, BENS, Study, a_study
from tests.integration.slack.heard_stage import TRANSPORTS

DRAFT = "I am not at all sure where I would begin with this one."
CEMS = "I would call the regulator before anybody else hears of it from the press."

Order = Callable[[Sequence[Delivery]], Sequence[Delivery]]


def thrice(order: Order) -> Order:
    return lambda held: [one for one in order(held) for _ in range(3)]


def shuffled(held: Sequence[Delivery]) -> Sequence[Delivery]:
    return random.Random(5).sample([*held] * 3, 3 * len(held))


ORDERS: dict[str, Order] = {
    "as they happened": thrice(lambda held: held),
    "backwards": thrice(lambda held: held[::-1]),
    "shuffled": shuffled,
}


async def a_busy_morning(study: Study) -> None:
    """Edits, second thoughts, and an answer that is taken away."""
    slack, channel, cem = study.slack, study.channel, study.place.member("U0CEM", "Cem")
    first = await study.writes(study.ada, DRAFT)
    taken_back = await slack.posts(study.ben, channel, DRAFT, thread=study.root)
    for words in (f"{DRAFT} Perhaps with the victims.", ADAS):
        study.clock.forward(seconds=7)
        await slack.edits(study.ada, channel, first, words)
    study.answers[study.ada.id] = ADAS
    withdrawn = await slack.posts(cem, channel, CEMS, thread=study.root)
    await study.writes(study.ben, BENS)
    study.clock.forward(seconds=7)
    await slack.deletes(study.ben, channel, taken_back)
    await slack.deletes(cem, channel, withdrawn)


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_the_last_word_counts_once(
    database_url: str, clock: FakeClock, transport: str, order: str
) -> None:
    async with a_study(database_url, clock, transport) as study:
        await study.posted()
        study.slack.faults.event("message", EventFault(held=True), times=100)
        await a_busy_morning(study)
        assert await study.kept() == {}

        study.slack.faults.clear()
        await study.slack.releases(ORDERS[order])
        await study.ends()

        board = await study.asks(study.ada, "board")
        assert "Ada" in board
        assert "Ben" in board
        assert "Cem" not in board


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_what_is_deleted_after_the_debrief_leaves_the_board(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_study(database_url, clock, transport) as study:
        study.slack.faults.event("*", EventFault(copies=3), times=1_000)
        await study.posted()
        ts = await study.writes(study.ada, ADAS)
        await study.writes(study.ben, BENS)
        await study.ends()
        assert "Ada" in await study.asks(study.ben, "board")

        await study.slack.deletes(study.ada, study.channel, ts)
        await study.passes(5, step=5)

        assert "Ada" not in await study.asks(study.ben, "board")
        assert await study.kept() == {study.ben.id: BENS}
