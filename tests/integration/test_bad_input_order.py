"""Events that come twice, late, or before what they speak of."""

from dataclasses import replace

import pytest

from bot.domain.happenings import Happening, MessagePosted, Opening
from bot.testing import FakeClock
from tests.conversation.stage import CHANNEL, Member, Stage

FIRST = "I would stop it, tell everyone whom it misled, and read what it said to them last week."
SECOND = "I would stop it at once and refund whoever paid, before I read a single line of the logs."
THIRD = "Nobody gets another wrong answer while we read: it goes back to the queue that people staff."


def said(stage: Stage, ana: Member, text: str = FIRST) -> MessagePosted:
    """Written, and not yet delivered."""
    return stage.platform.says(ana.account, text, CHANNEL, stage.posts["Mon"].thread_ref)


async def deliver(stage: Stage, *happenings: Happening) -> None:
    for happening in happenings:
        await stage.happens(happening)


async def text_of(stage: Stage, ana: Member) -> list[str]:
    async with stage.house.core.store.work() as work:
        person = await work.people.known(ana.account)
        answer = await work.answers.of(stage.group, stage.posts["Mon"].id, person) if person else None
        parts = await work.messages.parts(stage.group, answer.id) if answer else []
    return [part.text for part in sorted(parts, key=lambda part: part.posted_at)]


async def test_a_duplicated_event_is_one_event(stage: Stage, ana: Member) -> None:
    message = said(stage, ana)
    await deliver(stage, message, message, message)
    await stage.at("Mon 09:10")
    await deliver(stage, message)
    await stage.at("Mon 09:40")
    stage.tells(ana, "Debrief of")
    stage.said_nothing_else()
    assert await text_of(stage, ana) == [FIRST]


async def test_one_message_under_two_event_ids_is_one_message(stage: Stage, ana: Member) -> None:
    """A platform that replays its stream gives old messages new event ids."""
    message = said(stage, ana)
    await deliver(stage, message, replace(message, source=stage.platform.source()))
    await stage.at("Mon 09:10")
    stage.tells(ana, "Debrief of")
    assert await text_of(stage, ana) == [FIRST]


async def test_a_replay_after_the_debrief_is_no_new_revision(stage: Stage, ana: Member) -> None:
    message = said(stage, ana)
    await deliver(stage, message)
    await stage.at("Mon 09:10")
    await deliver(stage, replace(message, source=stage.platform.source()))
    await ana.presses("Grade me", on="Mon")
    stage.tells(ana, "Debrief of", "Nothing has changed since your debrief.")


async def test_an_edit_before_its_message_stands(stage: Stage, ana: Member, clock: FakeClock) -> None:
    message = said(stage, ana)
    clock.forward(minutes=2)
    edit = stage.platform.edits(message, SECOND)
    await deliver(stage, edit, message)
    assert await text_of(stage, ana) == [SECOND]


async def test_an_old_edit_delivered_late_changes_nothing(
    stage: Stage, ana: Member, clock: FakeClock
) -> None:
    message = said(stage, ana)
    clock.forward(minutes=1)
    older = stage.platform.edits(message, SECOND)
    clock.forward(minutes=1)
    newer = stage.platform.edits(message, THIRD)
    await deliver(stage, message, newer, older)
    assert await text_of(stage, ana) == [THIRD]
    await stage.at("Mon 09:12")
    stage.tells(ana, "Debrief of")
    await deliver(stage, replace(older, source=stage.platform.source()))
    await ana.presses("Grade me", on="Mon")
    stage.tells(ana, "Nothing has changed since your debrief.")


async def test_a_deletion_before_its_message_keeps_it_out(stage: Stage, ana: Member) -> None:
    message = said(stage, ana)
    edit = stage.platform.edits(message, SECOND)
    await deliver(stage, stage.platform.deletes(message), message, edit)
    await ana.presses("My debrief", on="Mon")
    stage.tells(ana, "I have no answer of yours.")
    await stage.at("Tue 10:00")
    stage.is_silent_to(ana)
    assert await text_of(stage, ana) == []
    assert sum((await stage.points()).values()) == 0


