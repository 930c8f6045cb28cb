"""What members press, type and send: kept, acknowledged, and answered to them alone."""

import pytest

from adapters.slack.heard.interactions import PUT_BACK, TAKE_OUT
from bot.domain.happenings import Happening
from bot.testing import FakeClock
from tests.fakes.slack.faults import error
from tests.fakes.slack_heard import until
from tests.integration.slack.heard_stage import TRANSPORTS, WORDS, a_day, away, comes_true, whispered

BOTH = pytest.mark.parametrize("transport", TRANSPORTS)


async def broken(_happening: Happening) -> None:
    raise RuntimeError(WORDS)


@BOTH
async def test_a_command_is_answered_to_whoever_typed_it_alone(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        outcome = await day.types("help")

        assert outcome.ok
        assert "board" in await whispered(day)
        assert not day.whispers(day.place.member("U0BEN", "Ben"))


@BOTH
async def test_a_command_where_the_bot_is_not_is_answered_all_the_same(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        lobby = day.slack.channel(day.place.team, "lobby", day.ada)

        await day.slack.types_command(day.ada, lobby, "/debrief", "board")

        await until(lambda: bool(day.slack.messages(lobby, day.ada)), "an answer came")
        (answer,) = day.slack.messages(lobby, day.ada)
        assert answer.whispered


@BOTH
async def test_in_a_thread_a_mention_does_what_a_command_does_elsewhere(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        await day.answers("@Debrief help board")

        assert "board" in await whispered(day, thread=day.root)
        assert not day.whispers(day.place.member("U0BEN", "Ben"), thread=day.root)
        assert not await day.kept()


@BOTH
async def test_a_press_is_answered_to_the_presser_alone(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        outcome = await day.presses("Hint")

        assert outcome.ok
        assert await whispered(day)
        assert not day.whispers(day.place.member("U0BEN", "Ben"))


@BOTH
@pytest.mark.parametrize(("trouble", "says"), [(away, "try again"), (broken, "went wrong on my side")])
async def test_whoever_acts_while_the_core_is_away_is_told_so(
    database_url: str, clock: FakeClock, transport: str, trouble: object, says: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        for act in (day.presses("Hint"), day.types("help")):
            day.gate.before.append(trouble)  # type: ignore[arg-type]  # one of the two above
            assert (await act).ok

        await until(lambda: len(day.whispers()) == 2, "both were told")
        assert all(says in words for words in day.whispers())
        assert not day.slack.complaints


@BOTH
async def test_words_stay_out_of_the_log(
    database_url: str, clock: FakeClock, transport: str, caplog: pytest.LogCaptureFixture
) -> None:
    async with a_day(database_url, clock, transport, ack_within=1.0) as day:
        day.gate.before.extend([broken, broken])
        await day.answers()
        await day.answers()
        assert WORDS in await day.kept()

    assert "will be sent again" in caplog.text
    assert not [record for record in caplog.records if WORDS in record.getMessage()]


@BOTH
async def test_an_answer_that_no_way_can_carry_is_tried_by_the_next(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        day.slack.faults.call("chat.postEphemeral", error("user_not_in_channel"))
        await day.answers("@Debrief help board")

        direct = day.slack.direct(day.ada)
        await until(lambda: bool(day.slack.said(direct, day.ada)), "it came as a direct message")
        assert not day.whispers(thread=day.root)


@BOTH
async def test_a_message_is_taken_out_by_its_menu_and_put_back(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        ts = await day.answers()
        (message,) = [one for one in day.slack.messages(day.place.channel, day.ada) if one.ts == ts]

        clock.forward(seconds=1)
        await day.slack.uses_shortcut(day.ada, message, TAKE_OUT)
        assert await day.kept() == ""
        clock.forward(seconds=1)
        await day.slack.uses_shortcut(day.ada, message, PUT_BACK)
        assert await day.kept() == WORDS

        await until(lambda: len(day.whispers(thread=day.root)) == 2, "both were answered")


@BOTH
async def test_nobody_takes_out_what_somebody_else_wrote(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        ts, ben = await day.answers(), day.place.member("U0BEN", "Ben")
        (message,) = [one for one in day.slack.messages(day.place.channel, ben) if one.ts == ts]

        await day.slack.uses_shortcut(ben, message, TAKE_OUT)

        await until(lambda: bool(day.whispers(ben, thread=day.root)), "Ben was told")
        assert "Only whoever wrote" in day.whispers(ben, thread=day.root)[0]
        assert await day.kept() == WORDS


@BOTH
async def test_an_export_comes_as_a_file_in_a_direct_message(
    database_url: str, clock: FakeClock, transport: str
) -> None:
    async with a_day(database_url, clock, transport) as day:
        await day.answers()
        await day.types("export")

        assert "direct message" in await whispered(day)
        direct = day.slack.direct(day.ada)
        assert [one.files[0]["name"] for one in day.slack.said(direct, day.ada) if one.files]


@BOTH
async def test_an_uninstalled_app_is_noted(database_url: str, clock: FakeClock, transport: str) -> None:
    async with a_day(database_url, clock, transport) as day:
        await day.slack.uninstalls(day.place.team)

        async def lost() -> bool:
            async with day.house.core.store.work() as work:
                return await work.installations.is_lost("slack", day.place.team.id)

        await comes_true(lost, "the installation is lost")
