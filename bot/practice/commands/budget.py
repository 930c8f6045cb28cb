"""`budget`: what grading cost today, and the most that it may cost on a day."""

import re

from bot.domain.answer import WaitsFor
from bot.domain.cards import Card, Note
from bot.errors import UserMustAct
from bot.practice.budget import spent_today
from bot.practice.commands.asked import Asked
from bot.practice.set_budget import set_budget

_AMOUNT = re.compile(r"\$?([0-9]{1,5}(?:[.,][0-9]{1,2})?)")
MICROS = 1_000_000
NONE = ("none", "off", "unlimited")


async def budget(it: Asked) -> Card:
    """Tell, or set it from now on."""
    if it.words:
        micros = _typed(it.plain)
        await it.once()
        await set_budget(it.core, it.group.id, it.member.person, micros)
    async with it.core.store.work() as work:
        cap = await work.spending.cap(it.group.id)
        spent = await spent_today(work, it.group.id, it.now)
        waiting = await work.grader.waiting_in(it.group.id, WaitsFor.BUDGET)
    says = [f"Grading has cost this group {dollars(spent)} today."]
    if cap is None:
        says.append("It has no limit of its own. To set one for a day: `/debrief-admin budget 2.50`.")
    else:
        says.append(
            f"The most for a day is {dollars(cap)}; beyond it answers wait for the next day. "
            "For no limit: `/debrief-admin budget none`."
        )
    if waiting:
        says.append(f"{waiting} {'answer waits' if waiting == 1 else 'answers wait'} for money.")
    return Note(" ".join(says))


def dollars(micros: int) -> str:
    """Cents, but for amounts so small that nothing would be left."""
    return f"${micros / MICROS:.2f}" if micros >= MICROS // 100 or not micros else "less than $0.01"


def _typed(words: tuple[str, ...]) -> int | None:
    if len(words) == 1 and words[0] in NONE:
        return None
    found = _AMOUNT.fullmatch(words[0]) if len(words) == 1 else None
    if found is None:
        raise UserMustAct(
            "I can't read that as an amount of dollars. Nothing was changed. "
            "Type for instance `/debrief-admin budget 2.50`, or `/debrief-admin budget none`."
        )
    return round(float(found[1].replace(",", ".")) * MICROS)
