"""The transcripts in docs are what the interviewer asks today, and leak nothing that it may not say."""

from pathlib import Path

import pytest

from bot.domain.cards import QuestionCard
from bot.domain.interview import CLARIFY
from bot.domain.scenario import Scenario
from bot.practice.rounds.alone import LoneRound
from bot.practice.rounds.alone_packet import lone_packet
from scripts.transcripts.page import page_of
from scripts.transcripts.played import Script, played, read_scripts
from tests.fakes.candidates.checker import are_alike, own_words
from tests.fakes.candidates.word_runs import all_runs, rubric_runs, runs

PAGES = Path(__file__).parents[2] / "docs/transcripts"
SCRIPTS = read_scripts()
MENDED = "Run `python -m scripts.write_transcripts`, and read what changed."


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.scenario)
async def test_a_page_is_what_is_played(script: Script) -> None:
    it = await played(script)
    assert (PAGES / f"{script.scenario}.md").read_text(encoding="utf-8") == page_of(script, it), MENDED
    assert _leaks(it) == []
    assert _repeated(it) == []
    band = lone_packet(it).band
    row = next(line for line in _index() if f"]({script.scenario}.md)" in line)
    assert row.rstrip("| ").endswith(f"| {band}")


def test_there_are_five_of_different_kinds_and_no_page_without_a_round() -> None:
    assert len({script.kind for script in SCRIPTS}) == len(SCRIPTS) == 5
    assert {bool(script.levels) for script in SCRIPTS} == {True, False}
    pages = {path.stem for path in PAGES.glob("*.md")} - {"README"}
    assert pages == {script.scenario for script in SCRIPTS}


def _index() -> list[str]:
    return (PAGES / "README.md").read_text(encoding="utf-8").splitlines()


def _leaks(it: LoneRound) -> list[str]:
    scenario: Scenario = it.scenario
    said = all_runs(one.said for one in it.had)
    asked = (one.question.ask for one in it.had)
    return [ask for ask in asked if (runs(ask) & rubric_runs(scenario)) - said]


def _repeated(it: LoneRound) -> list[str]:
    asks = [one.question for one in it.had if not one.question.id.startswith(CLARIFY)]
    own = [own_words(QuestionCard("", one.asked_by, one.ask, 1, 1)) for one in asks]
    return [ask for place, ask in enumerate(own) if any(are_alike(ask, earlier) for earlier in own[:place])]
