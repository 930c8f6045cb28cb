"""A card of which nobody is sure, in a channel where much is said and little may be read."""

import pytest

from bot.practice.catch_up import make_up
from bot.testing import FakeClock
from tests.fakes.slack.faults import dropped
from tests.integration.slack.faults_stage import ADAS, BENS, DUE, a_study

A_PAGE_A_MINUTE = 12
"""Minutes after which the card is found among all that was said meanwhile."""


@pytest.mark.parametrize("transport", ["http", "socket"])
async def test_answers_are_taken_while_it_is_looked_for(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_study(database_url, clock, transport) as study:
        slack = study.slack
        slack.app.distributed = True
        slack.faults.call("chat.postMessage", dropped(effect=True))
        clock.at(DUE)
        await study.house.settle()
        for number in range(60):
            await slack.posts(study.ben, study.channel, f"Has anybody seen my keys? {number}")
        assert len(study.cards()) == 1
        await study.writes(study.ada, ADAS)
        asked = await slack.posts(study.ben, study.channel, BENS)
        await slack.posts(study.ben, study.channel, "In my coat.", thread=asked)
        await slack.quiet()
        assert [outcome.reason for _, outcome in slack.outbox.outcomes if not outcome.ok] == []
        assert await study.kept() == {}

        await study.passes(A_PAGE_A_MINUTE)
        await make_up(study.house.core, "slack", study.place.team.id)

        assert await study.kept() == study.answers
        assert len(study.cards()) == 1
