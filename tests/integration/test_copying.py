"""Who copied whom: the later of two texts that are nearly the same, whoever is graded first."""

import pytest

from bot.library.library import Library
from tests.conversation.stage import Member, Stage

COPIED = "nearly the same text as an earlier answer: it counts for your streak only"


@pytest.fixture
def bo(stage: Stage) -> Member:
    return stage.member("Bo")


@pytest.fixture
def mallory(stage: Stage) -> Member:
    return stage.member("Mallory")


@pytest.fixture
def answer(stage: Stage, library: Library) -> str:
    title = stage.posts["Mon"].card.title
    return next(s for s in library.scenarios.values() if s.title == title).answers.strong.text


@pytest.mark.parametrize("first_graded", ["Bo", "Mallory"])
async def test_the_earlier_author_is_never_the_copier(
    stage: Stage, bo: Member, mallory: Member, answer: str, first_graded: str
) -> None:
    await bo.says(answer)
    await stage.at("Mon 09:02")
    await mallory.says(answer)
    await stage.member(first_graded).presses("Grade me", on="Mon")
    await stage.at("Mon 09:20")
    points = await stage.points()
    assert points["Bo"] > 10
    assert points["Mallory"] == 0
    assert COPIED in stage.heard["Mallory"][-1]
    assert COPIED not in stage.heard["Bo"][-1]


async def test_of_two_texts_of_one_moment_neither_is_a_copy(
    stage: Stage, bo: Member, mallory: Member, answer: str
) -> None:
    await bo.says(answer)
    await mallory.says(answer)
    await stage.at("Mon 09:20")
    points = await stage.points()
    assert points["Bo"] == points["Mallory"] > 10


async def test_whoever_adds_a_line_after_being_copied_is_still_the_author(
    stage: Stage, bo: Member, mallory: Member, answer: str
) -> None:
    await bo.says(answer)
    await stage.at("Mon 09:02")
    await mallory.says(answer)
    await stage.at("Mon 09:04")
    await bo.says("And I would sleep on it.")
    await stage.at("Mon 09:20")
    points = await stage.points()
    assert points["Bo"] > 10
    assert points["Mallory"] == 0


async def test_the_senior_answer_once_it_was_shown_is_nobodys_own(
    stage: Stage, bo: Member, library: Library
) -> None:
    title = stage.posts["Mon"].card.title
    senior = next(s for s in library.scenarios.values() if s.title == title).answers.senior.text
    await stage.at("Tue 10:00")
    await bo.says(senior, on="Mon")
    await stage.at("Tue 10:20")
    assert await stage.points() == {"Bo": 0}
    assert COPIED in stage.heard["Bo"][-1]


async def test_the_same_words_on_another_scenario_are_nobodys_copy(
    stage: Stage, bo: Member, mallory: Member, answer: str
) -> None:
    await bo.says(answer)
    await stage.at("Tue 09:00")
    await mallory.says(answer)
    await stage.at("Tue 09:20")
    assert (await stage.points())["Mallory"] >= 10
    assert COPIED not in stage.heard["Mallory"][-1]
