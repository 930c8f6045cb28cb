"""Members press, type and send: each is answered once, privately, in time."""

from collections.abc import AsyncIterator

import pytest

from adapters.discord.commands import PUT_BACK, TAKE_OUT
from bot.domain.happenings import ButtonPressed, CommandGiven, MessageTaken
from bot.testing import FakeClock
from tests.fakes.discord_typed import raw_data
from tests.integration.discord.interact_stage import WORDS, Day, a_day, texts

MESSAGE, FORM = 4, 9


@pytest.fixture
async def day(database_url: str, clock: FakeClock) -> AsyncIterator[Day]:
    async with a_day(database_url, clock) as day:
        yield day
        assert not day.server.complaints
        assert not day.server.refused


async def test_a_press_is_answered_to_the_presser_alone(day: Day) -> None:
    done = await day.presses("Hint")
    assert done.answer == MESSAGE
    assert done.message.whispered
    assert not any(done.message.id == it.id for it in day.server.messages(day.practice, day.ben))
    (pressed,) = day.gate.took
    assert isinstance(pressed, ButtonPressed)
    assert pressed.source.installation_ref == day.guild.id
    assert pressed.account == day.account(day.ada)


async def test_a_private_answer_is_typed_into_a_form(day: Day) -> None:
    opened = await day.presses("Answer privately")
    assert opened.answer == FORM
    done = await day.submits(opened, answer=WORDS)
    assert done.answer == MESSAGE
    assert done.message.whispered
    assert await day.kept() == WORDS


async def test_a_command_in_the_thread_is_of_the_channel(day: Day) -> None:
    done = await day.types("/debrief board last week points", day.thread)
    assert done.answer == MESSAGE
    (given,) = day.gate.took
    assert isinstance(given, CommandGiven)
    assert (given.text, given.channel_ref) == ("board last week points", day.practice.id)
    assert "Mornings" in texts(done) or "Points" in texts(done)


async def test_what_is_asked_in_direct_messages_stays_there(day: Day) -> None:
    done = await day.types("/debrief help", day.server.direct(day.ada))
    assert not done.message.whispered
    (given,) = day.gate.took
    assert isinstance(given, CommandGiven)
    assert given.channel_ref is None
    assert (given.source.installation_ref, given.source.direct) == ("", True)


async def test_a_file_comes_privately_and_leaves_no_copy(day: Day) -> None:
    opened = await day.presses("Answer privately")
    await day.submits(opened, answer=WORDS)
    for where in (day.practice, day.server.direct(day.ada)):
        done = await day.types("/debrief export", where)
        assert done.message.whispered
        assert done.message.files
        assert "save it now" in texts(done)
    assert await day.told_directly() == []


async def test_a_message_is_taken_out_and_put_back(day: Day) -> None:
    ref = await day.server.posts(day.ada, day.thread, WORDS)
    done = await day.takes(ref, TAKE_OUT, day.thread)
    assert done.message.whispered
    assert "no longer is" in texts(done)
    assert "counts again" in texts(await day.takes(ref, PUT_BACK, day.thread))
    out, back = day.gate.took
    assert isinstance(out, MessageTaken)
    assert isinstance(back, MessageTaken)
    assert (out.out, back.out) == (True, False)
    assert (out.at.channel_ref, out.at.message_ref, out.at.thread_ref) == (day.practice.id, ref, day.root)


async def test_nobody_takes_out_what_another_wrote(day: Day) -> None:
    ref = await day.server.posts(day.ada, day.thread, WORDS)
    done = await day.takes(ref, TAKE_OUT, day.thread, day.ben)
    assert "Only whoever wrote a message" in texts(done)
    assert day.gate.took == []


async def test_a_stranger_is_answered_in_direct_messages(day: Day) -> None:
    stranger = day.server.member(day.guild, "Stranger")
    for line in ("/debrief help", "/debrief me", "/debrief link"):
        assert texts(await day.types(line, day.server.direct(stranger), stranger))


@pytest.mark.parametrize("line", ["/debrief", "/debrief bord", "/debrief-admin setup2 09:30"])
async def test_a_command_that_discord_still_shows_is_answered(day: Day, line: str) -> None:
    done = await day.server._asks(day.ada, day.practice, 2, raw_data(line), app=day.server.app, name=line)
    await day.settled()
    assert done.ok
    assert texts(done)


async def test_an_unknown_command_and_button_are_answered(day: Day) -> None:
    app = day.server.app
    data = {"id": "9", "name": "debrief-old", "type": 1}
    done = await day.server._asks(day.ada, day.practice, 2, data, app=app, name="debrief-old")
    await day.settled()
    assert "Nothing was changed" in texts(done)
    pressed = {"component_type": 2, "custom_id": "other:1", "id": 1}
    done = await day.server._asks(
        day.ada, day.practice, 3, pressed, app=app, message=day.card.message, name="other"
    )
    await day.settled()
    assert "I don't know this button" in texts(done)
    assert day.gate.took == []
