"""What is well formed and still not good: advice on one scenario, by figures that a program can take."""

import re
from collections.abc import Callable, Iterator

from bot.domain.scenario import Scenario
from bot.domain.text import count_words
from bot.grading.phrases import is_promise, is_vocabulary
from bot.grading.sentences import split_sentences
from bot.library.document import Place
from bot.library.layout import prose
from bot.library.problem import Problem
from bot.library.read import Source
from bot.library.round_rules import OWN_STORY

HARDEST_TO_READ = 45
"""By LIX: words a sentence, and long words in a hundred. A newspaper has about 45, ours 20 to 36."""
FEWEST_FIGURES = 5
"""Numbers that a prompt gives to reckon with. Ours have 15 to 42."""
HEAVIEST = 1 / 3
"""Share of all weights above which one criterion is the whole answer."""
FEWEST_PROBED = 4
NO_LONGER = 30
"""Words by which a senior answer may be the longest of the three."""
SHORTEST_WEAK = 0.6
"""Of the strong answer's length: below it, a weak answer gives itself away by its looks."""
_LONG_WORD = 7
_WORD = re.compile(r"[^\W\d_][\w'’-]*")
_FIGURE = re.compile(r"\d[\d,.:]*")
_DECIDING_CHECKS = (3, 4)

Rule = Callable[[Source], Iterator[Problem]]


def reading_level(text: str) -> float:
    """LIX of a text's prose: how hard it is to read, in any language with spaces."""
    told = prose(text)
    words, sentences = _WORD.findall(told), split_sentences(told)
    if not words:
        return 0.0
    long = sum(len(word) >= _LONG_WORD for word in words)
    return len(words) / max(1, len(sentences)) + 100 * long / len(words)


def _readable(source: Source) -> Iterator[Problem]:
    level = reading_level(source.scenario.prompt)
    if level > HARDEST_TO_READ:
        message = f"The prompt is hard to read (LIX {level:.0f}; {HARDEST_TO_READ} is a newspaper)"
        yield source.problem(("prompt",), message, "shorten its sentences, and take plainer words")


def _reckonable(source: Source) -> Iterator[Problem]:
    count = len(_FIGURE.findall(source.scenario.prompt))
    if source.scenario.round not in OWN_STORY and count < FEWEST_FIGURES:
        message = (
            f"The prompt holds {count or 'no'} figure{'' if count == 1 else 's'}, too few to force a decision"
        )
        yield source.problem(
            ("prompt",), message, f"give at least {FEWEST_FIGURES} that can be reckoned with"
        )


def _weights(source: Source) -> Iterator[Problem]:
    criteria = source.scenario.criteria
    total = sum(criterion.weight for criterion in criteria)
    for i, criterion in enumerate(criteria):
        if criterion.weight / total > HEAVIEST:
            message = f"`{criterion.id}` alone has {criterion.weight} of {total} in weight"
            yield source.problem(("criteria", i, "weight"), message, "spread what decides over two criteria")


def _deciding_checks(source: Source) -> Iterator[Problem]:
    for i, criterion in enumerate(source.scenario.criteria):
        asked = {check.level for check in criterion.checks}
        for level in _DECIDING_CHECKS:
            if level not in asked:
                message = f"No check of `{criterion.id}` asks for what makes a {level}"
                yield source.problem(("criteria", i, "checks"), message, f"add one at level {level}")


def _probed(source: Source) -> Iterator[Problem]:
    scenario = source.scenario
    probed = {follow_up.criterion for follow_up in scenario.follow_ups}
    if len(probed) < FEWEST_PROBED:
        message = f"The follow-ups probe {len(probed)} of {len(scenario.criteria)} criteria"
        yield source.problem(("follow_ups",), message, f"probe at least {FEWEST_PROBED}")
    heaviest = max(criterion.weight for criterion in scenario.criteria)
    for i, criterion in enumerate(scenario.criteria):
        if criterion.weight == heaviest and criterion.id not in probed:
            message = f"No follow-up probes `{criterion.id}`, which weighs most"
            yield source.problem(("criteria", i, "id"), message, "add one that moves the ground under it")


def _lengths_of_answers(source: Source) -> Iterator[Problem]:
    weak, strong, senior = _answer_lengths(source.scenario)
    if senior > max(weak, strong) + NO_LONGER:
        message = f"The senior answer is the longest by {senior - max(weak, strong)} words"
        yield source.problem(
            ("answers", "senior", "text"), message, "cut it: it sees further, it says no more"
        )
    if weak < SHORTEST_WEAK * strong:
        message = f"The weak answer has {weak} words beside {strong} of the strong one"
        mend = "make it as long: a real mistake looks like an answer"
        yield source.problem(("answers", "weak", "text"), message, mend)


def _answer_lengths(scenario: Scenario) -> tuple[int, int, int]:
    answers = scenario.answers
    return count_words(answers.weak.text), count_words(answers.strong.text), count_words(answers.senior.text)


def _no_theatre(source: Source) -> Iterator[Problem]:
    answers = source.scenario.answers
    for name, text in (("strong", answers.strong.text), ("senior", answers.senior.text)):
        place: Place = ("answers", name, "text")
        for said, sentence in _hollow(text):
            message = f"The {name} answer holds {said}: “{sentence}”"
            yield source.problem(place, message, "say what follows from it, or cut it")


def _hollow(text: str) -> Iterator[tuple[str, str]]:
    for sentence in split_sentences(text):
        quote = " ".join(sentence.quote(text).split())
        if is_promise(sentence.tokens):
            yield "a promise without a measure", quote
        if is_vocabulary(sentence.tokens):
            yield "vocabulary without consequence", quote


QUALITY_RULES: tuple[Rule, ...] = (
    _readable,
    _reckonable,
    _weights,
    _deciding_checks,
    _probed,
    _lengths_of_answers,
    _no_theatre,
)
