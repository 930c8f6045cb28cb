"""Days of a plan, in words."""

from collections import Counter
from collections.abc import Mapping, Sequence

from bot.domain.calendar import DAY
from bot.domain.card_parts import Section
from bot.domain.competency import Competency
from bot.domain.ids import ScenarioId
from bot.domain.plan import Doing, Plan, PlanDay
from bot.domain.round_kinds import FORMATS
from bot.domain.systems import SYSTEMS

Titles = Mapping[ScenarioId, str]

LIGHT = "light: read two of your debriefs (`/debrief history`), and rest"
REST = "rest"
LOOP = "a full loop: `/debrief mock full`, at once or over days"
NOTHING_NEW = "nothing new is left: `/debrief ask` takes a question of your own"
_COUNTED = {
    Doing.SCENARIO: ("scenario", "scenarios"),
    Doing.ROUND: ("round", "rounds"),
    Doing.LOOP: ("full loop", "full loops"),
    Doing.LIGHT: ("light day", "light days"),
    Doing.NOTHING_NEW: ("day with nothing new", "days with nothing new"),
    Doing.REST: ("day of rest", "days of rest"),
}


def day_line(it: PlanDay, titles: Titles) -> str:
    return f"{it.on:%a} {it.on.day} {it.on:%b} · {for_what(it, titles)}"


def for_what(it: PlanDay, titles: Titles) -> str:
    match it.doing:
        case Doing.SCENARIO if it.scenario and it.competency:
            title = titles.get(it.scenario.id, it.scenario.id)
            system = SYSTEMS[it.scenario.system].name
            return f"{it.competency.label}: “{title}” ({system})"
        case Doing.ROUND if it.kind:
            return f"{FORMATS[it.kind].title}, a mock round: `/debrief mock {it.kind}`"
        case Doing.LOOP:
            return LOOP
        case Doing.LIGHT:
            return LIGHT
        case Doing.REST:
            return REST
        case _:
            return NOTHING_NEW


def by_week(days: Sequence[PlanDay]) -> list[tuple[PlanDay, ...]]:
    """Monday to Sunday; the first and the last may be shorter."""
    weeks: dict[object, list[PlanDay]] = {}
    for it in days:
        weeks.setdefault(it.on - DAY * it.on.weekday(), []).append(it)
    return [tuple(week) for week in weeks.values()]


def week_line(week: Sequence[PlanDay]) -> str:
    counted = Counter(it.doing for it in week)
    parts = [
        f"{counted[doing]} {_COUNTED[doing][counted[doing] > 1]}" for doing in _COUNTED if counted[doing]
    ]
    first = week[0].on
    return f"From {first:%a} {first.day} {first:%b}: {', '.join(parts)}"


def why(plan: Plan) -> Section:
    """What it was laid out for, and what it can't do."""
    lines = [_first(plan)]
    if plan.squeezed:
        lines.append("Days are few, so rounds gave way to scenarios for what is weak.")
    if plan.unreached:
        missing = ", ".join(it.label.lower() for it in plan.unreached)
        lines.append(f"Not reached, for want of days or of scenarios that are new to you: {missing}.")
    if plan.gives_out:
        on = plan.gives_out
        lines.append(
            f"From {on:%a} {on.day} {on:%b} on there is nothing left here that you haven't seen. "
            "Questions of your own, and stories told again, are worth more then than scenarios seen twice."
        )
    lines.append("The group's daily scenario comes besides, and isn't counted on.")
    return Section("What it is laid out for", tuple(lines))


def _first(plan: Plan) -> str:
    """Naming all seven would say no more than that."""
    if not plan.weak:
        return "Nothing of yours is weak just now, so all seven competencies come in turn."
    if len(plan.weak) == len(Competency):
        return "All seven competencies are below strong, or were never tested, so they come in turn."
    weak = ", ".join(it.label.lower() for it in plan.weak)
    return f"What is below strong, or was never tested, comes first: {weak}."
