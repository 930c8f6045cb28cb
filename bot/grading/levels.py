"""From sentences that may count to a level for each criterion."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bot.domain.grade import CriterionGrade, Finding, Level
from bot.grading.advice import missing
from bot.grading.hearing import heard
from bot.grading.reading import Reading
from bot.grading.rubric import CompiledRubric
from bot.grading.words import listed

_CRITERIA_PER_SENTENCE = 2
_QUOTES = 2
_LONGEST_PAIR = 30
_REFERRING = listed(
    """this that these those it its they them their he she his her there so then and but because otherwise
    both neither none same such which who instead until below above if"""
)
"""Words by which a sentence takes up the one before it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A sentence, or two that belong together, by which an answer shows a level of a criterion."""

    criterion: int
    cue: int
    sentences: tuple[int, ...]
    level: Level


def grade_criteria(
    readings: Sequence[Reading], original: str, rubric: CompiledRubric
) -> tuple[CriterionGrade, ...]:
    """Each criterion's level, with the member's words that show it."""
    evidence = _shared_out([*_hits(readings), *_joint_hits(readings, rubric)], rubric)
    return tuple(
        _grade(place, [hit for hit in evidence if hit.criterion == place], readings, original, rubric)
        for place in range(len(rubric.criteria))
    )


def _hits(readings: Sequence[Reading]) -> Iterator[Hit]:
    for place, reading in enumerate(readings):
        if reading.limit is not Level.ABSENT:
            for sign in reading.heard:
                yield Hit(sign.criterion, sign.cue, (place,), min(sign.level, reading.limit))


def _joint_hits(readings: Sequence[Reading], rubric: CompiledRubric) -> Iterator[Hit]:
    """A thought that the next sentence takes up: "The coast gets worse. Those masts keep the old version"."""
    for place, (first, second) in enumerate(pairwise(readings)):
        if not _belong_together(first, second):
            continue
        tokens = (
            *first.sentence.tokens,
            replace(second.sentence.tokens[0], mark="."),
            *second.sentence.tokens[1:],
        )
        copied = first.copied | {len(first.sentence.tokens) + own for own in second.copied}
        for sign in heard(tokens, rubric.matcher.spans(tokens, copied), rubric):
            if not sign.bare:
                yield Hit(sign.criterion, sign.cue, (place, place + 1), min(sign.level, Level.STRONG))


def _belong_together(first: Reading, second: Reading) -> bool:
    return (
        first.limit is Level.SENIOR
        and second.limit is Level.SENIOR
        and second.sentence.tokens[0].word in _REFERRING
        and len(first.sentence.tokens) + len(second.sentence.tokens) <= _LONGEST_PAIR
    )


def _shared_out(hits: Sequence[Hit], rubric: CompiledRubric) -> list[Hit]:
    """The hits that remain when no sentence speaks for more than two criteria.

    The highest level is served first, then the criterion with the fewest sentences to choose from.
    """
    choices = Counter((c, level) for c, level, _ in {(h.criterion, h.level, h.sentences) for h in hits})

    def order(hit: Hit) -> tuple[int, int, int, int, int, int]:
        weight = rubric.criteria[hit.criterion][0].weight
        few = choices[hit.criterion, hit.level]
        return (-hit.level, len(hit.sentences), few, -weight, hit.criterion, hit.sentences[0])

    serves: dict[int, set[int]] = {}
    kept: list[Hit] = []
    for hit in sorted(hits, key=order):
        served = [serves.setdefault(place, set()) for place in hit.sentences]
        if all(hit.criterion in criteria or len(criteria) < _CRITERIA_PER_SENTENCE for criteria in served):
            kept.append(hit)
            for criteria in served:
                criteria.add(hit.criterion)
    return kept


def _grade(
    place: int, hits: Sequence[Hit], readings: Sequence[Reading], original: str, rubric: CompiledRubric
) -> CriterionGrade:
    level, sure = _level(hits)
    ordered = sorted(hits, key=lambda hit: (-hit.level, len(hit.sentences)))
    shown = list(dict.fromkeys(sentence for hit in ordered for sentence in hit.sentences))[:_QUOTES]
    quotes = tuple(readings[sentence].sentence.quote(original) for sentence in shown)
    finding = Finding.NOT_FOUND if level is Level.ABSENT else Finding.FOUND if sure else Finding.UNSURE
    criterion = rubric.criteria[place][0]
    return CriterionGrade(criterion.id, level, finding, quotes, missing(level))


def _level(hits: Sequence[Hit]) -> tuple[Level, bool]:
    """The level shown, and whether more than one sign shows it.

    Four needs a sentence of that level and another that stands at three without it: a consequence or an
    owner counts on top of a strong answer and is not a substitute for one.
    """
    top = max((hit.level for hit in hits), default=Level.ABSENT)
    if top is Level.SENIOR and not _is_supported(hits):
        top = Level.STRONG
    signs = {(hit.cue, hit.sentences) for hit in hits if hit.level >= max(Level.NAMED, top - 1)}
    return top, len(signs) > 1


def _is_supported(hits: Sequence[Hit]) -> bool:
    seniors = [hit for hit in hits if hit.level is Level.SENIOR]
    strong = [hit for hit in hits if hit.level >= Level.STRONG]
    return any(set(own.sentences).isdisjoint(other.sentences) for own in seniors for other in strong)
