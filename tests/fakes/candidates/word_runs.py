"""Words in a row: what two texts have in common that is no accident."""

import re
from collections.abc import Iterable

from bot.domain.grade import Level
from bot.domain.scenario import Scenario

RUN = 6
_WORD = re.compile(r"\w+")


def words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())


def runs(text: str, length: int = RUN) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[place : place + length]) for place in range(len(found) - length + 1)}


def all_runs(texts: Iterable[str]) -> set[tuple[str, ...]]:
    return set().union(*map(runs, texts))


def rubric_runs(scenario: Scenario) -> set[tuple[str, ...]]:
    """What nobody may be told in a round, less what the scenario's own questions say aloud."""
    secret: list[str] = []
    for criterion in scenario.criteria:
        secret += [criterion.levels.text(level) for level in Level]
        secret += [check.ask for check in criterion.checks]
        secret += [group for cue in criterion.cues for group in cue.all]
    for line in scenario.red_lines:
        ways = (*line.tripped_by, *line.ruled_out_by)
        secret += [line.says, line.why, *(group for way in ways for group in way)]
    for answer in (scenario.answers.weak, scenario.answers.strong, scenario.answers.senior):
        secret += [answer.text, answer.note]
    titles = (criterion.title for criterion in scenario.criteria)
    asks = (question.ask for question in scenario.follow_ups)
    aloud = [scenario.prompt, scenario.twist, *titles, *asks]
    return all_runs(secret) - all_runs(aloud)
