"""Model graders over models in memory."""

from bot.domain.scenario import Scenario
from bot.grading.by_model.desk import Desk, Prepared
from bot.grading.by_model.grader import ModelGrader
from bot.grading.by_model.ladder import Ladder
from bot.ports import Model
from bot.testing import FakeClock


class KeepingDesk(Desk):
    """Prepares each text once, however often it's graded."""

    def __init__(self) -> None:
        super().__init__()
        self._kept: dict[tuple[str, str], Prepared] = {}

    def prepare(self, scenario: Scenario, text: str) -> Prepared:
        key = (scenario.digest, text)
        if key not in self._kept:
            self._kept[key] = super().prepare(scenario, text)
        return self._kept[key]


def grader_of(model: Model, desk: Desk | None = None, second: Model | None = None) -> ModelGrader:
    return ModelGrader(Ladder(model, second, FakeClock()), desk=desk)
