"""A round whose question never came is owed again, with all that comes of leaving it."""

from bot.domain.loop_states import LoopState
from tests.integration.loops.stage import Looper


async def test_a_round_that_is_offered_again_after_a_nudge_brings_another_one(ana: Looper) -> None:
    await ana.types("mock full two today")
    await ana.plays()
    for _ in range(2):
        await ana.waits(days=3)
        ana.platform.closed_to.add("Ana")
        await ana.types("mock")
        await ana.settle()
        assert await ana.loop_states() == [LoopState.OFFERED], "the question couldn't be brought"
        ana.platform.closed_to.clear()
    _, first, second = ana.of_loops()
    assert "still waits" in str(first.card)
    assert second.card == first.card
    assert second.key != first.key, "one that is looked for must not be taken for the other"
