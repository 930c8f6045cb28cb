"""The grader's switch: everything may step it down, and only a person steps it up again."""

import logging
from dataclasses import dataclass

from bot.domain.answer import WaitsFor
from bot.domain.grader_mode import GraderMode, GraderState
from bot.domain.ids import AnswerId, GradeId, GroupId
from bot.domain.points import LedgerKind
from bot.errors import UserMustAct
from bot.practice.core import Core
from bot.practice.pay_band import pay_band
from bot.store.work import Work

log = logging.getLogger(__name__)

BATCH = 200
THE_WATCH = "the watch over the grader"
NO_REASON = "Say why, with --because. Nothing was changed."
NOTHING_GRADED = "Whoever asks to grade again has to return to normal. Nothing was changed."


@dataclass(frozen=True, slots=True)
class Switched:
    """What came of it: answers that no longer wait, grades that were paid, answers to be graded again."""

    before: GraderState
    woken: int = 0
    paid: int = 0
    again: int = 0


async def set_mode(core: Core, mode: GraderMode, by: str, because: str, *, regrade: bool = False) -> Switched:
    """A person's word. Back to normal pays what was frozen, or has it graded again. Raises UserMustAct."""
    reason = because.strip()
    if not reason:
        raise UserMustAct(NO_REASON)
    if regrade and mode is not GraderMode.NORMAL:
        raise UserMustAct(NOTHING_GRADED)
    async with core.store.work() as work:
        before = await work.switch.lock()
        await _change(core, work, GraderState(mode, reason, by))
    woken = await _wake(core) if mode is not GraderMode.OFF else 0
    paid, again = await release(core, regrade=regrade) if mode is GraderMode.NORMAL else (0, 0)
    return Switched(before, woken, paid, again)


async def freeze(core: Core, because: str) -> bool:
    """From normal alone; False when a person or somebody else has stepped down already."""
    async with core.store.work() as work:
        if (await work.switch.lock()).mode is not GraderMode.NORMAL:
            return False
        await _change(core, work, GraderState(GraderMode.FREEZE_RATINGS, because, THE_WATCH))
    log.error("Ratings are frozen: %s A person returns to normal: debrief grader set normal.", because)
    return True


async def _change(core: Core, work: Work, state: GraderState) -> None:
    await work.switch.set(state, core.clock.now())
    log.warning("The grader's switch was set.", extra={"mode": state.mode, "by": state.changed_by})


async def _wake(core: Core) -> int:
    """What still can't be graded goes on waiting, and nobody is told twice."""
    woken = 0
    while True:
        async with core.store.work() as work:
            found = await work.turns.wake(WaitsFor.SWITCH, core.clock.now(), BATCH)
        woken += found
        if found < BATCH:
            return woken


async def release(core: Core, *, regrade: bool = False) -> tuple[int, int]:
    """Pay what was frozen, or have it graded again; nothing while ratings don't move. Repeating is harmless.

    Returns how many were paid and how many are to be graded again.
    """
    paid = again = 0
    last = GradeId(0)
    while True:
        async with core.store.work() as work:
            if (await work.switch.state()).mode is not GraderMode.NORMAL:
                return paid, again
            found = await work.grades.frozen(last, BATCH)
        for group, answer, _ in found:
            if regrade:
                again += await _again(core, group, answer)
            else:
                paid += await _pay(core, group, answer)
        if len(found) < BATCH:
            return paid, again
        last = found[-1][2]


async def _pay(core: Core, group: GroupId, answer_id: AnswerId) -> bool:
    """Unless something else has moved its points since: a ruling stands, and so does a withdrawal."""
    async with core.store.work() as work:
        answer = await work.answers.lock(group, answer_id)
        frozen = [grade for grade in await work.grades.of(group, answer_id) if grade.frozen]
        await work.grades.thaw(group, answer_id)
        if not frozen or answer.timeliness is None:
            return False
        occasion = await work.ledger.occasion(answer)
        since = [grade for grade in frozen if grade.created_at >= occasion.arrived_at]
        if not since or occasion.standing != occasion.arrival:
            return False
        await pay_band(work, answer, since[-1].id, core.clock.now())
        return True


async def _again(core: Core, group: GroupId, answer_id: AnswerId) -> bool:
    """As if it had not been graded: the next grading is the first, and uses no try up."""
    now = core.clock.now()
    async with core.store.work() as work:
        answer = await work.answers.lock(group, answer_id)
        moves = await work.ledger.of_answer(group, answer_id)
        if answer.timeliness is None or any(move.kind is LedgerKind.RULING for move in moves):
            await work.grades.thaw(group, answer_id)
            return False
        if answer.revision != answer.debriefed_revision:
            return False
        await work.grades.supersede(group, answer_id)
        await work.deliveries.drop_pending(group, answer_id)
        due = {"grade_due_at": now, "lease_until": None, "taken_until": None}
        await work.answers.change(answer, gradings=answer.gradings - 1, **due)
        return True
