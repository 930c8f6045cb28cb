"""Which sentences of an answer may count, how far each can carry, and what a reviewer is told."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.domain.grade import Level
from bot.grading import phrases
from bot.grading.cues import Spans
from bot.grading.fragments import bare_limits
from bot.grading.hearing import heard
from bot.grading.management import is_management
from bot.grading.overlap import repeated
from bot.grading.reading import Reading
from bot.grading.rubric import CompiledRubric
from bot.grading.sentences import Sentence
from bot.grading.signals import Signal
from bot.grading.structure import is_broken, is_enumeration, is_list
from bot.grading.stuffing import stuffed
from bot.grading.tokens import Token
from bot.grading.word_order import shuffled

_SHORTEST_REASON = 4
"""Words below which a sentence names something and cannot reason about it."""
_FEW_ALIKE, _ALIKE_SHARE = 3, 0.2
"""Sentences of an honest answer that look like the scenario's own, and their share of a short one."""


def read(sentences: Sequence[Sentence], original: str, rubric: CompiledRubric) -> tuple[Reading, ...]:
    """Every sentence with what it may count for."""
    readings = [_alone(sentence, original, rubric) for sentence in sentences]
    again = repeated([sentence.tokens for sentence in sentences])
    for place in again:
        readings[place] = _lowered(readings[place], Level.ABSENT, Signal.REPEATED)
    once = [place for place in range(len(readings)) if place not in again]
    for place in _reworded({place: readings[place] for place in once}, rubric):
        readings[place] = _lowered(readings[place], Level.ABSENT, Signal.RUBRIC)
    words = [sentences[place].tokens for place in once]
    for place in shuffled(words):
        readings[once[place]] = _lowered(readings[once[place]], Level.ABSENT, Signal.GARBLED)
    covered = [_places(readings[place].spans) for place in once]
    telling = [readings[place].telling for place in once]
    for place in stuffed(words, covered, telling):
        readings[once[place]] = _lowered(readings[once[place]], Level.NAMED, Signal.LIST)
    for place, limit in bare_limits(readings).items():
        readings[place] = _lowered(readings[place], limit, Signal.BARE)
    return tuple(readings)


def _reworded(readings: Mapping[int, Reading], rubric: CompiledRubric) -> Sequence[int]:
    """The places of sentences like the scenario's own, where they are too many for chance.

    Sentences in which nothing is heard are not counted, so that filler does not hide a paste.
    """
    heard_in = {place: own.sentence.tokens for place, own in readings.items() if own.heard}
    sources = (rubric.prompt, rubric.hidden)
    like = [p for p, tokens in heard_in.items() if any(source.resembled(tokens) for source in sources)]
    return like if len(like) > min(_FEW_ALIKE, _ALIKE_SHARE * len(heard_in)) else ()


def _alone(sentence: Sentence, original: str, rubric: CompiledRubric) -> Reading:
    tokens = sentence.tokens
    copied = rubric.prompt.copied(tokens) | rubric.hidden.copied(tokens)
    spans = rubric.matcher.spans(tokens, copied)
    barred = tuple(_barred(sentence, original[sentence.start : sentence.end], rubric))
    if barred or sentence.heading:
        return Reading(sentence, Level.ABSENT, copied, spans, (), barred)
    hollow = tuple(_hollow(tokens))
    limit = _limit(sentence, hollow=bool(hollow))
    return Reading(sentence, limit, copied, spans, heard(tokens, spans, rubric), hollow)


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
    if is_management(tokens):
        # A promise in such words is told as what it is: that its author can mend.
        yield Signal.PROMISE if phrases.is_promise(tokens) else Signal.MANAGEMENT
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
