"""The automatic check: a first, honest grade without a model."""

from bot.domain.answering import long_enough
from bot.domain.grade import (
    Graded,
    GradeOutcome,
    GraderKind,
    Provenance,
    Ungraded,
    UngradedReason,
)
from bot.domain.scenario import Scenario
from bot.grading.advice import follow_up_id, one_change
from bot.grading.bands import verdict
from bot.grading.evidence import read
from bot.grading.language import is_english
from bot.grading.levels import grade_criteria
from bot.grading.red_lines import grade_red_lines
from bot.grading.rubrics import Rubrics
from bot.grading.sentences import split_sentences
from bot.grading.signals import flags

GRADER = "offline-checker/1"
_TOO_SHORT = (
    "That is too short to grade: a sentence or two on what you would do, and why, is enough to begin."
)
_NOT_ENGLISH = (
    "The automatic check reads English only, so it has not graded this. "
    "Your answer is kept, and it counts as given."
)


class OfflineChecker:
    """Grades by the rubric's cues. It sees words and their order, not whether a thought is right.

    The same text and the same rubric always give the same grade. Threads may share one checker.
    """

    def __init__(self) -> None:
        self._rubrics = Rubrics()

    def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        """The grade, or why there is none."""
        rubric = self._rubrics.of(scenario)
        provenance = Provenance(GraderKind.AUTOMATIC, GRADER, rubric.rubric_hash)
        if not long_enough(text):
            return Ungraded(UngradedReason.TOO_SHORT, _TOO_SHORT, provenance)
        sentences = split_sentences(text)
        tokens = [token for sentence in sentences for token in sentence.tokens]
        if not is_english(text, tokens, rubric.vocabulary):
            return Ungraded(UngradedReason.UNSUPPORTED_LANGUAGE, _NOT_ENGLISH, provenance)
        readings = read(sentences, text, rubric)
        criteria = grade_criteria(readings, text, rubric)
        red_lines = grade_red_lines(readings, text, rubric)
        score, band = verdict(scenario, criteria, red_lines)
        return Graded(
            band=band,
            score=score,
            criteria=criteria,
            red_lines=red_lines,
            provenance=provenance,
            flags=flags((signal for reading in readings for signal in reading.signals), text),
            one_change=one_change(scenario, criteria, red_lines),
            follow_up_id=follow_up_id(scenario, criteria),
        )
