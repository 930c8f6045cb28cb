"""Whatever a form is said to hold: it is answered, and does nothing."""

from collections.abc import AsyncIterator
from typing import Any

import pytest

from bot.testing import FakeClock
from tests.fakes.discord.interaction import MODAL
from tests.integration.discord.interact_stage import Day, a_day, texts

BROKEN = "Something went wrong on my side"
LABEL, INPUT = 18, 4


@pytest.fixture
async def day(database_url: str, clock: FakeClock) -> AsyncIterator[Day]:
    async with a_day(database_url, clock) as day:
        yield day


def labelled(custom_id: str) -> dict[str, Any]:
    return {"type": LABEL, "component": {"type": INPUT, "custom_id": custom_id, "value": "a b"}}


async def sends(day: Day, components: object) -> str:
    data = {"custom_id": "debrief-form:ask:0.1:", "components": components}
    sent = await day.server._asks(day.ada, day.practice, MODAL, data, app=day.server.app, name="forged")
    await day.settled()
    assert sent.ok, sent.reason
    return texts(sent)


@pytest.mark.parametrize("components", [[1, None, "x"], 7, [{"components": [None]}], {"a": 1}])
async def test_a_form_that_cant_be_read_is_answered(day: Day, components: object) -> None:
    assert BROKEN in await sends(day, components)
    assert day.gate.took == []


@pytest.mark.parametrize("custom_id", ["fill::5::text", "fill:5:::text", "fill:²:0::text"])
async def test_a_field_without_its_number_is_none_of_ours(day: Day, custom_id: str) -> None:
    assert BROKEN not in await sends(day, [labelled(custom_id)])
