"""A scenario's rubric, compiled once for the checker, and the hash under which a grade keeps it."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from bot.domain.scenario import Criterion, RedLine, Scenario
from bot.grading.cues import CompiledCue, Matcher
from bot.grading.overlap import Sources
from bot.grading.sentences import split_sentences
from bot.grading.tokens import Token, words_of

_GRADING = {"format", "prompt", "hints", "criteria", "red_lines", "follow_ups"}


@dataclass(frozen=True, slots=True)
class CompiledRedLine:
    red_line: RedLine
    tripped_by: tuple[CompiledCue, ...]
    ruled_out_by: tuple[CompiledCue, ...]


@dataclass(frozen=True, slots=True)
class CompiledRubric:
    scenario: Scenario
    rubric_hash: str
    matcher: Matcher
    criteria: tuple[tuple[Criterion, tuple[CompiledCue, ...]], ...]
    red_lines: tuple[CompiledRedLine, ...]
    prompt: Sources
    hidden: Sources
    vocabulary: frozenset[str]
    """Stems of every word of the scenario: an answer to it in English shares some."""


def rubric_hash(scenario: Scenario) -> str:
    """The same as long as what an answer is held against is: a question, its levels, checks and red lines.

    By this a grade is told to be outdated. Warm-up, twist and reference answers are left out: they show a
    model the scale, and detectors what was copied, but another wording of them makes no grade wrong. A text
    that is graded anew goes by them all the same: `Rubrics` and a model's cache key count every word.
    """
    values = scenario.model_dump(mode="json", include=_GRADING)
    canonical = json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def compile_rubric(scenario: Scenario) -> CompiledRubric:
    """Everything that grading needs of a scenario, ready to be looked up."""
    matcher = Matcher()
    criteria = tuple(
        (criterion, tuple(matcher.cue(cue.level, cue.all) for cue in criterion.cues))
        for criterion in scenario.criteria
    )
    red_lines = tuple(
        CompiledRedLine(
            line,
            tuple(matcher.cue(0, groups) for groups in line.tripped_by),
            tuple(matcher.cue(0, groups) for groups in line.ruled_out_by),
        )
        for line in scenario.red_lines
    )
    return CompiledRubric(
        scenario=scenario,
        rubric_hash=rubric_hash(scenario),
        matcher=matcher,
        criteria=criteria,
        red_lines=red_lines,
        prompt=Sources.of(_sentences([scenario.prompt])),
        hidden=Sources.of(_sentences(hidden_texts(scenario))),
        vocabulary=frozenset(token.stem for text in _all_texts(scenario) for token in words_of(text)),
    )


def _sentences(texts: list[str]) -> Iterator[tuple[Token, ...]]:
    for text in texts:
        for sentence in split_sentences(text):
            yield sentence.tokens


def hidden_texts(scenario: Scenario) -> list[str]:
    """What a member may not read, or be told, before their own debrief."""
    texts = [scenario.warm_up, scenario.twist, *scenario.hints]
    for criterion in scenario.criteria:
        levels = criterion.levels
        texts += [levels.named, levels.reasoned, levels.strong, levels.senior]
        texts += [check.ask for check in criterion.checks]
    for line in scenario.red_lines:
        texts += [line.says, line.why]
    return texts + [follow_up.ask for follow_up in scenario.follow_ups]


def _all_texts(scenario: Scenario) -> list[str]:
    answers = scenario.answers
    cues = [group for criterion in scenario.criteria for cue in criterion.cues for group in cue.all]
    return [
        scenario.prompt,
        *hidden_texts(scenario),
        *cues,
        answers.weak.text,
        answers.strong.text,
        answers.senior.text,
    ]
