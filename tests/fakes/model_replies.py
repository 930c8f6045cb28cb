"""Replies as a model would write them, from levels that somebody decided on."""

import json
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from bot.domain.grade import Level
from bot.domain.scenario import Criterion, Scenario
from bot.grading.overlap import content
from bot.grading.sentences import Sentence, split_sentences
from bot.grading.tokens import words_of

_LONGEST = 25


def reply_of(
    scenario: Scenario,
    levels: Mapping[str, int],
    text: str,
    *,
    red_lines: Collection[str] = (),
    confidence: int = 80,
    one_change: str = "Which of your steps could you not take back tomorrow?",
) -> str:
    """What an honest model replies: these levels, checks to match, and the answer's words that fit best."""
    sentences = sentences_of(text)
    criteria = {
        criterion.id: criterion_of(
            criterion, levels[criterion.id], evidence(criterion, text, sentences), confidence
        )
        for criterion in scenario.criteria
    }
    lines = {
        line.id: {"quote": quotable(sentences[0], text), "crossed": "yes"}
        if line.id in red_lines
        else {"quote": "", "crossed": "no"}
        for line in scenario.red_lines
    }
    return json.dumps({"criteria": criteria, "red_lines": lines, "one_change": one_change})


def criterion_of(criterion: Criterion, level: int, quotes: Sequence[str], confidence: int = 80) -> Any:
    """One criterion of a reply, with the checks that make this level."""
    return {
        "quotes": list(quotes) if level > Level.ABSENT else [],
        "missing": "You name it, and stop before you say what follows from it.",
        "checks": {check.id: "yes" if check.level <= level else "no" for check in criterion.checks},
        "level": level,
        "confidence": confidence,
    }


def evidence(criterion: Criterion, text: str, sentences: Sequence[Sentence]) -> list[str]:
    """The two sentences that share most words with a criterion."""
    levels = criterion.levels
    wanted = wanted_words(f"{criterion.title} {levels.reasoned} {levels.strong} {levels.senior}")
    best = sorted(sentences, key=lambda own: (-len(content(own.tokens) & wanted), own.place))
    return [quotable(own, text) for own in best[:2]]


@lru_cache(maxsize=256)
def wanted_words(said: str) -> frozenset[str]:
    return content(words_of(said))


@lru_cache(maxsize=64)
def sentences_of(text: str) -> Sequence[Sentence]:
    return split_sentences(text)


def quotable(sentence: Sentence, text: str) -> str:
    """The sentence's first words, as many as a quote should have."""
    words = text[sentence.start : sentence.end].split()
    return " ".join(words[:_LONGEST])
