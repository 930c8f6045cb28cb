"""`/debrief mock`: chooses a scenario and owes its question. What follows happens in direct messages."""

from datetime import datetime

from bot.domain.cards import Card
from bot.domain.happenings import CommandGiven
from bot.domain.ids import GroupId, PersonId
from bot.domain.round import BEGUN_WITHIN, MOST_BEGUN
from bot.domain.round_kinds import FORMATS, Kind
from bot.practice.core import Core
from bot.practice.rounds import words
from bot.practice.rounds.begin import Beginning, begin_round, choose
from bot.store.work import Work


async def start_round(
    core: Core, group: GroupId, person: PersonId, given: CommandGiven, kind: Kind = Kind.CASE
) -> Card:
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
        scenario = await choose(core, work, group, person, kind)
        if scenario is None:
            return words.no_scenario(kind)
        wanted = Beginning(
            group, person, installation, given.account.scope, source.event_ref, given.given_at, kind
        )
        if await begin_round(core, work, wanted, scenario) is None:
            # Somebody typed it twice at once, or the platform delivered it again.
            return await _running(work, person) or words.OVER
        return words.started(FORMATS[kind], elsewhere=bool(given.channel_ref))


async def _running(work: Work, person: PersonId) -> Card | None:
    running = await work.rounds.live(person)
    return words.running(running, await work.posts.scenario(running.scenario_hash)) if running else None


async def _often(work: Work, person: PersonId, now: datetime) -> Card | None:
    begun = await work.rounds.begun(person, now - BEGUN_WITHIN)
    return words.often(begun[-MOST_BEGUN] + BEGUN_WITHIN - now) if len(begun) >= MOST_BEGUN else None
