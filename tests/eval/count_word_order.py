"""Counts the table of `bot/grading/word_order_table.py` over the scenario library.

.venv/bin/python tests/eval/count_word_order.py > bot/grading/word_order_table.py
"""

import math
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

import yaml

from bot.domain.scenario import Scenario
from bot.grading.sentences import split_sentences
from bot.grading.word_order import classes

NAMES = "^,$TOACIYXNDVBMQPJFgelsK"
_LIBRARY = Path(__file__).parents[2] / "scenarios" / "daily"
_SMOOTHING = 0.5
_LARGEST = 20


def texts(scenario: Scenario) -> Iterator[str]:
    """Every text of a scenario that is written in sentences."""
    yield scenario.prompt
    answers = scenario.answers
    yield from (answers.weak.text, answers.strong.text, answers.senior.text)
    for criterion in scenario.criteria:
        yield from (check.ask for check in criterion.checks)
    for follow_up in scenario.follow_ups:
        yield follow_up.ask


def count(all_texts: Iterable[str]) -> dict[tuple[str, str], int]:
    """Tenths of a natural logarithm by which each pair is more frequent than chance."""
    pairs = Counter(
        pair
        for text in all_texts
        for sentence in split_sentences(text)
        for pair in pairwise(classes(sentence.tokens))
    )
    first: Counter[str] = Counter()
    second: Counter[str] = Counter()
    for (before, after), seen in pairs.items():
        first[before] += seen
        second[after] += seen
    return {
        (before, after): _tenths(pairs[before, after], first[before] * second[after] / pairs.total())
        for before in NAMES
        for after in NAMES
    }


def _tenths(seen: int, expected: float) -> int:
    odds = math.log((seen + _SMOOTHING) / (expected + _SMOOTHING))
    return max(-_LARGEST, min(_LARGEST, round(10 * odds)))


def main() -> None:
    paths = sorted(_LIBRARY.glob("*.yaml"))
    scenarios = [Scenario.model_validate(yaml.safe_load(path.read_text())) for path in paths]
    table = count(text for scenario in scenarios for text in texts(scenario))
    lines = [
        '"""Counted by `tests/eval/count_word_order.py`; not written by hand."""\n',
        f'_NAMES = "{NAMES}"',
        "_ROWS = {",
        *(f'    "{a}": "{" ".join(str(table[a, b]) for b in NAMES)}",' for a in NAMES),
        "}",
        "TABLE = {",
        "    (before, after): int(tenths)",
        "    for before, row in _ROWS.items()",
        "    for after, tenths in zip(_NAMES, row.split(), strict=True)",
        "}",
    ]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
