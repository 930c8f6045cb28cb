"""Rubrics compiled once and kept for a while, for every grader of a process."""

from collections import OrderedDict
from threading import Lock

from bot.domain.scenario import Scenario
from bot.grading.rubric import CompiledRubric, compile_rubric

_KEPT = 128
"""More than are shipped: grading them in turn with fewer compiles one for each grade, at 40 times its cost.
One takes two thirds of a megabyte."""


class Rubrics:
    """The compiled rubric of a scenario, by all its words. Threads may share one."""

    def __init__(self) -> None:
        self._compiled: OrderedDict[str, CompiledRubric] = OrderedDict()
        self._lock = Lock()

    def of(self, scenario: Scenario) -> CompiledRubric:
        key = scenario.digest
        with self._lock:
            if key not in self._compiled:
                self._compiled[key] = compile_rubric(scenario)
                if len(self._compiled) > _KEPT:
                    self._compiled.popitem(last=False)
            self._compiled.move_to_end(key)
            return self._compiled[key]
