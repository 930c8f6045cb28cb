"""Every answer that is due and has no grade, with why: for an operator who asks where one has gone."""

from datetime import datetime

from bot.domain.answer import WaitsFor
from bot.practice.core import Core
from bot.practice.grader_sheet import WAITS, at
from bot.store.grader_figures import DueAnswer

NOTHING_WAITS = "No answer waits for its grade."
IN_HAND = "in hand since {taken}, by a worker that has until {until}"
GONE = "whoever had it in hand since {taken} is gone; it is taken up again in its turn"
NOT_YET = "its turn has yet to come"


async def waiting_sheet(core: Core) -> list[str]:
    now = core.clock.now()
    async with core.store.work() as work:
        due = await work.grader.due(now)
    return [line(one, now) for one in due] or [NOTHING_WAITS]


def line(one: DueAnswer, now: datetime) -> str:
    failed = "1 failure" if one.failures == 1 else f"{one.failures} failures"
    place = f"answer {one.id}: group {one.group} ({one.group_name}), post {one.post} ({one.scenario})"
    return f"{place}, due since {at(one.since)}, {failed}; {_why(one, now)}"


def _why(one: DueAnswer, now: datetime) -> str:
    until = one.taken_until
    if one.waits_for is not WaitsFor.NOTHING:
        again = at(until) if until and until > now else "in its turn"
        return f"it waits {WAITS[one.waits_for]}, next try: {again}"
    if until is None or one.taken_at is None:
        return NOT_YET
    said = IN_HAND if until > now else GONE
    return said.format(taken=at(one.taken_at), until=at(until))