async def test_an_edit_that_arrives_after_the_deletion_revives_nothing(
    stage: Stage, ana: Member, clock: FakeClock
) -> None:
    message = said(stage, ana)
    clock.forward(minutes=1)
    edit = stage.platform.edits(message, SECOND)
    clock.forward(minutes=1)
    await deliver(stage, message, stage.platform.deletes(message), edit)
    assert await text_of(stage, ana) == []
    assert await stage.points() == {"Ana": 0}


async def test_written_in_time_and_delivered_late_is_in_time(stage: Stage, ana: Member) -> None:
    await stage.at("Tue 08:59")
    message = said(stage, ana)
    await stage.at("Tue 10:00")
    await deliver(stage, message)
    await stage.at("Tue 10:10")
    stage.tells(ana, "+10 on time")


async def test_an_edit_on_the_next_day_belongs_to_the_answer_of_its_day(
    stage: Stage, ana: Member, clock: FakeClock
) -> None:
    """Taken from beside the thread on Monday, edited when Tuesday's scenario is the newest."""
    text = f"{FIRST} {SECOND}"
    message = await ana.says_in_the_channel(text)
    await stage.settle()
    await ana.presses("Use this as my answer")
    await stage.at("Mon 09:10")
    stage.tells(ana, "Use this as my answer?", "Taken as your answer.", "+10 on time")
    await stage.at("Tue 09:05")
    await ana.edits(message, f"{text} {THIRD}")
    assert await text_of(stage, ana) == [f"{text} {THIRD}"]
    async with stage.house.core.store.work() as work:
        assert await work.answers.of(stage.group, stage.posts["Tue"].id, await ana.id()) is None
    await stage.at("Tue 10:00")
    stage.is_silent_to(ana)


@pytest.mark.parametrize(
    ("text", "opening"), [(f"// {FIRST}", Opening.PLAIN), (FIRST, Opening.MENTIONS_ANOTHER)]
)
async def test_an_edit_into_a_note_or_into_talk_takes_the_message_out(
    stage: Stage, ana: Member, clock: FakeClock, text: str, opening: Opening
) -> None:
    message = said(stage, ana)
    await deliver(stage, message)
    clock.forward(minutes=1)
    await deliver(stage, replace(stage.platform.edits(message, text), opening=opening))
    assert await text_of(stage, ana) == []
    clock.forward(minutes=1)
    await deliver(stage, stage.platform.edits(message, SECOND))
    assert await text_of(stage, ana) == [SECOND]


@pytest.mark.parametrize("thread", ["", "bot-999", None])
async def test_a_thread_nobody_knows_is_no_reason_to_fail(
    stage: Stage, ana: Member, thread: str | None
) -> None:
    await deliver(stage, stage.platform.says(ana.account, FIRST, CHANNEL, thread))
    await stage.settle()
    assert await text_of(stage, ana) == []


@pytest.mark.parametrize("text", ["// not for the answer", "//"])
async def test_an_edit_into_a_note_that_comes_first_keeps_the_original_out(
    stage: Stage, ana: Member, clock: FakeClock, text: str
) -> None:
    message = said(stage, ana)
    clock.forward(minutes=1)
    edit = stage.platform.edits(message, text)
    await deliver(stage, edit, message)
    assert await text_of(stage, ana) == []


async def test_points_for_arrival_follow_the_text_and_not_the_path(
    stage: Stage, ana: Member, clock: FakeClock
) -> None:
    message = said(stage, ana)
    await deliver(stage, message)
    assert (await stage.points())["Ana"] == 10
    clock.forward(minutes=1)
    await deliver(stage, stage.platform.edits(message, "too short now"))
    assert (await stage.points())["Ana"] == 0
    clock.forward(minutes=1)
    await deliver(stage, stage.platform.edits(message, SECOND))
    assert (await stage.points())["Ana"] == 10
    await deliver(stage, stage.platform.deletes(message))
    assert (await stage.points())["Ana"] == 0
