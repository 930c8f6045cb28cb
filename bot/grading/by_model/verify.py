"""Believes nothing that a reply says of an answer before it was found in the answer."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.domain.grade import CheckGrade, Level, Met
from bot.domain.scenario import Criterion
from bot.grading.by_model.found import Breadth, CriterionFound, Found, RedLineFound
from bot.grading.by_model.intake import Clean
from bot.grading.by_model.reply import CriterionReply, ModelReply, RedLineReply
from bot.grading.by_model.wording import Span, Wording
from bot.grading.overlap import Sources
from bot.grading.rubric import CompiledRubric
from bot.grading.tokens import words_of

LEAST_WORDS = 4
"""Of a quote, unless the sentence that it's from has fewer."""
LEAST_FOR_STRONG = 8
"""Words of all quotes together by which strong and senior are believed."""
_MOST_BORROWED = 0.6
_MOST_CRITERIA = 4
"""Criteria for which one and the same passage may speak."""
_LEFT_OUT = re.compile(r"\s*(?:\[\s*)?(?:\.\.\.|\u2026)(?:\s*\])?\s*")


class Verifier:
    """Holds replies against one answer. `barred` are places of sentences that are evidence of nothing."""

    def __init__(self, answer: Clean, rubric: CompiledRubric, barred: Collection[int]) -> None:
        self._answer = answer
        self._wording = Wording.of(answer.text)
        self._rubric = rubric
        self._barred = [answer.sentences[place] for place in barred]

    def verify(self, reply: ModelReply) -> Found:
        located = [
            [span for quote in said.quotes if (span := self._located(quote))] for said in reply.criteria
        ]
        kept = list(self._kept(located))
        criteria = tuple(
            self._criterion(criterion, said, spans)
            for (criterion, _), said, spans in zip(self._rubric.criteria, reply.criteria, kept, strict=True)
        )
        bearing = [
            spans for found, spans in zip(criteria, kept, strict=True) if found.level >= Level.REASONED
        ]
        return Found(
            criteria,
            tuple(self._red_line(line) for line in reply.red_lines),
            reply.one_change,
            offered=sum(len(said.quotes) for said in reply.criteria),
            verified=sum(map(len, located)),
            breadth=self._breadth(bearing),
        )

    def _kept(self, located: Iterable[list[Span]]) -> Iterator[list[Span]]:
        """Of the passages for each criterion those that are evidence, none for too many criteria."""
        used: Counter[Span] = Counter()
        for spans in located:
            kept = [
                span
                for span in self._distinct(filter(self._is_evidence, spans))
                if used[span] < _MOST_CRITERIA
            ]
            used.update(kept)
            yield kept

    def _breadth(self, bearing: Sequence[list[Span]]) -> Breadth:
        spans = {span for own in bearing for span in own}
        reach = 1 + max(span.last for span in spans) - min(span.first for span in spans) if spans else 0
        return Breadth(len(bearing), len(spans), reach / max(1, len(self._wording.words)))

    def _criterion(self, criterion: Criterion, said: CriterionReply, kept: Sequence[Span]) -> CriterionFound:
        level = min(said.level, open_level(criterion, said.checks), _carried(kept))
        quotes = tuple(self._answer.words(span.start, span.end) for span in kept)
        return CriterionFound(
            said.criterion_id,
            level,
            said.level,
            quotes,
            said.missing,
            said.checks,
            said.confidence,
            frozenset(self._places(kept)),
        )

    def _places(self, spans: Iterable[Span]) -> Iterator[int]:
        for span in spans:
            for place, own in enumerate(self._answer.sentences):
                if own.start < span.end and span.start < own.end:
                    yield place

    def _located(self, quote: str) -> Span | None:
        """Where a quote stands in the answer; one with a gap by its longest part."""
        parts = [span for part in _LEFT_OUT.split(quote) if (span := self._wording.find(part))]
        return max(parts, key=lambda span: span.words, default=None)

    def _is_evidence(self, span: Span) -> bool:
        return self._long_enough(span) and not self._is_barred(span)

    @staticmethod
    def _distinct(spans: Iterable[Span]) -> Iterator[Span]:
        seen: list[Span] = []
        for span in spans:
            if all(span.last < other.first or other.last < span.first for other in seen):
                seen.append(span)
                yield span

    def _long_enough(self, span: Span) -> bool:
        if span.words >= LEAST_WORDS:
            return True
        around = next((s for s in self._answer.sentences if s.start <= span.start < s.end), None)
        return around is not None and len(around.tokens) <= span.words

    def _is_barred(self, span: Span) -> bool:
        within = sum(max(0, min(span.end, s.end) - max(span.start, s.start)) for s in self._barred)
        return 2 * within > span.end - span.start or self._is_borrowed(span)

    def _is_borrowed(self, span: Span) -> bool:
        """The scenario's or the rubric's own words prove nothing."""
        tokens = words_of(self._answer.text[span.start : span.end])
        sources: Sequence[Sources] = (self._rubric.prompt, self._rubric.hidden)
        copied = frozenset().union(*(source.copied(tokens) for source in sources))
        return len(copied) > _MOST_BORROWED * len(tokens)

    def _red_line(self, said: RedLineReply) -> RedLineFound:
        """A line counts as crossed by the member's own words alone; without them it's unclear."""
        span = self._wording.find(said.quote) if said.quote else None
        if span is None or not self._long_enough(span):
            crossed = Met.UNCLEAR if said.crossed is Met.YES else said.crossed
            return RedLineFound(said.red_line_id, crossed, "")
        return RedLineFound(said.red_line_id, said.crossed, self._answer.words(span.start, span.end))


def open_level(criterion: Criterion, answered: Sequence[CheckGrade]) -> Level:
    """The highest level that the checks leave open.

    A level is met when all its checks are answered yes and the levels below are met. One without a check
    is left to the reading itself, as soon as those below are met.
    """
    met = {check.check_id for check in answered if check.met is Met.YES}
    unmet = [check.level for check in criterion.checks if check.id not in met]
    return Level(min(unmet) - 1) if unmet else Level.SENIOR


def _carried(spans: Sequence[Span]) -> Level:
    """The highest level that this much of the member's own words can carry."""
    if not spans:
        return Level.ABSENT
    return Level.SENIOR if sum(span.words for span in spans) >= LEAST_FOR_STRONG else Level.REASONED
