"""Missed time is made up for bit by bit, after a loss too, and without those who were forgotten."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, datetime, timedelta

import pytest

from bot.domain.happenings import MessagePosted
from bot.errors import RetryLater
from bot.ports import Direct, InThread
from bot.practice.catch_up import (
    catch_up,
    make_up,
    make_up_everywhere,
    still_hearing,
)
from bot.practice.forget import forget_person
from bot.practice.lost_installation import installed, note_installation_lost
from bot.testing import FakeClock, FakePlatform
from tests.conversation.stage import EVERYONE, Member, Stage
from tests.integration.typed_in_chat import counts
from tests.integration.unheard import FIRST, catches_up, text_of, unheard


async def test_two_threads_are_read_though_only_one_reading_a_minute_is_allowed(
    stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    core, since = stage.house.core, stage.clock.now()
    await stage.at("Tue 11:00")
    stage.tells(EVERYONE, "Scenario “")
    written = {day: unheard(stage, ana, f"{FIRST} {day}.", day) for day in ("Mon", "Tue")}
    stage.clock.forward(minutes=1)
    one_a_minute = _one_a_minute(stage.clock)
    monkeypatch.setattr(FakePlatform, "written_since", one_a_minute)

    with pytest.raises(RetryLater):
        await catch_up(core, "fake", "T1", since)
    stage.clock.forward(minutes=1)
    await make_up(core, "fake", "T1")

    for day, message in written.items():
        assert await text_of(stage, ana, day) == message.text
    assert await counts(stage.house, "missed_times") == [0]


def _one_a_minute(clock: FakeClock) -> Callable[..., Awaitable[Sequence[MessagePosted]]]:
    reads, last = FakePlatform.written_since, [datetime.min.replace(tzinfo=UTC)]

    async def written_since(
        platform: FakePlatform, place: InThread | Direct, after: datetime, as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        if clock.now() - last[0] < timedelta(minutes=1):
            raise RetryLater("One reading a minute.", timedelta(minutes=1))
        last[0] = clock.now()
        return await reads(platform, place, after, as_of)

    return written_since


async def test_whoever_was_forgotten_does_not_come_back_by_what_still_stands(
    stage: Stage, ana: Member
) -> None:
    since = stage.clock.now()
    await ana.says(FIRST)
    stage.clock.forward(minutes=5)
    async with stage.house.core.store.work() as work:
        person = await work.people.known(ana.account)
    assert person is not None
    await forget_person(stage.house.core, person)
    stage.clock.forward(minutes=5)
    await stage.settle()

    await catches_up(stage, since)

    async with stage.house.core.store.work() as work:
        assert await work.people.known(ana.account) is None
    assert await text_of(stage, ana) == ""


async def test_what_was_written_while_the_app_was_lost_is_read_when_it_is_back(
    stage: Stage, ana: Member
) -> None:
    core = stage.house.core
    await note_installation_lost(core, "fake", "T1", "It was removed.", core.clock.now())
    stage.clock.forward(minutes=5)
    unheard(stage, ana, FIRST)
    await still_hearing(core, "fake", "T1")
    stage.clock.forward(minutes=5)

    await installed(core, "fake", "T1", "")
    await make_up_everywhere(core, "fake")
    await stage.settle()

    assert await text_of(stage, ana) == FIRST
