"""How much waits for a reader, in words."""

from collections.abc import Sequence
from datetime import datetime

from bot.domain.review import Case, RoundCase
from bot.practice.reviews.letters import how_long
from bot.practice.reviews.queue import Queue


def waiting_lines(queue: Queue, now: datetime) -> list[str]:
    lines = []
    if queue.ready:
        lines.append(f"{counted(queue.ready)}, {how_long(queue.ready, now)}.")
    overdue = [case for case in queue.ready if _is_overdue(case, now)]
    if overdue:
        lines.append(f"{counted(overdue)} longer than the week that their authors were told.")
    if queue.later:
        lines.append(f"{counted(queue.later)} for your own debrief on its scenario, or for its deadline.")
    if queue.own:
        whose = "One of your own waits" if len(queue.own) == 1 else f"{len(queue.own)} of your own wait"
        lines.append(f"{whose} for somebody else's ruling.")
    return lines


def _is_overdue(case: Case | RoundCase, now: datetime) -> bool:
    return any(now >= review.overdue_at for review in case.reviews)


def counted(cases: Sequence[Case | RoundCase]) -> str:
    """How many wait, in figures."""
    rounds = sum(isinstance(case, RoundCase) for case in cases)
    what = "mock round" if rounds == len(cases) else "answer"
    if len(cases) == 1:
        return f"1 {what} waits"
    both = 0 < rounds < len(cases)
    return f"{len(cases)} answers and mock rounds wait" if both else f"{len(cases)} {what}s wait"
