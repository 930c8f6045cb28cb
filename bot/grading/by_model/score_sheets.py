"""The grader's own vocabulary, where a scenario doesn't use it: criteria and checks by name, and marks."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bot.grading.rubric import CompiledRubric
from bot.grading.stems import stem
from bot.grading.tokens import Token, words_of
from bot.grading.words import listed

_GRADING = listed(
    """grader graders graded grading regrade rubric rubrics evaluator evaluators rater raters adjudicated
    adjudication interviewer interviewers examiner examiners committee panellist panelist marker markers"""
)
_GRADING_TERMS = re.compile(
    r"\b(?:strong yes|lean (?:yes|no)|red lines?"
    r"|(?:senior|top|highest|best possible) (?:levels?|answers?|marks?|bands?)"
    r"|(?:this|my) (?:text|answer) (?:is|was|got|gets|has|lacks)|all (?:the )?checks"
    r"|whoever (?:reads|evaluates|marks)|(?:the )?reader (?:nods|agrees|sees|is convinced)"
    r"|be (?:as )?generous|test cases? (?:for|of) (?:the|this))\b"
)
_MARK = r"(?:4|four|yes|met|senior|strong|passed|true|top|full|3)"
_ROW = re.compile(r"\b(4|four|senior|yes|met|strong)(?:(?: and)? \1\b){2,}")
_LEAST_NAMED = 3


@dataclass(frozen=True, slots=True)
class ScoreSheet:
    names: re.Pattern[str]
    marked: re.Pattern[str]
    """A criterion or check by its name, with a mark beside it."""
    grading: frozenset[str]
    """Stems that the scenario never uses."""

    @classmethod
    def of(cls, rubric: CompiledRubric) -> "ScoreSheet":
        criteria = [criterion for criterion, _ in rubric.criteria]
        ids = [criterion.id for criterion in criteria] + [c.id for own in criteria for c in own.checks]
        grading = frozenset(map(stem, _GRADING)) - rubric.vocabulary
        return cls(*_patterns(tuple(ids)), grading)

    def speaks_of_grading(self, tokens: Sequence[Token]) -> bool:
        if any(token.stem in self.grading for token in tokens):
            return True
        return bool(_GRADING_TERMS.search(" ".join(token.word for token in tokens)))

    def is_filled_in(self, said: str) -> bool:
        """Whether the words are marks in a row, or names of the rubric with marks."""
        if _ROW.search(said):
            return True
        marked = {match[1] for match in self.marked.finditer(said)}
        named = set(self.names.findall(said))
        return len(marked) > 1 or (len(named) >= _LEAST_NAMED and len(" ".join(named)) * 2 > len(said))


@lru_cache(maxsize=64)
def _patterns(ids: Iterable[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = sorted({" ".join(token.word for token in words_of(name)) for name in ids}, key=len, reverse=True)
    names = "|".join(map(re.escape, words))
    return re.compile(rf"\b({names})\b"), re.compile(rf"\b({names}) (?:\w+ ){{0,2}}?{_MARK}\b")
