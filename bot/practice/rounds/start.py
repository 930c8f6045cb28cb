"""`/debrief mock`: chooses a scenario and owes its question. What follows happens in direct messages."""

from datetime import datetime

from bot.domain.cards import Card, Note
from bot.domain.happenings import CommandGiven
from bot.domain.ids import GroupId, PersonId, ScenarioId
from bot.domain.round import BEGUN_WITHIN, MOST_BEGUN
from bot.domain.round_choices import choose_scenario, opening
from bot.domain.scenario import Scenario
from bot.ports import Nudge
from bot.practice.core import Core
from bot.practice.packs.lookup import readable_in
from bot.practice.packs.shelves import entries_in
from bot.practice.rounds import words
from bot.store.rounds import NewRound
from bot.store.work import Work


async def start_round(core: Core, group: GroupId, person: PersonId, given: CommandGiven) -> Card:
    """Begin a round, unless the person is in one. A command that is delivered twice begins one."""
    source = given.source
    async with core.store.work() as work:
        running = await _running(work, person)
        if running is not None:
            return running
        now = core.clock.now()
        often = await _often(work, person, now)
        if often is not None:
            return often
        installation = await work.groups.installation(source.platform, source.installation_ref)
        if installation is None:
            return words.NOWHERE
        scenario = await _choose(core, work, group, person)
        if scenario is None:
            return words.NO_SCENARIO
        new = NewRound(
            group=group,
            person=person,
            installation=installation,
            scope=given.account.scope,
            event_ref=source.event_ref,
            scenario=ScenarioId(scenario.id),
            scenario_hash=scenario.digest,
            started_at=min(given.given_at, now),
        )
        await work.posts.keep_scenarios({scenario.digest: scenario}, now)
        begun = await work.rounds.begin(new, opening(scenario), now, now + core.timings.lease)
        if begun is None:  # somebody typed it twice at once, or the platform delivered it again
            return await _running(work, person) or words.OVER
        await work.nudge(Nudge.ADVANCE_ROUND, begun, urgent=True)
        return Note(words.STARTED if given.channel_ref else words.STARTED_HERE)


async def _running(work: Work, person: PersonId) -> Card | None:
    running = await work.rounds.live(person)
    return words.running(running, await work.posts.scenario(running.scenario_hash)) if running else None


async def _often(work: Work, person: PersonId, now: datetime) -> Card | None:
    begun = await work.rounds.begun(person, now - BEGUN_WITHIN)
    return words.often(begun[-MOST_BEGUN] + BEGUN_WITHIN - now) if len(begun) >= MOST_BEGUN else None


async def _choose(core: Core, work: Work, group: GroupId, person: PersonId) -> Scenario | None:
    entries = await entries_in(core, work, group)
    posted = (await work.posts.seen([group])).get(group, [])
    had = await work.rounds.had(person)
    queued = (await work.queue.of([group])).get(group, [])
    while chosen := choose_scenario(person, entries, posted=posted, had=had, queued=queued):
        found = await readable_in(core, work, group, chosen)
        if found is not None:
            return found
        entries = tuple(entry for entry in entries if entry.id != chosen)
    return None
