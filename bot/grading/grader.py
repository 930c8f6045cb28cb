"""The offline checker behind the grader's port."""

from asyncio import to_thread

from bot.domain.grade import GradeOutcome
from bot.domain.scenario import Scenario
from bot.grading.checker import OfflineChecker


class AutomaticGrader:
    """Grades with no model. The check is computation, so it's kept off the event loop."""

    def __init__(self) -> None:
        self._checker = OfflineChecker()

    async def grade(self, scenario: Scenario, text: str) -> GradeOutcome:
        return await to_thread(self._checker.grade, scenario, text)
