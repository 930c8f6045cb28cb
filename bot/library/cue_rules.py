"""Rules for cues: well formed, present where they are needed, and silent where nothing was said."""

from collections.abc import Callable, Iterable, Iterator

from bot.grading.cues import Matcher, matches
from bot.grading.sentences import split_sentences
from bot.library.cue_language import faults
from bot.library.document import Place
from bot.library.layout import prose
from bot.library.problem import Problem
from bot.library.read import Source

NEEDED_LEVELS = (1, 2, 3)
EARNED_LEVEL = 3
"""From this level on, repeating the prompt must not be enough."""


def _well_formed(source: Source) -> Iterator[Problem]:
    for place, groups in _all_cues(source):
        if not groups:
            yield source.problem(
                place, "This list of word groups is empty", "add a group, or delete the entry"
            )
        for i, group in enumerate(groups):
            for message, mend in faults(group):
                yield source.problem((*place, i), message, mend)


def _all_cues(source: Source) -> Iterator[tuple[Place, tuple[str, ...]]]:
    for i, criterion in enumerate(source.scenario.criteria):
        for j, cue in enumerate(criterion.cues):
            yield ("criteria", i, "cues", j, "all"), cue.all
    for i, red_line in enumerate(source.scenario.red_lines):
        for j, groups in enumerate(red_line.tripped_by):
            yield ("red_lines", i, "tripped_by", j), groups
        for j, groups in enumerate(red_line.ruled_out_by):
            yield ("red_lines", i, "ruled_out_by", j), groups


def _every_level(source: Source) -> Iterator[Problem]:
    for i, criterion in enumerate(source.scenario.criteria):
        there = {cue.level for cue in criterion.cues}
        for level in NEEDED_LEVELS:
            if level not in there:
                message = f"The criterion `{criterion.id}` has no cue at level {level}"
                mend = "add one, or the automatic check can't tell that level"
                yield source.problem(("criteria", i, "cues"), message, mend)


def _prompt_earns_nothing(source: Source) -> Iterator[Problem]:
    told = prose(source.scenario.prompt)
    for i, criterion in enumerate(source.scenario.criteria):
        for j, cue in enumerate(criterion.cues):
            if cue.level < EARNED_LEVEL:
                continue
            for sentence in heard(told, cue.all):
                message = f"A sentence of the prompt matches this level-{cue.level} cue: “{sentence}”"
                mend = "narrow a group, or add one, so that repeating the prompt earns nothing"
                yield source.problem(("criteria", i, "cues", j), message, mend)


def _good_answers_stay_behind(source: Source) -> Iterator[Problem]:
    answers = {"strong": source.scenario.answers.strong, "senior": source.scenario.answers.senior}
    for i, red_line in enumerate(source.scenario.red_lines):
        for j, groups in enumerate(red_line.tripped_by):
            for name, answer in answers.items():
                for sentence in heard(answer.text, groups):
                    message = f"The {name} answer trips the red line `{red_line.id}`: “{sentence}”"
                    mend = "narrow these word groups, or rewrite that sentence"
                    yield source.problem(("red_lines", i, "tripped_by", j), message, mend)


def heard(text: str, groups: Iterable[str]) -> Iterator[str]:
    """The sentences of a text that match a cue."""
    groups = tuple(groups)
    if not groups or any(fault for group in groups for fault in faults(group)):
        return  # reported by `_well_formed`
    matcher = Matcher()
    cue = matcher.cue(EARNED_LEVEL, groups)
    for sentence in split_sentences(text):
        if matches(cue, matcher.spans(sentence.tokens), sentence.tokens):
            yield " ".join(sentence.quote(text).split())


CUE_RULES: tuple[Callable[[Source], Iterator[Problem]], ...] = (
    _well_formed,
    _every_level,
    _prompt_earns_nothing,
    _good_answers_stay_behind,
)
