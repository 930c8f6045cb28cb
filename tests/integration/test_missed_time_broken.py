"""One place that breaks, or one old gap that stays, costs what was missed elsewhere nothing."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest

from bot.domain.happenings import MessagePosted
from bot.errors import Defect, RetryLater
from bot.ports import Direct, InThread
from bot.practice import missed_reading
from bot.practice.catch_up import make_up, make_up_everywhere, note_missed
from bot.practice.core import Core
from bot.practice.lost_installation import installed
from bot.practice.missed_places import Places, missed_places
from bot.store.installations import Installation
from bot.testing import FakePlatform
from tests.conversation.stage import EVERYONE, Member, Stage
from tests.integration.typed_in_chat import counts
from tests.integration.unheard import FIRST, text_of, unheard

READS = FakePlatform.written_since


def thread(stage: Stage, day: str) -> str:
    return stage.posts[day].thread_ref


async def missed(stage: Stage, since: datetime) -> None:
    await note_missed(stage.house.core, "fake", "T1", since)


@pytest.mark.parametrize("trouble", [Defect("A bug."), KeyError("ts"), ValueError("soon"), TimeoutError()])
async def test_a_place_that_breaks_holds_up_no_other(
    stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch, trouble: Exception
) -> None:
    since = stage.clock.now()
    await stage.at("Tue 11:00")
    stage.tells(EVERYONE, "Scenario “")
    written = {day: unheard(stage, ana, f"{FIRST} {day}.", day) for day in ("Mon", "Tue")}
    stage.clock.forward(minutes=1)
    broken = [thread(stage, "Mon"), thread(stage, "Tue")]

    async def breaks(
        platform: FakePlatform, place: InThread | Direct, after: datetime, as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        if isinstance(place, InThread) and place.thread_ref in broken:
            raise trouble
        return await READS(platform, place, after, as_of)

    monkeypatch.setattr(FakePlatform, "written_since", breaks)
    await missed(stage, since)
    for day in ("Tue", "Mon"):
        broken.remove(thread(stage, day))
        if broken:
            with pytest.raises(RetryLater):
                await make_up(stage.house.core, "fake", "T1")
        else:
            await make_up(stage.house.core, "fake", "T1")
        assert await text_of(stage, ana, day) == written[day].text
    assert await counts(stage.house, "missed_times") == [0]


async def test_what_stays_broken_is_given_up_with_a_word_in_the_log(
    stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    since = stage.clock.now()
    stage.clock.forward(minutes=5)

    async def breaks(*_: object) -> Sequence[MessagePosted]:
        raise Defect("A bug.")

    monkeypatch.setattr(FakePlatform, "written_since", breaks)
    await missed(stage, since)
    stage.clock.forward(days=2)
    with pytest.raises(RetryLater):
        await make_up(stage.house.core, "fake", "T1")
    assert await counts(stage.house, "missed_times") == [1]

    stage.clock.forward(days=2)
    await make_up(stage.house.core, "fake", "T1")

    assert await counts(stage.house, "missed_times") == [0]
    assert "What was missed there is given up after 3 days." in caplog.messages


async def test_an_installation_that_breaks_holds_up_no_other(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    core, since = stage.house.core, stage.clock.now()
    await installed(core, "fake", "T2", "Another")
    stage.clock.forward(minutes=5)
    for ref in ("T1", "T2"):
        await note_missed(core, "fake", ref, since)

    async def breaks(core: Core, it: Installation, since: datetime) -> Places:
        if it.ref == "T1":
            raise KeyError("ts")
        return await missed_places(core, it, since)

    monkeypatch.setattr(missed_reading, "missed_places", breaks)
    with pytest.raises(RetryLater):
        await make_up_everywhere(core, "fake")

    assert await counts(stage.house, "missed_times") == [1]


async def test_an_old_gap_that_stays_has_no_thread_read_again_for_a_newer_one(
    stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Monday's thread can't be read; what was missed on Thursday can't stand in it."""
    asked: list[str] = []
    shut = thread(stage, "Mon")

    async def noted(
        platform: FakePlatform, place: InThread | Direct, after: datetime, as_of: datetime | None = None
    ) -> Sequence[MessagePosted]:
        assert isinstance(place, InThread)
        asked.append(place.thread_ref)
        if place.thread_ref == shut:
            raise RetryLater("Later.", timedelta(minutes=1))
        return await READS(platform, place, after, as_of)

    monkeypatch.setattr(FakePlatform, "written_since", noted)
    since = stage.clock.now()
    stage.clock.forward(minutes=5)
    await missed(stage, since)
    for when in ("Tue 11:00", "Wed 11:00", "Thu 11:00"):
        await stage.at(when)
        stage.tells(EVERYONE, "Scenario “")
    with pytest.raises(RetryLater):
        await make_up(stage.house.core, "fake", "T1")
    # What was posted after a gap had nothing that could be missed.
    assert asked == [shut]

    asked.clear()
    since = stage.clock.now()
    written = unheard(stage, ana, FIRST, "Thu")
    stage.clock.forward(minutes=5)
    await missed(stage, since)
    with pytest.raises(RetryLater):
        await make_up(stage.house.core, "fake", "T1")

    assert await text_of(stage, ana, "Thu") == written.text
    assert thread(stage, "Tue") not in asked
    # The newer gap is made up for, whatever becomes of the older one.
    assert await counts(stage.house, "missed_times") == [1]
