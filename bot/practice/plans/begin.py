"""Begins what a member's plan has for today: its scenario as a mock round, or a round of its kind."""

from bot.domain.cards import Card, Note
from bot.domain.happenings import CommandGiven
from bot.domain.plan import Doing, Plan, PlanDay
from bot.domain.round import BEGUN_WITHIN, MOST_BEGUN
from bot.domain.round_kinds import Kind
from bot.practice.core import Core
from bot.practice.packs.lookup import readable_in
from bot.practice.plans.known import Whose
from bot.practice.plans.words import LIGHT, LOOP, NOTHING_NEW
from bot.practice.rounds import words
from bot.practice.rounds.begin import Beginning, begin_round, choose
from bot.store.work import Work

NOT_YET = (
    "Your plan hasn't begun: there is time. `/debrief plan` says when it does; "
    "until then the group's daily scenario is practice enough."
)
RESTS = (
    "Today is a day of rest in your plan. Nothing was begun. `/debrief mock` begins a round if you want one."
)
FOR = {
    Doing.REST: RESTS,
    Doing.LOOP: f"Today is for {LOOP}.",
    Doing.LIGHT: f"Today is {LIGHT}.",
    Doing.NOTHING_NEW: f"For today {NOTHING_NEW}. `/debrief mock` asks one again that was longest ago.",
}


async def begin_today(core: Core, plan: Plan, whose: Whose, given: CommandGiven) -> Card:
    """Raises nothing of its own: what isn't begun is said. A command delivered twice begins one round."""
    today = next((it for it in plan.days if it.on == whose.today), None)
    if today is None:
        return Note(NOT_YET)
    if today.doing not in (Doing.SCENARIO, Doing.ROUND):
        return Note(FOR[today.doing])
    async with core.store.work() as work:
        refused = await _not_now(work, whose)
        if refused is not None:
            return refused
        return await _begin(core, work, today, whose, given)


async def _not_now(work: Work, whose: Whose) -> Card | None:
    running = await work.rounds.live(whose.person)
    if running is not None:
        return words.running(running, await work.posts.scenario(running.scenario_hash))
    begun = await work.rounds.begun(whose.person, whose.now - BEGUN_WITHIN)
    often = len(begun) >= MOST_BEGUN
    return words.often(begun[-MOST_BEGUN] + BEGUN_WITHIN - whose.now) if often else None


async def _begin(core: Core, work: Work, it: PlanDay, whose: Whose, given: CommandGiven) -> Card:
    source, kind = given.source, it.kind or Kind.CASE
    installation = await work.groups.installation(source.platform, source.installation_ref)
    if installation is None:
        return words.NOWHERE
    if it.scenario is not None:
        scenario = await readable_in(core, work, whose.group, it.scenario.id)
    else:
        scenario = await choose(core, work, whose.group, whose.person, kind)
    if scenario is None:
        return words.NO_SCENARIO
    wanted = Beginning(
        whose.group, whose.person, installation, given.account.scope, source.event_ref, given.given_at, kind
    )
    if await begin_round(core, work, wanted, scenario) is None:
        # Somebody typed it twice at once, or the platform delivered it again.
        return await _not_now(work, whose) or words.OVER
    return Note(words.STARTED if given.channel_ref else words.STARTED_HERE)
