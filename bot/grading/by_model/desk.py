"""Everything about one answer that is known before a model is asked."""

from dataclasses import dataclass

from bot.domain.grade import CriterionGrade
from bot.domain.scenario import Scenario
from bot.grading.bands import verdict
from bot.grading.by_model.detectors import look_over
from bot.grading.by_model.intake import Clean, clean
from bot.grading.by_model.signs import Signs
from bot.grading.evidence import read
from bot.grading.language import is_english
from bot.grading.levels import grade_criteria
from bot.grading.red_lines import grade_red_lines
from bot.grading.rubric import CompiledRubric
from bot.grading.rubrics import Rubrics


@dataclass(frozen=True, slots=True)
class AutomaticWord:
    """What the automatic check would have said: a second opinion that can't be talked round."""

    score: int
    criteria: tuple[CriterionGrade, ...]


@dataclass(frozen=True, slots=True)
class Prepared:
    scenario: Scenario
    rubric: CompiledRubric
    answer: Clean
    signs: Signs
    automatic: AutomaticWord | None
    """None for a language that it can't read."""

    @property
    def shown_without(self) -> frozenset[int]:
        """Sentences that a second reading isn't shown: those meant for the grader, and those beside them.

        Words for the grader come in more than one sentence, and not each of them gives itself away.
        """
        beside = (place + step for place in self.signs.aside for step in (-1, 0, 1))
        return frozenset(range(len(self.answer.sentences))).intersection(beside)


class Desk:
    """Prepares answers. It's computation, a hundredth of a second each; threads may share one."""

    def __init__(self) -> None:
        self._rubrics = Rubrics()

    def prepare(self, scenario: Scenario, text: str) -> Prepared:
        rubric = self._rubrics.of(scenario)
        answer = clean(text)
        readings = read(answer.sentences, answer.text, rubric)
        tokens = [token for sentence in answer.sentences for token in sentence.tokens]
        word = None
        if is_english(answer.text, tokens, rubric.vocabulary):
            criteria = grade_criteria(readings, answer.text, rubric)
            score, _ = verdict(scenario, criteria, grade_red_lines(readings, answer.text, rubric))
            word = AutomaticWord(score, criteria)
        return Prepared(scenario, rubric, answer, look_over(answer, readings, rubric), word)
