"""Missed time where little may be read at once, or nothing until somebody acts."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from bot.domain.happenings import MessageAt, MessagePosted
from bot.errors import Misconfigured, RetryLater
from bot.ports import Direct, InThread
from bot.practice.catch_up import catch_up, make_up, note_missed
from bot.practice.receive import receive
from bot.testing import FakePlatform
from tests.conversation.stage import Member, Stage
from tests.integration.typed_in_chat import counts
from tests.integration.unheard import FIRST, LONG, SECOND, catches_up, text_of, unheard


async def test_our_own_settings_are_no_refusal_of_the_platform(
    stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    await ana.says(SECOND)
    since = stage.clock.now()
    stage.clock.forward(minutes=5)
    unheard(stage, ana, FIRST)

    async def shut(*_: object) -> list[MessagePosted]:
        raise Misconfigured("None of the keys opens it.")

    with monkeypatch.context() as patch:
        patch.setattr(FakePlatform, "written_since", shut)
        with pytest.raises(RetryLater, match="None of the keys"):
            await catches_up(stage, since)
    await stage.settle()
    stage.is_silent_to(ana)
    assert await counts(stage.house, "missed_times") == [1]
    assert "None of the keys opens it." in [
        record.getMessage().partition(": ")[2] for record in caplog.records if record.levelname == "ERROR"
    ]

    await catches_up(stage)

    assert FIRST in await text_of(stage, ana)
    assert await counts(stage.house, "missed_times") == [0]


async def test_each_message_that_stands_by_itself_is_asked_for_once(
    stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever little a platform lets be read at once, every visit gets further."""
    members = [ana, stage.member("Bo"), stage.member("Cem")]
    for member in members:
        await member.says_in_the_channel(f"{LONG} {member.ref}.")
        await stage.settle()
        await member.presses("Use this as my answer")
    since = stage.clock.now()
    stage.clock.forward(minutes=3)
    reads, asked = FakePlatform.read, list[str]()

    async def one_at_once(platform: FakePlatform, installation_ref: str, message: MessageAt) -> str | None:
        if asked and asked[-1] == "":
            raise RetryLater("One a minute.")
        asked.extend((message.message_ref, ""))
        return await reads(platform, installation_ref, message)

    monkeypatch.setattr(FakePlatform, "read", one_at_once)
    await note_missed(stage.house.core, "fake", "T1", since)
    for _ in range(2):
        with pytest.raises(RetryLater):
            await make_up(stage.house.core, "fake", "T1")
        asked.append("another minute")
    await make_up(stage.house.core, "fake", "T1")

    assert len(set(asked) - {"", "another minute"}) == len(members)
    for member in members:
        assert await text_of(stage, member) == f"{LONG} {member.ref}."


async def test_a_reading_that_has_grown_old_brings_back_nothing(
    stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its first page was read long before its last; what was heard in between is newer."""
    since = stage.clock.now()
    stage.clock.forward(minutes=1)
    message = unheard(stage, ana, FIRST)
    stage.clock.forward(minutes=1)
    read = [stage.platform.edits(message, SECOND)]
    stage.clock.forward(minutes=1)
    await note_missed(stage.house.core, "fake", "T1", since)
    stage.clock.forward(minutes=10)
    await receive(stage.house.core, stage.platform.edits(message, f"// {SECOND}"))
    stage.clock.forward(minutes=10)

    async def old(
        _platform: FakePlatform, _place: InThread | Direct, _after: datetime, _as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        return read

    monkeypatch.setattr(FakePlatform, "written_since", old)
    await make_up(stage.house.core, "fake", "T1")

    assert await text_of(stage, ana) == ""


async def test_a_late_copy_of_an_edit_hides_no_later_one(stage: Stage, ana: Member) -> None:
    since = stage.clock.now()
    stage.clock.forward(minutes=1)
    message = unheard(stage, ana, FIRST)
    stage.clock.forward(minutes=1)
    note = stage.platform.edits(message, f"// {FIRST}")
    stage.clock.forward(minutes=1)
    stage.platform.edits(message, SECOND)
    stage.clock.forward(minutes=1)
    await note_missed(stage.house.core, "fake", "T1", since)
    stage.clock.forward(minutes=1)
    await receive(stage.house.core, note)

    await make_up(stage.house.core, "fake", "T1")

    assert await text_of(stage, ana) == SECOND


async def test_what_is_read_is_no_older_than_the_last_gap(
    stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[datetime | None] = []
    reads = FakePlatform.written_since

    async def noted(
        platform: FakePlatform, place: InThread | Direct, after: datetime, as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        asked.append(as_of)
        return await reads(platform, place, after, as_of)

    monkeypatch.setattr(FakePlatform, "written_since", noted)
    ends = []
    for _ in range(2):
        since = stage.clock.now()
        ends.append(stage.clock.forward(minutes=5))
        await note_missed(stage.house.core, "fake", "T1", since)
        stage.clock.forward(minutes=1)
    await make_up(stage.house.core, "fake", "T1")

    assert asked == [ends[1]]


async def test_what_was_read_names_nobody(stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch) -> None:
    await ana.says(FIRST)
    await ana.types("mock")
    since = stage.clock.now()
    stage.clock.forward(minutes=5)
    forgets = FakePlatform.written_since

    async def not_the_thread(
        platform: FakePlatform, place: InThread | Direct, after: datetime, as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        if isinstance(place, InThread):
            raise RetryLater("Later.", timedelta(minutes=1))
        return await forgets(platform, place, after, as_of)

    monkeypatch.setattr(FakePlatform, "written_since", not_the_thread)
    with pytest.raises(RetryLater):
        await catch_up(stage.house.core, "fake", "T1", since)

    async with stage.house.core.store.engine.connect() as connection:
        (read,) = (await connection.execute(text("select read from missed_times"))).scalars()
    assert len(read) == 1
    assert ana.account.ref not in read[0]
    assert "direct" not in read[0]
