"""Whether an answer shares runs of words with a reference answer that its author was not given."""

from collections.abc import Iterable, Iterator

from bot.domain.scenario import Scenario
from bot.grading.tokens import words_of

RUN = 6
"""Words in a row that two people seldom share by chance."""


def shares_wording(scenario: Scenario, text: str) -> bool:
    """Whether some run stands in a reference answer and in nothing that the author had before them."""
    answers = scenario.answers
    references = _runs([answers.weak.text, answers.strong.text, answers.senior.text])
    return not _runs([text]).isdisjoint(references - _runs(_given(scenario)))


def _given(scenario: Scenario) -> Iterator[str]:
    yield scenario.title
    yield scenario.prompt
    for criterion in scenario.criteria:
        levels = criterion.levels
        yield from (criterion.title, levels.named, levels.reasoned, levels.strong, levels.senior)
    for line in scenario.red_lines:
        yield line.says


def _runs(texts: Iterable[str]) -> frozenset[tuple[str, ...]]:
    runs: set[tuple[str, ...]] = set()
    for text in texts:
        words = [token.word for token in words_of(text)]
        runs.update(tuple(words[place : place + RUN]) for place in range(len(words) - RUN + 1))
    return frozenset(runs)
