"""Events that come in by themselves: after a long silence nobody knows whether nothing was written."""

from datetime import timedelta

import pytest

from bot.practice.catch_up import make_up
from bot.practice.heard_from import LONG_SILENCE, SHORT_SILENCE, heard_from
from tests.conversation.stage import Stage
from tests.integration.typed_in_chat import counts
from tests.integration.unheard import FIRST, text_of, unheard


@pytest.mark.parametrize("most", [LONG_SILENCE, SHORT_SILENCE])
@pytest.mark.parametrize(("more", "is_read"), [(timedelta(0), False), (timedelta(seconds=1), True)])
async def test_after_a_long_silence_what_stands_is_read(
    stage: Stage, most: timedelta, more: timedelta, *, is_read: bool
) -> None:
    core, ana = stage.house.core, stage.member("Ana")
    await heard_from(core, "fake", "T1")
    await heard_from(core, "fake", "T9")
    assert await counts(stage.house, "missed_times") == [0]
    stage.clock.forward(minutes=1)
    message = unheard(stage, ana, FIRST)
    stage.clock.instant += most + more - timedelta(minutes=1)

    await heard_from(core, "fake", "T1", most)
    await make_up(core, "fake", "T1")

    assert await text_of(stage, ana) == (message.text if is_read else "")
    assert await counts(stage.house, "missed_times") == [0]
    async with core.store.work() as work:
        it = await work.installations.named("fake", "T1")
    assert it is not None
    assert it.heard_at == stage.clock.now()
