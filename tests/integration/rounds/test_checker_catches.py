"""What breaks the engine is caught by the checker of simulated rounds: each mutant here is one that did."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from bot.domain.interview import Exchange, counted, next_question
from bot.domain.round import Question
from bot.domain.round_kinds import Format, Kind
from bot.domain.scenario import Scenario
from bot.grading.grader import AutomaticGrader
from bot.library.library import Library
from bot.practice.rounds import choosing, letter
from bot.store.round_messages import RoundMessages
from bot.testing import FakeClock, FakePlatform
from tests.fakes.candidates.checker import faults
from tests.integration.rounds.play import Play
from tests.integration.rounds.playing import Cast, Stage

SECOND = 2


@pytest.fixture
def stage(database_url: str, clock: FakeClock, platform: FakePlatform) -> Stage:
    return Stage(database_url, clock, platform, {"offline": AutomaticGrader()})


async def rules(stage: Stage, library: Library, person: str = "good") -> set[str]:
    """What is wrong with a whole round."""
    scenario = next(library.get(entry.id) for entry in library.entries())
    async with stage.opened():
        play = await Play.of(stage, Cast(person, Kind.CASE, scenario, "offline", seed=1))
        return {fault.rule for fault in faults(await play.to_the_end())}


async def test_an_engine_that_was_let_be_is_sound(stage: Stage, library: Library) -> None:
    assert await rules(stage, library) == set()


def asks_again(asked: Question, scenario: Scenario) -> Question:
    return replace(asked, id=f"{asked.id}-again", ask=f"Let me put it otherwise. {scenario.prompt}")


def tells_a_level(asked: Question, scenario: Scenario) -> Question:
    return replace(asked, ask=f"{asked.ask} {scenario.criteria[0].levels.senior}")


def tells_an_answer(asked: Question, scenario: Scenario) -> Question:
    first = scenario.answers.senior.text.split(". ")[-1]
    return replace(asked, ask=f"{asked.ask} One might say: {first}")


def makes_words_up(asked: Question, _: Scenario) -> Question:
    return replace(asked, ask=f"You said “let us simply buy another model”. {asked.ask}")


@pytest.mark.parametrize(
    ("mutant", "rule"),
    [
        (asks_again, "repeated"),
        (tells_a_level, "leaked"),
        (tells_an_answer, "leaked"),
        (makes_words_up, "false quote"),
    ],
)
async def test_a_wrong_question_is_caught(
    stage: Stage, library: Library, monkeypatch: pytest.MonkeyPatch, mutant: Any, rule: str
) -> None:
    def mutated(form: Format, scenario: Scenario, had: Sequence[Exchange], *more: Any) -> Question | None:
        asked = next_question(form, scenario, had, *more)
        return mutant(asked, scenario) if asked and counted(had) == 1 else asked

    monkeypatch.setattr(choosing, "next_question", mutated)
    assert rule in await rules(stage, library)


async def test_a_lost_turn_is_caught(stage: Stage, library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    said = RoundMessages.said

    async def forgetful(self: RoundMessages, *asked: Any) -> Any:
        return [one for one in await said(self, *asked) if one.turn != SECOND]

    monkeypatch.setattr(RoundMessages, "said", forgetful)
    assert {"lost words", "dead end"} & await rules(stage, library)


async def test_a_silent_interviewer_is_caught(
    stage: Stage, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    land = letter._land

    async def mute(it: letter.Letter) -> None:
        if not it.key.endswith(f"-{SECOND}"):
            await land(it)

    monkeypatch.setattr(letter, "_land", mute)
    assert "dead end" in await rules(stage, library)


async def test_a_second_packet_is_caught(
    stage: Stage, library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    land = letter._land

    async def twice(it: letter.Letter) -> None:
        await land(it)
        if it.key.endswith("-packet"):
            await land(replace(it, key=f"{it.key}-again"))

    monkeypatch.setattr(letter, "_land", twice)
    assert "unclean end" in await rules(stage, library)
