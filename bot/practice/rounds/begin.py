"""Begins a round, whoever asks for one: a command, or the company loop that it belongs to."""

from dataclasses import dataclass
from datetime import datetime

from bot.domain.ids import GroupId, InstallationId, PersonId, ScenarioId
from bot.domain.interview import opening, put_by
from bot.domain.loop_states import LoopId
from bot.domain.rotation import Entry
from bot.domain.round import RoundId
from bot.domain.round_choices import choose_scenario
from bot.domain.round_kinds import FORMATS, Format, Kind
from bot.domain.scenario import Scenario
from bot.ports import Nudge
from bot.practice.core import Core
from bot.practice.packs.lookup import readable_in
from bot.practice.packs.shelves import entries_in
from bot.practice.rounds.lead import lead_of
from bot.store.rounds import NewRound
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Beginning:
    """Who begins a round, and by which account they are reached."""

    group: GroupId
    person: PersonId
    installation: InstallationId
    scope: str
    event_ref: str
    """In its installation the same for one round only: what is delivered twice begins one."""
    started_at: datetime
    kind: Kind = Kind.CASE
    loop: LoopId | None = None
    place: int | None = None


async def begin_round(core: Core, work: Work, it: Beginning, scenario: Scenario) -> RoundId | None:
    """Owe its first question. None when the person is in a round, or the event began one."""
    now = core.clock.now()
    new = NewRound(
        group=it.group,
        person=it.person,
        installation=it.installation,
        scope=it.scope,
        event_ref=it.event_ref,
        scenario=ScenarioId(scenario.id),
        scenario_hash=scenario.digest,
        started_at=min(it.started_at, now),
        kind=it.kind,
        loop=it.loop,
        place=it.place,
    )
    await work.posts.keep_scenarios({scenario.digest: scenario}, now)
    question = put_by(opening(scenario), await lead_of(work, new))
    begun = await work.rounds.begin(new, question, now, now + core.timings.lease)
    if begun is not None:
        await work.nudge(Nudge.ADVANCE_ROUND, begun, urgent=True)
    return begun


async def choose(core: Core, work: Work, group: GroupId, person: PersonId, kind: Kind) -> Scenario | None:
    """What a round of that kind asks this person. None when the library has nothing for it."""
    entries = await _asked_in(core, work, group, FORMATS[kind])
    posted = (await work.posts.seen([group])).get(group, [])
    had = [*await work.round_reviews.open_to(person), *await work.rounds.had(person)]
    queued = (await work.queue.of([group])).get(group, [])
    while chosen := choose_scenario(person, entries, posted=posted, had=had, queued=queued):
        found = await readable_in(core, work, group, chosen)
        if found is not None:
            return found
        entries = tuple(entry for entry in entries if entry.id != chosen)
    return None


async def _asked_in(core: Core, work: Work, group: GroupId, form: Format) -> tuple[Entry, ...]:
    if form.own:
        return core.library.of_rounds(form.kind)
    entries = await entries_in(core, work, group)
    return tuple(entry for entry in entries if not form.systems or entry.system in form.systems)
