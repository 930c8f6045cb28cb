"""Simulated candidates play whole rounds through the real engine; a checker reads every transcript."""

from collections import Counter

import pytest

from bot.grading.grader import AutomaticGrader
from bot.library.library import Library
from bot.testing import FakeClock, FakePlatform
from tests.fakes.candidates.checker import faults
from tests.fakes.candidates.people import PEOPLE
from tests.fakes.candidates.reading_model import ReadingModel
from tests.fakes.candidates.transcript import Transcript
from tests.fakes.graders_at_hand import grader_of
from tests.integration.rounds.casting import GRADERS, KINDS, TIMES, casts, rounds_in_all
from tests.integration.rounds.play import Play
from tests.integration.rounds.playing import Cast, Stage

pytestmark = pytest.mark.timeout(240)


async def played(stage: Stage, cast: Cast) -> Transcript:
    return await (await Play.of(stage, cast)).to_the_end()


@pytest.mark.parametrize("grader", GRADERS)
@pytest.mark.parametrize("person", PEOPLE)
async def test_every_round_of_a_candidate_is_sound(
    database_url: str, clock: FakeClock, platform: FakePlatform, library: Library, person: str, grader: str
) -> None:
    model = grader_of(ReadingModel(library.scenarios.values()))
    stage = Stage(database_url, clock, platform, dict(zip(GRADERS, (AutomaticGrader(), model), strict=True)))
    found: Counter[str] = Counter()
    wrong: list[str] = []
    told: dict[int, list[tuple[str, str]]] = {}
    async with stage.opened():
        for cast in casts(library, person, grader):
            transcript = await played(stage, cast)
            found[cast.kind] += 1
            about = f"{cast.kind} {cast.scenario.id}, seed {cast.seed}, restarts {transcript.restarts}"
            wrong += [f"{about}: {fault.rule}: {fault.detail}" for fault in faults(transcript)]
            if told.setdefault(cast.seed, transcript.sent) != transcript.sent:
                wrong.append(f"{about}: other things were said than without restarts")
    assert wrong == []
    assert found == dict.fromkeys(KINDS, 2 * TIMES)


def test_there_are_enough_rounds() -> None:
    assert rounds_in_all() >= 200
