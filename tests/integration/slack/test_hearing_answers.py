"""What members write is kept before Slack is told so, once, whatever Slack does with its deliveries."""

import asyncio

import pytest

from bot.domain.happenings import Happening
from bot.testing import FakeClock
from tests.fakes.slack.faults import EventFault
from tests.integration.slack.heard_stage import TRANSPORTS, WORDS, a_day, comes_true

BOTH = pytest.mark.parametrize("transport", TRANSPORTS)


class Killed(Exception):
    """As if the process had been ended there."""


async def killed(_happening: Happening) -> None:
    raise Killed


@BOTH
async def test_an_answer_is_kept_when_slack_is_told_so(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        await day.answers()

        assert await day.kept() == WORDS
        (_, outcome) = day.slack.outbox.outcomes[-1]
        assert outcome.ok


@BOTH
async def test_slack_is_told_nothing_before_it_is_kept(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        reached, released = asyncio.Event(), asyncio.Event()

        async def waits(_happening: Happening) -> None:
            reached.set()
            await released.wait()

        day.gate.before.append(waits)
        writing = asyncio.create_task(day.answers())
        await reached.wait()
        assert not writing.done()
        assert not await day.kept()

        released.set()
        await writing
        assert await day.kept() == WORDS


@BOTH
@pytest.mark.parametrize("moment", ["before", "after"])
async def test_an_end_between_receipt_and_acknowledgement_loses_and_doubles_nothing(
    database_url: str, clock: FakeClock, transport: str, moment: str
) -> None:
    async with a_day(database_url, clock, transport, ack_within=0.5) as day:
        getattr(day.gate, moment).append(killed)

        ts = await day.answers()

        assert await day.kept() == WORDS
        delivery, outcome = day.slack.outbox.outcomes[-1]
        assert (delivery.payload["event"]["ts"], delivery.attempt, outcome.ok) == (ts, 1, True)


@BOTH
async def test_an_event_that_is_delivered_three_times_counts_once(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        day.slack.faults.event("message", EventFault(copies=3))

        await day.answers()

        assert len(day.gate.took) == 3
        assert await day.kept() == WORDS


@BOTH
async def test_a_retry_after_success_counts_once(database_url: str, clock: FakeClock, transport: str) -> None:
    async with a_day(database_url, clock, transport) as day:
        day.slack.faults.event("message", EventFault(again_after_success=True))

        await day.answers()
        await day.answers("And tell the regulator on the same day.")

        assert await day.kept() == f"{WORDS}\n\nAnd tell the regulator on the same day."


@BOTH
async def test_a_slow_core_is_asked_again_and_counts_once(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    """Slack waits three seconds, here less; what it sends again meets what it sent first."""
    async with a_day(database_url, clock, transport, ack_within=0.3) as day:
        released = asyncio.Event()

        async def slow(_happening: Happening) -> None:
            await released.wait()

        day.gate.before.append(slow)
        await day.answers()
        (_, first), (again, second) = day.slack.outbox.outcomes[-2:]
        assert not first.ok
        assert (again.attempt, second.ok) == (1, True)

        released.set()
        await comes_true(lambda: _took(day.gate.took, 2), "the slow one came through as well")
        assert await day.kept() == WORDS


async def _took(took: list[Happening], wanted: int) -> bool:
    return len(took) >= wanted


@BOTH
async def test_an_edit_that_overtakes_its_message_wins(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        day.slack.faults.event("message", EventFault(held=True))
        ts = await day.answers("First thoughts, of which I am not at all sure yet.")
        clock.forward(seconds=5)
        await day.slack.edits(day.ada, day.place.channel, ts, WORDS)

        await day.slack.releases()

        assert await day.kept() == WORDS


@BOTH
async def test_a_deletion_that_overtakes_its_message_wins(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        day.slack.faults.event("message", EventFault(held=True))
        ts = await day.answers()
        await day.slack.deletes(day.ada, day.place.channel, ts)

        await day.slack.releases()

        assert await day.kept() == ""


@BOTH
async def test_what_is_no_answer_is_left_alone(database_url: str, clock: FakeClock, transport: str) -> None:
    async with a_day(database_url, clock, transport) as day:
        slack, channel = day.slack, day.place.channel
        other = slack.other_bot(day.place.team, "Polls")
        channel.members.add(other.id)
        ben = day.place.member("U0BEN", "Ben")
        await slack.other_bot_posts(other, channel, WORDS, thread=day.root)
        await slack.other_bot_posts(other, channel, WORDS, thread=day.root, legacy=True)
        await slack.joins(ben, channel)
        await slack.sets_topic(ben, channel, "Practice")
        ts = await day.answers(broadcast=True)
        await slack.unfurls(channel, ts)

        assert await day.kept() == WORDS
        assert len(day.gate.took) == 1
        async with day.house.core.store.work() as work:
            assert await work.people.known(day.account(other)) is None
            assert await work.people.known(day.account(ben)) is None


@BOTH
async def test_whoever_takes_part_gets_a_name_and_nobody_else_is_looked_up(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        ben = day.place.member("U0BEN", "Ben")
        await day.slack.posts(ben, day.place.channel, "Lunch?")
        await day.answers()

        await comes_true(lambda: day.called(day.ada), "Ada's name is known")

        assert await day.called(day.ada) == day.ada.handle
        asked = [call.args["user"] for call in day.slack.calls if call.method == "users.info"]
        assert asked == [day.ada.id]


@BOTH
async def test_a_file_without_words_is_asked_for_text(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        await day.answers("", files=("answer.pdf",))
        await day.house.settle()

        assert await day.kept() == ""
        (asked,) = [*day.whispers(), *day.whispers(thread=day.root)]
        assert "attachments" in asked
