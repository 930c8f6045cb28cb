"""Whether two scenarios say something in the same words. Each should sound like nobody else's."""

import re
from collections.abc import Iterator, Sequence

from bot.domain.scenario import Scenario
from bot.library.document import Place
from bot.library.problem import Problem
from bot.library.read import Source

SHARED_RUN = 10
"""Words in a row. Shorter runs are how English is spoken."""
_WORD = re.compile(r"\w[\w'’-]*")

_Run = tuple[str, ...]


def shared_text(sources: Sequence[Source]) -> Iterator[Problem]:
    """Every field that has a run of words in common with an earlier scenario, once."""
    spoken: dict[_Run, Source] = {}
    for source in sources:
        mine: set[_Run] = set()
        for place, text in _texts(source.scenario):
            runs = list(_runs(text))
            mine.update(runs)
            if (said := next((run for run in runs if run in spoken), None)) is not None:
                message = f"“{' '.join(said)}” stands word for word in {spoken[said].file}"
                yield source.problem(place, message, "say it as only this scenario would")
        for run in mine:
            spoken.setdefault(run, source)


def _runs(text: str) -> Iterator[_Run]:
    words = [word.casefold() for word in _WORD.findall(text)]
    return (tuple(words[start : start + SHARED_RUN]) for start in range(len(words) - SHARED_RUN + 1))


def _texts(scenario: Scenario) -> Iterator[tuple[Place, str]]:
    """All that a member reads. Checks ask graders the same thing in the same words on purpose."""
    yield from (
        (("prompt",), scenario.prompt),
        (("warm_up",), scenario.warm_up),
        (("twist",), scenario.twist),
    )
    yield from ((("hints", i), hint) for i, hint in enumerate(scenario.hints))
    for i, criterion in enumerate(scenario.criteria):
        yield from ((("criteria", i, "levels", name), text) for name, text in criterion.levels)
    for i, line in enumerate(scenario.red_lines):
        yield from ((("red_lines", i, "says"), line.says), (("red_lines", i, "why"), line.why))
    yield from ((("follow_ups", i, "ask"), follow_up.ask) for i, follow_up in enumerate(scenario.follow_ups))
    for name, answer in scenario.answers:
        yield from ((("answers", name, "text"), answer.text), (("answers", name, "note"), answer.note))
