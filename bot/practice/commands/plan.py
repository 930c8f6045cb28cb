"""`plan`: what each day until an interview is for."""

from bot.domain.cards import Card, Note
from bot.domain.ids import ScenarioId
from bot.domain.plan import Plan, PlanWish
from bot.domain.plan_days import lay_out
from bot.domain.plan_typed import InterviewOn, RestOn, Word, plan_asked
from bot.errors import UserMustAct
from bot.practice.commands.asked import Asked
from bot.practice.packs.lookup import titles_in
from bot.practice.plans.begin import begin_today
from bot.practice.plans.known import Whose, known_of
from bot.practice.plans.sheet import all_weeks, next_days, usual

OVER = (
    "Your interview was on {on}: I hope that it went well. "
    "`/debrief plan 2026-12-20`, with a new date, lays out another plan; "
    "`/debrief plan off` takes this one away."
)
DATE_FIRST = (
    "Say first when your interview is. Nothing was changed. "
    "Type `/debrief plan 2026-12-20`, with your date, or `/debrief plan in 6 weeks`."
)
OFF = "Your plan is gone. What you answered, and what came of it, stays as it was."
NONE = "You have no plan, so nothing was changed. `/debrief plan in 30 days` lays one out."


async def plan(it: Asked) -> Card:
    """Show it, change what it is laid out for, or begin what is for today."""
    whose = Whose(it.group.id, it.member.person, it.here.zone, it.now)
    asked = plan_asked(it.plain, whose.today)
    match asked:
        case InterviewOn() | RestOn():
            await _change(it, whose, asked)
            return await _shown(it, whose, Word.NEXT)
        case Word.OFF:
            return await _off(it, whose)
        case _:
            return await _shown(it, whose, asked)


async def _change(it: Asked, whose: Whose, asked: InterviewOn | RestOn) -> None:
    async with it.core.store.work() as work:
        before = await work.plans.of(whose.group, whose.person)
    if isinstance(asked, InterviewOn):
        wish = PlanWish(asked.day, before.rest if before else frozenset())
    elif before is None:
        raise UserMustAct(DATE_FIRST)
    else:
        wish = PlanWish(before.interview, asked.weekdays)
    await it.once()
    async with it.core.store.work() as work:
        await work.plans.put(whose.group, whose.person, wish, it.now)


async def _off(it: Asked, whose: Whose) -> Card:
    await it.once()
    async with it.core.store.work() as work:
        gone = await work.plans.drop(whose.group, whose.person)
    return Note(OFF if gone else NONE)


async def _shown(it: Asked, whose: Whose, word: Word) -> Card:
    async with it.core.store.work() as work:
        kept = await work.plans.of(whose.group, whose.person)
        if kept is not None and kept.interview <= whose.today:
            return Note(OVER.format(on=kept.interview))
        found = lay_out(kept or usual(whose.today), await known_of(it.core, work, whose), whose.today)
        titles = await titles_in(it.core, work, whose.group)
    return await _card(it, whose, word, found, titles, kept=kept is not None)


async def _card(
    it: Asked, whose: Whose, word: Word, found: Plan, titles: dict[ScenarioId, str], *, kept: bool
) -> Card:
    match word:
        case Word.TODAY:
            return await begin_today(it.core, found, whose, it.given)
        case Word.WEEKS:
            return all_weeks(found, titles, whose.today, kept=kept)
        case _:
            return next_days(found, titles, whose.today, kept=kept)
