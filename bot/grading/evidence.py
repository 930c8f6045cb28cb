"""Which sentences of an answer may count, how far each can carry, and what a reviewer is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.grade import Level
from bot.grading import phrases
from bot.grading.cues import Spans
from bot.grading.overlap import repeated
from bot.grading.rubric import CompiledRubric
from bot.grading.sentences import Sentence
from bot.grading.signals import Signal
from bot.grading.structure import is_broken, is_enumeration, is_list
from bot.grading.stuffing import stuffed
from bot.grading.tokens import Token
from bot.grading.word_order import shuffled

_SHORTEST_REASON = 4
"""Words below which a sentence names something and cannot reason about it."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as evidence."""

    sentence: Sentence
    limit: Level
    """The highest level that it can carry."""
    copied: frozenset[int]
    """Places of words that are the scenario's own; they carry nothing."""
    spans: Spans
    signals: tuple[Signal, ...] = ()


def read(sentences: Sequence[Sentence], original: str, rubric: CompiledRubric) -> tuple[Reading, ...]:
    """Every sentence with what it may count for."""
    readings = [_alone(sentence, original, rubric) for sentence in sentences]
    again = repeated([sentence.tokens for sentence in sentences])
    for place in again:
        readings[place] = _lowered(readings[place], Level.ABSENT, Signal.REPEATED)
    once = [place for place in range(len(readings)) if place not in again]
    words = [sentences[place].tokens for place in once]
    for place in shuffled(words):
        readings[once[place]] = _lowered(readings[once[place]], Level.ABSENT, Signal.GARBLED)
    covered = [_places(readings[place].spans) for place in once]
    for place in stuffed(words, covered):
        readings[once[place]] = _lowered(readings[once[place]], Level.NAMED, Signal.LIST)
    return tuple(readings)


def _alone(sentence: Sentence, original: str, rubric: CompiledRubric) -> Reading:
    tokens = sentence.tokens
    copied = rubric.prompt.copied(tokens) | rubric.hidden.copied(tokens)
    spans = rubric.matcher.spans(tokens, copied)
    barred = tuple(_barred(sentence, original[sentence.start : sentence.end], rubric))
    if barred or sentence.heading:
        return Reading(sentence, Level.ABSENT, copied, spans, barred)
    hollow = tuple(_hollow(tokens))
    return Reading(sentence, _limit(sentence, hollow=bool(hollow)), copied, spans, hollow)


def _lowered(reading: Reading, limit: Level, signal: Signal) -> Reading:
    signals = tuple(dict.fromkeys((*reading.signals, signal)))
    return replace(reading, limit=min(reading.limit, limit), signals=signals)


def _places(spans: Spans) -> frozenset[int]:
    return frozenset(place for found in spans.values() for span in found for place in span)


def _barred(sentence: Sentence, words: str, rubric: CompiledRubric) -> Iterator[Signal]:
    tokens = sentence.tokens
    if rubric.prompt.borrowed(tokens):
        yield Signal.PROMPT
    elif rubric.hidden.borrowed(tokens):
        yield Signal.RUBRIC
    if phrases.is_to_the_grader(tokens, words):
        yield Signal.TO_THE_GRADER
    elif phrases.is_about_the_answer(tokens):
        yield Signal.ABOUT_THE_ANSWER
    if is_list(tokens):
        yield Signal.LIST
    if is_broken(tokens):
        yield Signal.GARBLED


def _hollow(tokens: Sequence[Token]) -> Iterator[Signal]:
    if phrases.is_promise(tokens):
        yield Signal.PROMISE
    if phrases.is_vocabulary(tokens):
        yield Signal.VOCABULARY
    if is_enumeration(tokens):
        yield Signal.LIST


def _limit(sentence: Sentence, *, hollow: bool) -> Level:
    if hollow or len(sentence.tokens) < _SHORTEST_REASON:
        return Level.NAMED
    return Level.REASONED if sentence.question else Level.SENIOR
