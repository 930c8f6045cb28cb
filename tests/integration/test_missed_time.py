"""What members wrote while nothing was heard, and what becomes of it afterwards."""

import asyncio
from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from bot.domain.happenings import Action, MessagePosted
from bot.errors import RetryLater
from bot.ports import Direct, InThread
from bot.practice.catch_up import (
    catch_up,
    make_up_everywhere,
    note_missed_everywhere,
    still_hearing,
)
from bot.practice.lost_installation import installed
from bot.practice.receive import receive
from bot.testing import FakePlatform
from tests.conversation.stage import EVERYONE, Member, Stage
from tests.integration.typed_in_chat import counts
from tests.integration.unheard import FIRST, LONG, SECOND, catches_up, text_of, unheard


async def test_what_was_written_before_the_deadline_is_on_time_though_it_is_read_after(
    stage: Stage, ana: Member
) -> None:
    since = stage.clock.now()
    stage.clock.at(stage.instant("Tue 08:30").isoformat())
    unheard(stage, ana, FIRST)
    await stage.at("Tue 11:00")
    stage.tells(EVERYONE, "Scenario “")

    await catches_up(stage, since)

    assert await text_of(stage, ana) == FIRST
    assert await stage.points() == {"Ana": 10}
    stage.clock.forward(minutes=10)
    await stage.settle()
    stage.tells(ana, "Points: +10 on time")


async def test_late_answers_to_the_scenario_before_are_heard_too(stage: Stage, ana: Member) -> None:
    await stage.at("Tue 09:00")
    stage.tells(EVERYONE, "Scenario “")
    since = stage.clock.now()
    stage.clock.forward(hours=1)
    unheard(stage, ana, FIRST, "Mon")
    stage.clock.forward(hours=1)

    await catches_up(stage, since)

    assert await text_of(stage, ana) == FIRST
    assert await stage.points() == {"Ana": 3}


async def test_edits_and_deletions_are_found_and_count_once(stage: Stage, ana: Member) -> None:
    kept, gone = await ana.says(FIRST), await ana.says(SECOND)
    stage.clock.forward(minutes=1)
    since = stage.clock.now()
    stage.clock.forward(minutes=1)
    stage.platform.edits(kept, f"{FIRST} Today.")
    stage.platform.deletes(gone)
    stage.clock.forward(minutes=1)

    await catches_up(stage, since)
    before = await counts(stage.house, "answer_messages", "ledger", "events")
    await catches_up(stage, since)

    assert await text_of(stage, ana) == f"{FIRST} Today."
    assert await counts(stage.house, "answer_messages", "ledger", "events") == before
    await receive(stage.house.core, gone)
    assert await text_of(stage, ana) == f"{FIRST} Today."


async def test_a_message_that_was_handed_in_from_elsewhere_stays(stage: Stage, ana: Member) -> None:
    await ana.says_in_the_channel(LONG)
    await stage.settle()
    stage.tells(ana, "not in its thread")
    await ana.presses("Use this as my answer")
    since = stage.clock.now()
    stage.clock.forward(minutes=3)

    await catches_up(stage, since)

    assert await text_of(stage, ana) == LONG


async def test_talk_after_a_debrief_is_no_answer_later_either(stage: Stage, ana: Member) -> None:
    said = await ana.says(FIRST)
    await ana.presses("Grade me", on="Mon")
    stage.clock.forward(minutes=1)
    await ana.says(SECOND)
    await ana.deletes(said)
    stage.clock.forward(minutes=1)

    await catches_up(stage, stage.clock.now() - timedelta(seconds=30))

    assert await text_of(stage, ana) == ""


async def test_a_note_that_became_words_meanwhile_counts(stage: Stage, ana: Member) -> None:
    note = await ana.says(f"// {FIRST}")
    stage.clock.forward(hours=1)
    since = stage.clock.now()
    stage.clock.forward(minutes=1)
    stage.platform.edits(note, FIRST)
    stage.clock.forward(minutes=1)

    await catches_up(stage, since)

    assert await text_of(stage, ana) == FIRST


async def test_it_knows_by_itself_since_when_nothing_was_heard(stage: Stage, ana: Member) -> None:
    core, platform = stage.house.core, stage.platform
    await catches_up(stage)
    assert await counts(stage.house, "missed_times") == [0]
    await still_hearing(core, platform.name, platform.installation_ref)
    stage.clock.forward(minutes=5)
    unheard(stage, ana, FIRST)
    stage.clock.forward(minutes=5)

    await note_missed_everywhere(core, platform.name)
    await make_up_everywhere(core, platform.name)

    assert await text_of(stage, ana) == FIRST
    assert await counts(stage.house, "missed_times") == [0]


