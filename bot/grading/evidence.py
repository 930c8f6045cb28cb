"""Which sentences of an answer may count, how far each can carry, and what a reviewer is told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.domain.grade import Level
from bot.grading import phrases
from bot.grading.cues import Spans
from bot.grading.hearing import Heard, heard
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
_FEW_BARE, _FEW_SHARE, _MANY_SHARE = 3, 0.35, 0.2
"""Bare cues in an honest answer: so many, and this part of what tells in it; in a long one, a smaller part."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One sentence as evidence."""

    sentence: Sentence
    limit: Level
    """The highest level that it can carry."""
    copied: frozenset[int]
    """Places of words that are the scenario's own; they carry nothing."""
    spans: Spans
    heard: tuple[Heard, ...]
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
    telling = [bool(_top(readings[place]) >= Level.REASONED) for place in once]
    for place in stuffed(words, covered, telling):
        readings[once[place]] = _lowered(readings[once[place]], Level.NAMED, Signal.LIST)
    return tuple(_without_fragments(readings))


def _top(reading: Reading) -> Level:
    """The highest level heard, as far as the sentence may carry it."""
    return min(reading.limit, max((h.level for h in reading.heard), default=Level.ABSENT))


def _said(reading: Reading) -> Level:
    """The highest level heard with words of its own round the cue."""
    return min(reading.limit, max((h.level for h in reading.heard if not h.bare), default=Level.ABSENT))


def _without_fragments(readings: Sequence[Reading]) -> Iterator[Reading]:
    """A bare cue here and there is terse style; an answer that rests on them has said nothing."""
    telling = [reading for reading in readings if _top(reading) >= Level.REASONED]
    bare = sum(_said(reading) < _top(reading) for reading in telling)
    most = _highest_bare(bare, len(telling))
    for reading in readings:
        limit = max(_said(reading), most)
        yield _lowered(reading, limit, Signal.BARE) if limit < _top(reading) else reading


def _highest_bare(bare: int, telling: int) -> Level:
    """What a bare cue may carry, by how many there are among the sentences that tell."""
    if bare <= 1 or (bare <= _FEW_BARE and bare <= _FEW_SHARE * telling) or bare <= _MANY_SHARE * telling:
        return Level.SENIOR
    return Level.REASONED if bare <= _FEW_BARE else Level.NAMED


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
