"""A plan as a card: the next days one by one, the rest as a shape, or all of it by week."""

from datetime import date

from bot.domain.calendar import DAY
from bot.domain.card_parts import Section
from bot.domain.cards import SheetCard
from bot.domain.plan import LONGEST, USUAL, Plan, PlanWish
from bot.domain.plan_shape import begins
from bot.practice.plans.words import Titles, by_week, day_line, week_line, why
from bot.practice.schedule_words import day as in_words
from bot.practice.schedule_words import days as days_in_words

SHOWN = 7
BEGIN_IT = "`/debrief plan today` begins what is for today."
NO_DATE = (
    "No interview is set, so this is laid out as if it were in 30 days. "
    "`/debrief plan 2026-12-20`, with your date, or `/debrief plan in 6 weeks` keeps it."
)
ANEW = "It is laid out anew from your results at each look."
CHANGE_IT = f"{ANEW} More: `/debrief plan weeks`, `/debrief plan rest sat sun`, `/debrief plan off`."
CHANGE_WEEKS = (
    f"{ANEW} `/debrief plan` shows the next {SHOWN} days. More: `/debrief plan rest sat sun`, "
    "`/debrief plan off`."
)


def usual(today: date) -> PlanWish:
    """For whoever has set none."""
    return PlanWish(today + USUAL)


def next_days(plan: Plan, titles: Titles, today: date, *, kept: bool) -> SheetCard:
    shown, later = plan.days[:SHOWN], plan.days[SHOWN:]
    first = Section(f"The next {len(shown)} days", tuple(day_line(it, titles) for it in shown))
    rest = tuple(week_line(week) for week in by_week(later))
    sections = [_when(plan.wish, today, kept=kept), first]
    if len(shown) == 1:
        sections[1] = Section("The one day left", first.lines)
    if rest:
        sections.append(Section("After that", rest))
    return SheetCard("Your plan", (*sections, why(plan)), f"{BEGIN_IT} {CHANGE_IT}")


def all_weeks(plan: Plan, titles: Titles, today: date, *, kept: bool) -> SheetCard:
    weeks = by_week(plan.days)
    sections = (
        Section(week_line(week), tuple(day_line(it, titles) for it in week), folded=place > 1)
        for place, week in enumerate(weeks)
    )
    return SheetCard(
        "Your plan, week by week", (_when(plan.wish, today, kept=kept), *sections, why(plan)), CHANGE_WEEKS
    )


def _when(wish: PlanWish, today: date, *, kept: bool) -> Section:
    left = (wish.interview - today).days
    lines = [f"{in_words(wish.interview)} {wish.interview.year}, in {left} {'day' if left == 1 else 'days'}."]
    if not kept:
        lines = [NO_DATE]
    if wish.rest:
        lines.append(f"Days of rest: {days_in_words(wish.rest)}.")
    first = begins(wish, today)
    if first > today:
        weeks = LONGEST // (DAY * 7)
        lines.append(
            f"It begins {weeks} weeks before, on {in_words(first)}. "
            "Until then the group's daily scenario is practice enough."
        )
    return Section("Your interview", tuple(lines))