async def test_what_cannot_be_read_yet_is_made_up_for_by_the_next_call(
    stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = stage.clock.now()
    stage.clock.forward(minutes=5)
    unheard(stage, ana, FIRST)
    with monkeypatch.context() as busy:
        busy.setattr(FakePlatform, "written_since", _too_busy)
        with pytest.raises(RetryLater):
            await catches_up(stage, since)
    assert await counts(stage.house, "missed_times") == [1]

    stage.clock.forward(minutes=5)
    await catches_up(stage)

    assert await text_of(stage, ana) == FIRST
    assert await counts(stage.house, "missed_times") == [0]


async def _too_busy(*_: object) -> list[MessagePosted]:
    raise RetryLater("One reading a minute.")


async def test_an_edit_that_comes_while_it_is_read_is_newer_than_what_was_read(
    stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = stage.clock.now()
    stage.clock.forward(minutes=1)
    message = unheard(stage, ana, FIRST)
    stage.clock.forward(minutes=1)
    stage.platform.edits(message, SECOND)
    stage.clock.forward(minutes=1)
    reads, edits = FakePlatform.written_since, [f"// {SECOND}"]

    async def busy(
        platform: FakePlatform, place: InThread | Direct, after: datetime, as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        read = await reads(platform, place, after, as_of)
        for text in edits:
            stage.clock.forward(seconds=1)
            await receive(stage.house.core, platform.edits(message, text))
        edits.clear()
        return read

    monkeypatch.setattr(FakePlatform, "written_since", busy)
    await catches_up(stage, since)

    assert await text_of(stage, ana) == ""


async def test_a_reading_that_finds_the_bot_removed_waits_for_its_return(stage: Stage, ana: Member) -> None:
    since = stage.clock.now()
    stage.clock.forward(minutes=5)
    unheard(stage, ana, FIRST)
    stage.platform.loses()
    await catches_up(stage, since)
    assert await text_of(stage, ana) == ""

    stage.platform.lost = ""
    assert await installed(stage.house.core, "fake", "T1", "A workspace")
    await catches_up(stage)

    assert await text_of(stage, ana) == FIRST


async def test_where_nothing_can_be_read_each_member_is_asked_once(stage: Stage, ana: Member) -> None:
    bo, stranger = stage.member("Bo"), stage.member("Cem")
    for member in (ana, bo):
        await member.says(FIRST + member.ref)
    stage.platform.forgets = True
    since = stage.clock.now()
    stage.clock.forward(minutes=5)
    unheard(stage, stranger, FIRST)

    for _ in range(2):
        await catches_up(stage, since)

    for member in (ana, bo, stage.member("Lou")):
        stage.tells(
            member, "From Monday 09:00 (Europe/Berlin) to Monday 09:05 (Europe/Berlin) I heard nothing"
        )
    assert stage.unread["Ana"] == stage.unread["Bo"] == []
    stage.is_silent_to(stranger)
    assert [button.action for button in stage.buttons["Ana"]] == [Action.ANSWER_PRIVATELY]


async def test_a_moment_is_not_worth_asking_about(stage: Stage, ana: Member) -> None:
    await ana.says(FIRST)
    stage.platform.forgets = True
    since = stage.clock.now()
    stage.clock.forward(seconds=90)

    await catches_up(stage, since)

    stage.is_silent_to(ana)
    assert await counts(stage.house, "missed_times") == [0]


async def test_many_readings_at_once_beside_the_stream_count_each_message_once(
    stage: Stage, ana: Member
) -> None:
    since = stage.clock.now()
    stage.clock.forward(minutes=5)
    messages = [unheard(stage, ana, f"{FIRST} {number}.") for number in range(5)]
    stage.clock.forward(minutes=1)

    await asyncio.gather(
        *(catch_up(stage.house.core, "fake", "T1", since) for _ in range(3)),
        *(receive(stage.house.core, message) for message in messages),
    )
    await stage.settle()

    assert (await text_of(stage, ana)).count(FIRST) == len(messages)
    assert await counts(stage.house, "answer_messages") == [len(messages)]
    assert await stage.points() == {"Ana": 10}
