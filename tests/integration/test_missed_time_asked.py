"""Where nobody may read, each member is asked once about each time, however many gaps it was missed in."""

from datetime import timedelta

import pytest

from bot.practice import missed_reading
from bot.practice.catch_up import make_up, note_missed
from tests.conversation.stage import EVERYONE, Member, Stage
from tests.integration.typed_in_chat import counts
from tests.integration.unheard import FIRST


@pytest.fixture
async def ana(stage: Stage) -> Member:
    ana = stage.member("Ana")
    await ana.says(FIRST)
    stage.platform.forgets = True
    await stage.at("Mon 10:00")
    stage.unread.clear()
    return ana


async def missed(stage: Stage, *gaps: tuple[int, int]) -> None:
    """From one minute after nine until another, and made up for as far as may be."""
    nine = stage.instant("Mon 09:00")
    for since, until in gaps:
        begin, end = nine + timedelta(minutes=since), nine + timedelta(minutes=until)
        await note_missed(stage.house.core, "fake", "T1", begin, end)
    await make_up(stage.house.core, "fake", "T1")
    await stage.settle()


def is_asked(stage: Stage, who: Member, *times: tuple[str, str]) -> None:
    """About these times since they were last asked, and no others."""
    for since, until in times:
        stage.tells(
            who, f"From Monday {since} (Europe/Berlin) to Monday {until} (Europe/Berlin) I heard nothing"
        )
    stage.is_silent_to(who)


async def test_gaps_that_overlap_are_one_question(stage: Stage, ana: Member) -> None:
    await missed(stage, (0, 10), (5, 20), (20, 30))

    is_asked(stage, ana, ("09:00", "09:30"))
    is_asked(stage, stage.member("Lou"), ("09:00", "09:30"))
    assert await counts(stage.house, "missed_times") == [0]


async def test_gaps_apart_are_a_question_each(stage: Stage, ana: Member) -> None:
    await missed(stage, (0, 10), (20, 30))

    is_asked(stage, ana, ("09:00", "09:10"), ("09:20", "09:30"))


async def test_a_gap_over_one_that_was_asked_about_asks_for_the_rest(stage: Stage, ana: Member) -> None:
    await missed(stage, (10, 20))
    is_asked(stage, ana, ("09:10", "09:20"))

    await missed(stage, (15, 25))
    is_asked(stage, ana, ("09:20", "09:25"))
    await missed(stage, (5, 25))
    is_asked(stage, ana, ("09:05", "09:10"))
    for known in ((5, 25), (10, 20), (12, 24), (4, 26)):
        await missed(stage, known)
        is_asked(stage, ana)


async def test_a_gap_that_grew_is_asked_about_as_far_as_it_grew(stage: Stage, ana: Member) -> None:
    await missed(stage, (0, 10))
    await missed(stage, (0, 25))

    is_asked(stage, ana, ("09:00", "09:10"), ("09:10", "09:25"))


async def test_short_gaps_one_after_the_other_are_worth_a_question_together(
    stage: Stage, ana: Member
) -> None:
    await missed(stage, (0, 1))
    is_asked(stage, ana)

    await missed(stage, (1, 2), (2, 3))
    is_asked(stage, ana, ("09:01", "09:03"))


async def test_whoever_joined_since_is_asked_about_all_of_it(stage: Stage, ana: Member) -> None:
    await missed(stage, (0, 10))
    is_asked(stage, ana, ("09:00", "09:10"))
    bo = stage.member("Bo")
    await bo.says(FIRST)
    stage.unread.clear()

    await missed(stage, (5, 20))

    is_asked(stage, ana, ("09:10", "09:20"))
    is_asked(stage, bo, ("09:05", "09:20"))


@pytest.mark.parametrize("first", [0, 1])
async def test_the_newest_scenario_is_asked_about_whichever_was_read_first(
    stage: Stage, ana: Member, monkeypatch: pytest.MonkeyPatch, first: int
) -> None:
    await stage.at("Tue 09:30")
    stage.tells(EVERYONE, "Scenario “")
    stage.unread.clear()
    monkeypatch.setattr(missed_reading, "randrange", lambda _places: first)
    await missed(stage, (24 * 60, 24 * 60 + 10))

    async with stage.house.core.store.work() as work:
        post = await work.posts.get(stage.group, stage.posts["Tue"].id)
        assert post is not None
        scenario = await work.posts.scenario(post.scenario_hash)
    stage.tells(ana, f"If you answered “{scenario.title}” then")
    stage.is_silent_to(ana)
