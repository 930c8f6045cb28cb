"""Windows: forms that open in time, keep what was typed, and say in their place what came of it."""

import pytest

from adapters.slack.heard.show import FORM_TOO_LATE, NO_FORM_BY_MENTION
from bot.domain.happenings import Happening
from bot.domain.mode import Mode
from bot.testing import FakeClock
from tests.fakes.slack_heard import until
from tests.integration.slack.heard_stage import TRANSPORTS, WORDS, a_day, away, whispered

BOTH = pytest.mark.parametrize("transport", TRANSPORTS)


@BOTH
async def test_a_mention_that_would_open_a_form_says_what_to_type(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        await day.answers()
        await day.answers("@Debrief ask How would you stop it?")

        await until(lambda: bool(day.whispers(thread=day.root)), "something was whispered")
        assert NO_FORM_BY_MENTION.text[:40] in day.whispers(thread=day.root)[-1]


@BOTH
async def test_a_private_answer_is_written_in_a_window(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport, mode=Mode.SEALED) as day:
        await day.presses("Answer privately")
        await until(lambda: day.slack.modal(day.ada) is not None, "the form is open")
        await day.slack.submits(day.ada, {"Your answer": WORDS})

        assert await day.kept() == WORDS
        shown = day.slack.modal(day.ada)
        assert shown is not None
        assert not shown.labels, "what came of it stands where the form was"


@BOTH
async def test_a_draft_is_kept_in_its_window_until_it_is_stored(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport, mode=Mode.SEALED) as day:
        await day.presses("Answer privately")
        await until(lambda: day.slack.modal(day.ada) is not None, "the form is open")
        day.gate.before.append(away)
        await day.slack.submits(day.ada, {"Your answer": WORDS})

        shown = day.slack.modal(day.ada)
        assert shown is not None
        assert "try again" in " ".join(shown.errors.values())
        assert WORDS in str(shown.typed)
        assert not await day.kept()

        await day.slack.submits(day.ada)
        assert await day.kept() == WORDS


@BOTH
async def test_the_same_form_sent_twice_is_one_answer(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    """The first was kept, but nobody was told: whoever wrote it presses Send again."""

    async def lost(_happening: Happening) -> None:
        raise RuntimeError

    async with a_day(database_url, clock, transport, mode=Mode.SEALED) as day:
        await day.presses("Answer privately")
        await until(lambda: day.slack.modal(day.ada) is not None, "the form is open")
        day.gate.after.append(lost)
        await day.slack.submits(day.ada, {"Your answer": WORDS})
        await day.slack.submits(day.ada)

        shown = day.slack.modal(day.ada)
        assert shown is not None
        assert "already" in shown.words
        assert await day.kept() == WORDS


@BOTH
async def test_a_form_that_comes_too_late_is_told_in_words(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async def slow(_happening: Happening) -> None:
        clock.forward(seconds=4)

    async with a_day(database_url, clock, transport, mode=Mode.SEALED) as day:
        day.gate.before.append(slow)
        await day.presses("Answer privately")

        assert FORM_TOO_LATE.text[:40] in await whispered(day)
        assert day.slack.modal(day.ada) is None


@BOTH
async def test_the_home_is_shown_to_whoever_opens_it(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        await day.answers()
        await day.slack.opens_home(day.ada)
        await until(lambda: day.slack.home(day.ada) is not None, "there is a home")

        async with day.house.core.store.work() as work:
            scenario = await work.posts.scenario(day.post.scenario_hash)
        home = day.slack.home(day.ada)
        assert home is not None
        assert scenario.title in home.words


@BOTH
async def test_a_button_on_the_home_is_answered_in_a_window(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        await day.answers()
        await day.slack.opens_home(day.ada)
        await until(lambda: day.slack.home(day.ada) is not None, "there is a home")
        home = day.slack.home(day.ada)
        assert home is not None

        await day.slack.clicks(day.ada, home, home.buttons[0])

        await until(lambda: day.slack.modal(day.ada) is not None, "a window is open")
