"""What members say to the bot in Slack's messages, and where they are shown the answer."""

import pytest

from bot.testing import FakeClock
from tests.fakes.slack_heard import until
from tests.integration.slack.heard_stage import TRANSPORTS, WORDS, Day, a_day, comes_true

BOTH = pytest.mark.parametrize("transport", TRANSPORTS)
BETTER = "Now that I know, I would first look at what the audit itself has missed."


def in_private(day: Day) -> list[str]:
    """What stands in Ada's direct messages for good."""
    seen = day.slack.messages(day.slack.direct(day.ada), day.ada)
    return [one.words for one in seen if not one.whispered and one.user != day.ada.id]


@BOTH
async def test_a_command_as_text_in_the_thread_is_answered_there(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        for said in ("/debrief help board", "@debrief help", "@Debrief what do I do?"):
            await day.answers(said)
        await until(lambda: len(day.whispers(thread=day.root)) == 3, "all were answered in the thread")
        told = sorted(day.whispers(thread=day.root), key=len)
        assert "@Debrief board last week improved" in told[0]
        assert ["To take part, write your answer in the scenario's thread" in one for one in told].count(
            True
        ) == 1
        assert not any("/debrief" in one or "There is no" in one for one in told)
        assert not await day.kept()


@BOTH
async def test_a_hello_in_private_is_answered_by_a_message_that_stays(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        for said in ("hi", "anybody?"):
            await day.slack.posts(day.ada, day.slack.direct(day.ada), said)
        await until(lambda: len(in_private(day)) == 1, "it was answered")
        await day.slack.posts(day.ada, day.slack.direct(day.ada), "help")
        await until(lambda: len(in_private(day)) == 2, "help was given")
        assert "I listen during a mock round only" in in_private(day)[0]
        assert "What you can type" in in_private(day)[1]


@BOTH
async def test_after_the_debrief_its_author_is_told_in_the_thread_how_to_try_again(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        await day.answers()
        await day.presses("Grade me")
        await day.house.settle()
        clock.forward(minutes=1)
        for _ in range(2):
            await day.answers(BETTER)
            await day.house.settle()
        (told,) = [
            one for one in day.whispers(thread=day.root) if "is out, so what you write about it now" in one
        ]
        assert "press Try again" in told
        seen = day.slack.messages(day.place.channel, day.ada)
        (note,) = [
            one for one in seen if one.whispered and "is out, so what you write about it now" in one.words
        ]
        await day.slack.clicks(day.ada, note, "Try again")
        clock.forward(minutes=1)
        await day.answers(BETTER)

        async def tried_again() -> bool:
            return await day.kept() == f"{WORDS}\n\n{BETTER}"

        await comes_true(tried_again, "the new try is kept")
