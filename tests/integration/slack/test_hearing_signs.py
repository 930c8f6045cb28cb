"""What Slack could not bring, or we could not keep, is read where it stands; and what counts as hearing."""

import asyncio
import json
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from bot.domain.happenings import Happening, MessagePosted
from bot.errors import ChannelGone, InstallationGone, RetryLater, UserMustAct
from bot.practice.catch_up import make_up_everywhere
from bot.testing import FakeClock
from tests.fakes.slack.faults import EventFault
from tests.fakes.slack.outbox import Delivery
from tests.integration.slack.heard_stage import TRANSPORTS, WORDS, Day, a_day, comes_true
from tests.integration.slack.test_hearing_http import posted

REFUSALS = (
    RetryLater("The database is away."),
    ChannelGone("The channel was deleted."),
    InstallationGone("The token was revoked."),
    UserMustAct("A permission is lacking."),
)


async def sql(day: Day, query: str) -> list[tuple[object, ...]]:
    async with day.house.core.store.engine.begin() as connection:
        return [tuple(row) for row in await connection.execute(text(query))]


async def change(day: Day, statement: str) -> None:
    async with day.house.core.store.engine.begin() as connection:
        await connection.execute(text(statement))


async def missed(day: Day) -> list[tuple[object, ...]]:
    return await sql(day, "select since, until from missed_times order by since")


async def heard(day: Day) -> object:
    return (await sql(day, "select max(heard_at) from installations"))[0][0]


def refuses(refusal: Exception) -> Callable[[Happening], Awaitable[None]]:
    async def refuse(happening: Happening) -> None:
        assert isinstance(happening, MessagePosted)
        raise refusal

    return refuse


@pytest.mark.parametrize("transport", TRANSPORTS)
@pytest.mark.parametrize("refusal", REFUSALS, ids=lambda it: type(it).__name__)
async def test_a_message_that_could_not_be_kept_is_sent_again(
    database_url: str, clock: FakeClock, transport: str, refusal: Exception
) -> None:
    async with a_day(database_url, clock, transport, ack_within=0.5) as day:
        day.gate.before.append(refuses(refusal))

        await day.answers()

        assert [outcome.ok for _, outcome in day.slack.outbox.outcomes[-2:]] == [False, True]
        assert await day.kept() == WORDS
        await comes_true(lambda: missed(day), "it is noted that something may have been missed")


@pytest.mark.parametrize("transport", TRANSPORTS)
async def test_a_message_that_slack_gave_up_is_read_where_it_stands(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport, ack_within=0.5) as day:
        day.gate.before += [refuses(RetryLater("The database is away."))] * 4
        await day.answers()
        for _ in range(3):
            clock.forward(minutes=6)
            await day.slack.deliver_due()
        assert not day.gate.before
        assert not await day.kept()

        await comes_true(lambda: missed(day), "it is noted that something was missed")
        await make_up_everywhere(day.house.core, "slack")

        assert await day.kept() == WORDS


async def test_what_slack_brings_again_after_it_was_kept_is_no_loss(
    database_url: str, clock: FakeClock
) -> None:
    """Slack missed the acknowledgement: others may have gone the same way, so it's read once."""
    async with a_day(database_url, clock, "http") as day:
        day.slack.faults.event("message", EventFault(again_after_success=True))
        await day.answers()
        await comes_true(lambda: missed(day), "it is noted")

        await make_up_everywhere(day.house.core, "slack")

        assert await day.kept() == WORDS
        assert await missed(day) == []


async def test_only_what_slack_brings_is_a_sign_that_events_come_in(
    database_url: str, clock: FakeClock
) -> None:
    async with a_day(database_url, clock, "http") as day:
        await comes_true(lambda: heard(day), "Slack told us of our own card")
        await day.wired.built._heard.finish()
        await change(day, "update installations set heard_at = null")

        forged = {"type": "event_callback", "team_id": day.place.team.id, "event_time": 1, "ssl_check": "1"}
        assert await posted(day, json.dumps(forged).encode(), **{"Content-Type": "application/json"}) == 200
        stop = asyncio.Event()
        standing_by = asyncio.ensure_future(day.wired.heard.listen(day.house)(stop))
        await asyncio.sleep(0)
        stop.set()
        await standing_by
        assert await heard(day) is None
        assert await missed(day) == []

        await day.answers()
        await comes_true(lambda: heard(day), "an answer came in")


async def test_a_minute_whose_events_slack_drops_is_read_when_it_is_over(
    database_url: str, clock: FakeClock
) -> None:
    async with a_day(database_url, clock, "http") as day:
        clock.forward(minutes=1)
        minute = int(clock.now().timestamp())
        limited = {
            "token": "t",
            "type": "app_rate_limited",
            "team_id": day.place.team.id,
            "minute_rate_limited": minute,
            "api_app_id": day.slack.app.app_id,
        }
        clock.forward(seconds=1)
        assert (await day.slack.outbox.send(Delivery("events_api", limited, "limited"))).ok
        ((since, until),) = await missed(day)
        assert isinstance(since, datetime)
        assert isinstance(until, datetime)
        assert since.timestamp() <= minute
        assert until - datetime.fromtimestamp(minute, until.tzinfo) >= timedelta(minutes=1)

        await make_up_everywhere(day.house.core, "slack")
        clock.forward(seconds=57)
        day.slack.writes(day.ada, day.place.channel, WORDS, thread=day.root)
        await make_up_everywhere(day.house.core, "slack")
        assert not await day.kept()
        assert len(await missed(day)) == 1

        clock.at(until.isoformat())
        await make_up_everywhere(day.house.core, "slack")
        assert await day.kept() == WORDS
        assert await missed(day) == []
