"""Simulated candidates play whole rounds through the real engine; a checker reads every transcript."""

from collections import Counter

import pytest

from bot.domain.round_kinds import Kind
from bot.grading.by_model.ladder import Ladder
from bot.grading.grader import AutomaticGrader
from bot.interviewing.by_model import ModelInterviewer
from bot.library.library import Library, for_rounds, load, shipped
from bot.ports import Grader
from bot.testing import FakeClock, FakePlatform
from tests.fakes.candidates.checker import faults
from tests.fakes.candidates.people import PEOPLE
from tests.fakes.candidates.reading_model import ReadingModel
from tests.fakes.candidates.wording_model import WordingModel
from tests.fakes.graders_at_hand import grader_of
from tests.integration.rounds.casting import GRADERS, TIMES, casts, kinds_of
from tests.integration.rounds.play import Play
from tests.integration.rounds.playing import Stage

pytestmark = pytest.mark.timeout(300)
UNHEARD = frozenset({"silent", "gibberish", "parrot", "foreign"})
"""Candidates who say nothing that a model's question could go back to."""
CASES = [(person, grader) for person in PEOPLE for grader in GRADERS]


@pytest.fixture(scope="module")
def scenarios() -> Library:
    return load([shipped(), for_rounds()])


@pytest.mark.parametrize(("person", "grader"), CASES)
async def test_every_round_of_a_candidate_is_sound(
    database_url: str, clock: FakeClock, platform: FakePlatform, scenarios: Library, person: str, grader: str
) -> None:
    model = grader_of(ReadingModel(scenarios.scenarios.values()))
    graders: dict[str, Grader] = dict(zip(GRADERS, (AutomaticGrader(), model), strict=True))
    words = ModelInterviewer(Ladder(WordingModel(scenarios.scenarios.values()), None, FakeClock()))
    stage = Stage(database_url, clock, platform, graders, {GRADERS[1]: words})
    found: Counter[Kind] = Counter()
    wrong: list[str] = []
    worded = 0
    told: dict[int, list[tuple[str, str]]] = {}
    async with stage.opened():
        for cast in casts(scenarios, person, grader):
            transcript = await (await Play.of(stage, cast)).to_the_end()
            found[cast.kind] += 1
            worded += sum(bool(question.worded_by) for question in transcript.questions)
            about = f"{cast.kind} {cast.scenario.id}, seed {cast.seed}, restarts {transcript.restarts}"
            wrong += [f"{about}: {fault.rule}: {fault.detail}" for fault in faults(transcript)]
            if told.setdefault(cast.seed, transcript.sent) != transcript.sent:
                wrong.append(f"{about}: other things were said than without restarts")
    assert wrong == []
    assert bool(worded) == (grader == GRADERS[1] and person not in UNHEARD)
    assert found == dict.fromkeys(kinds_of(person, grader), TIMES)


def test_everybody_plays_every_kind_and_both_graders_half_of_them() -> None:
    plays = Counter((person, kind) for person, grader in CASES for kind in kinds_of(person, grader))
    assert plays == {(person, kind): 1 for person in PEOPLE for kind in Kind}
    before = {grader: sum(len(kinds_of(person, grader)) for person in PEOPLE) for grader in GRADERS}
    assert max(before.values()) - min(before.values()) <= 1
    assert TIMES * plays.total() >= 200
