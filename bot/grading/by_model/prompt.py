"""Lays a question out: what is the same for every answer to a scenario first, to the byte."""

import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator

from bot.domain.grade import Level
from bot.domain.model import Question
from bot.domain.own_question import GENERAL
from bot.domain.scenario import Criterion, ReferenceAnswer, Scenario
from bot.grading.by_model.intake import Clean
from bot.grading.by_model.rules import LAST_WORDS, RULES
from bot.grading.by_model.schema import criterion_schema, in_order, red_line_schema, reply_schema

LAYOUT = 1
"""Of intake and prompt together: another number where the same text is laid out in another way."""
READING = 1
"""Of what becomes of a reply: detectors, verification, a second reading, combining, plausibility, words.

Counted up with every change by which the same replies to the same text could make another grade: else the
grades that are kept would go on as before, and two readers of one text would be told different things.
"""
MOST_TOKENS = 4_000
_TAGS = str.maketrans("<>", "\u2039\u203a")

_OF_THIS = "# Two answers and their levels. They are a scale, not a template: other plans may be as good."
_OF_ANOTHER = (
    "# Two answers to another question, about a pharmacy, and their levels. They show the scale alone: "
    "nothing in them is about the question above."
)

Nonce = Callable[[], str]


def random_nonce() -> str:
    """128 bits: nobody guesses the border that their text would have to close."""
    return secrets.token_hex(16)


def prompt_hash() -> str:
    """The same exactly for grades that differ in scenario and answer alone: asked alike, and read alike."""
    shapes = [criterion_schema(("a", "b")), red_line_schema()]
    parts = json.dumps([LAYOUT, READING, RULES, LAST_WORDS, shapes], sort_keys=True)
    return hashlib.sha256(parts.encode()).hexdigest()


def question(
    scenario: Scenario,
    answer: Clean,
    *,
    without: Iterable[int] = (),
    backwards: bool = False,
    nonce: Nonce = random_nonce,
) -> Question:
    """One call. `without` are the places of sentences that this reading isn't shown."""
    return Question(
        name="grade",
        stable=stable_text(scenario, backwards=backwards),
        varying=_varying(answer, frozenset(without), nonce()),
        schema=reply_schema(scenario, backwards=backwards),
        most_tokens=MOST_TOKENS,
    )


def stable_text(scenario: Scenario, *, backwards: bool = False) -> str:
    """Rules, scenario and rubric."""
    criteria = in_order(scenario, backwards=backwards)
    parts = [
        RULES,
        f"# The question\n{scenario.prompt.strip()}",
        "# The rubric",
        *(_criterion(criterion) for criterion in criteria),
        "## Red lines\n" + "\n".join(f"{line.id}: {line.says} ({line.why})" for line in scenario.red_lines),
        *_anchors(scenario, criteria),
    ]
    return "\n\n".join(parts)


def _criterion(criterion: Criterion) -> str:
    levels = criterion.levels
    lines = [
        f"## {criterion.id}: {criterion.title}",
        *(f"{int(level)} {level.word}: {levels.text(level)}" for level in Level if level),
        "checks",
        *(f"{check.id} ({check.level}) {check.ask}" for check in criterion.checks),
    ]
    return "\n".join(lines)


def _anchors(scenario: Scenario, criteria: Iterable[Criterion]) -> Iterator[str]:
    order = [criterion.id for criterion in criteria]
    yield _OF_ANOTHER if scenario.id == GENERAL else _OF_THIS
    yield _anchor("weak", scenario.answers.weak, order)
    yield _anchor("strong", scenario.answers.strong, order)


def _anchor(name: str, reference: ReferenceAnswer, order: Iterable[str]) -> str:
    levels = ", ".join(f"{criterion} {reference.levels.get(criterion, 0)}" for criterion in order)
    crossed = ", ".join(reference.red_lines) or "none"
    return f"## {name}: {levels}; red lines crossed: {crossed}\n{reference.text.strip()}"


def _varying(answer: Clean, without: frozenset[int], nonce: str) -> str:
    shown = [own for place, own in enumerate(answer.sentences) if place not in without]
    lines = [
        f"[{number}] {' '.join(answer.text[own.start : own.end].translate(_TAGS).split())}"
        for number, own in enumerate(shown, start=1)
    ]
    return "\n".join((f"<answer-{nonce}>", *lines, f"</answer-{nonce}>", "", LAST_WORDS.format(nonce=nonce)))
