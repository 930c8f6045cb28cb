"""What members write on Discord, heard over the gateway's socket by the unmodified library."""

from collections.abc import AsyncIterator

import pytest

from bot.domain.happenings import CommandGiven, MessageDeleted, MessagePosted
from bot.errors import RetryLater
from bot.library.library import Library
from bot.testing import FakeClock
from tests.fakes.discord.faults import EventFault
from tests.integration.discord.hear_stage import (
    MORE,
    WORDS,
    Day,
    a_day,
    comes_true,
    listening,
)

LONG = "In the channel itself: " + " ".join(["I would call the claimants back today."] * 4)


@pytest.fixture
async def day(database_url: str, clock: FakeClock, library: Library) -> AsyncIterator[Day]:
    async with a_day(database_url, clock, library) as day, listening(day):
        yield day


async def test_answers_edits_and_deletions_are_heard(day: Day) -> None:
    first = await day.answers()
    day.clock.forward(seconds=10)
    second = await day.answers(MORE)
    await day.dealt_with()
    assert await day.kept() == f"{WORDS}\n\n{MORE}"

    day.clock.forward(seconds=10)
    await day.server.edits(day.ada, day.thread, first, "I would stop it at once.")
    await day.server.unfurls(day.thread, first)
    await day.server.deletes(day.ada, day.thread, second)
    await day.dealt_with()
    assert await day.kept() == "I would stop it at once."
    assert len([one for one in day.gate.took if isinstance(one, MessagePosted)]) == 4  # a preview tells again


async def test_an_event_that_comes_twice_counts_once_and_is_answered_once(day: Day) -> None:
    day.server.faults.event("MESSAGE_CREATE", EventFault(copies=2), times=2)
    await day.answers()
    await day.server.posts(day.ada, day.thread, f"<@{day.app.bot.id}> help")
    await day.dealt_with()

    assert await day.kept() == WORDS
    assert len(day.direct()) == 1


async def test_a_message_that_was_deleted_before_it_was_kept_stays_out(day: Day) -> None:
    day.server.faults.event("MESSAGE_CREATE", EventFault(held=True))
    message = await day.answers()
    await day.server.deletes(day.ada, day.thread, message)
    await day.dealt_with()
    await day.server.releases()
    await day.dealt_with()

    assert await day.kept() == ""
    assert [type(one) for one in day.gate.took] == [MessageDeleted, MessagePosted]


async def test_what_a_moderator_clears_away_is_withdrawn(day: Day) -> None:
    day.server.may(day.guild, "manage_messages", "view_channel", "send_messages")
    refs = [await day.answers(), await day.answers(MORE)]
    await day.dealt_with()
    owner = next(one for one in day.guild.members.values() if one.id == day.guild.owner_id)
    await day.server.deletes_many(owner, day.thread, refs)
    await day.dealt_with()

    assert await day.kept() == ""


async def test_answers_stay_when_the_thread_is_deleted(day: Day) -> None:
    await day.answers()
    await day.dealt_with()
    await day.server.deletes_channel(day.thread)
    await day.dealt_with()

    assert await day.kept() == WORDS


async def test_a_thread_that_slept_before_we_listened_is_known_by_asking(day: Day) -> None:
    day.reception.rooms._parents.clear()
    await day.answers()
    await day.answers(MORE)
    await day.dealt_with()

    assert await day.kept() == f"{WORDS}\n\n{MORE}"
    asked = [one for one in day.server.calls if one.params.get("channel_id") == day.root]
    assert len([one for one in asked if one.route == "GET /channels/{channel_id}"]) == 1


async def test_what_stands_in_the_channel_and_in_other_threads_is_told_of_with_its_place(day: Day) -> None:
    other = await day.server.opens_thread(day.ada, day.practice, "Elsewhere")
    await day.answers(LONG, day.practice)
    await day.answers(MORE, other)
    await day.dealt_with()

    places = {(it.at.channel_ref, it.at.thread_ref) for it in day.gate.took if isinstance(it, MessagePosted)}
    assert places == {(day.practice.id, None), (day.practice.id, other.id)}
    assert await day.kept() == ""


async def test_machines_and_discord_itself_are_not_told_of(day: Day) -> None:
    await day.server.joins(day.server.state.world.user("Cem"), day.guild, hello_in=day.practice)
    await day.house.settle()
    await day.dealt_with()

    assert day.gate.took == []


async def test_a_mention_of_the_bot_is_answered_by_direct_message(day: Day) -> None:
    await day.server.posts(day.ada, day.thread, f"<@{day.app.bot.id}> help")
    role = day.reception.rooms.roles[day.guild.id]
    await day.server.posts(day.ada, day.practice, f" <@&{role}>, streak")
    await day.dealt_with()

    given = [(it.text, it.channel_ref, it.in_message) for it in day.gate.took if isinstance(it, CommandGiven)]
    assert sorted(given) == [("help", day.practice.id, True), ("streak", day.practice.id, True)]
    assert len(day.direct()) == 2
    assert await day.kept() == ""


async def test_a_form_that_is_asked_for_in_a_message_comes_with_a_button_to_open_it(day: Day) -> None:
    await day.answers()
    await day.dealt_with()
    await day.server.posts(day.ada, day.practice, f"<@{day.app.bot.id}> ask")
    await day.dealt_with()

    (shown,) = day.direct()
    assert shown.buttons


async def test_whoever_takes_no_direct_messages_is_told_what_to_type_and_nothing_else(day: Day) -> None:
    day.ada.user.takes_messages = False
    await day.server.posts(day.ada, day.thread, f"<@{day.app.bot.id}> last")
    await day.dealt_with()

    (told,) = [one.text for one in day.server.said(day.thread, day.ada) if one.kind == 0]
    assert "Type it as a slash command" in told
    assert day.direct() == []


async def test_a_name_that_changed_is_learnt_from_the_next_message(day: Day) -> None:
    await day.answers()
    await day.dealt_with()
    assert await day.called() == "Ada"
    day.ada.nick = "Countess"
    await day.answers(MORE)
    await day.dealt_with()
    assert await day.called() == "Countess"


async def test_an_event_that_cant_be_kept_at_first_is_tried_again(day: Day) -> None:
    day.gate.before = [away, broken]
    await day.answers()
    await day.dealt_with()

    assert await day.kept() == WORDS
    assert not day.reception.gaps.unwritten


async def test_an_event_that_cant_be_kept_is_read_later_where_it_stands(day: Day) -> None:
    day.gate.before = [away, broken, away]
    await day.answers()
    await day.dealt_with()
    assert day.gate.took == []

    async def kept() -> bool:
        return await day.kept() == WORDS

    await comes_true(kept, "it was read")


@pytest.mark.parametrize("malformed", [{"author": None}, {"id": None}, {"timestamp": "yesterday"}])
async def test_a_strange_event_stops_nothing_and_what_it_told_is_read(
    day: Day, malformed: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    day.server.faults.event("MESSAGE_CREATE", EventFault(malformed=malformed))
    await day.answers()
    await day.answers(MORE)

    async def kept() -> bool:
        return await day.kept() == f"{WORDS}\n\n{MORE}"

    await comes_true(kept, "both are kept")
    assert len(day.server.gateway.starts.identified) == 1
    assert WORDS not in caplog.text


async def away(_happening: object) -> None:
    raise RetryLater("The database is away.")


async def broken(_happening: object) -> None:
    raise RuntimeError("Nobody expected this.")
