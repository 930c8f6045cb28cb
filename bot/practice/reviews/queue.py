"""Which cases somebody may rule on now, which later, and which are their own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.group import Member, Role
from bot.domain.ids import GroupId, PersonId, ReviewId, ScenarioId
from bot.domain.review import Case, MayRule, Reader, RoundCase
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits in a group, to one reader's eyes."""

    ready: tuple[Case | RoundCase, ...] = ()
    later: tuple[Case | RoundCase, ...] = ()
    """Their rubric opens to the reader with their own debrief, or at the deadline."""
    own: tuple[Case | RoundCase, ...] = ()
    met: frozenset[ScenarioId] = frozenset()
    """Of the rounds' scenarios, those that the reader knows from an own debrief or an own round."""

    def spoils(self, case: Case | RoundCase) -> bool:
        """Whether reading it would tell the reader what they could still be asked."""
        return isinstance(case, RoundCase) and case.scenario not in self.met

    def after(self, review: ReviewId | None) -> Case | RoundCase | None:
        """The next in turn, behind one that was shown; the first again after the last."""
        if not self.ready:
            return None
        names = [case.id for case in self.ready]
        return self.ready[(names.index(review) + 1) % len(names)] if review in names else self.ready[0]


async def organisers_of(work: Work, group: GroupId) -> list[PersonId]:
    return [member.person for member in await work.people.members(group, role=Role.ORGANISER)]


async def queue_for(work: Work, group: GroupId, person: PersonId, now: datetime) -> Queue:
    """A stranger's is empty."""
    member = await work.people.member(group, person)
    cases = await _waiting(work, group) if member else []
    if member is None or not cases:
        return Queue()
    organisers = await organisers_of(work, group)
    reader = await _reader(work, member, cases)
    whole = await work.links.whole(person)
    found = [(case, reader.may_rule(_seen_by(case, person, whole), organisers, now)) for case in cases]

    def those(may: MayRule) -> tuple[Case | RoundCase, ...]:
        return tuple(case for case, verdict in found if verdict is may)

    return Queue(those(MayRule.YES), those(MayRule.LATER), those(MayRule.OWN), reader.met)


async def may_rule(
    work: Work, case: Case | RoundCase, person: PersonId, now: datetime
) -> tuple[MayRule, bool]:
    """Whether somebody may rule on a case, and whether they do it as an organiser."""
    member = await work.people.member(case.group, person)
    if member is None:
        return MayRule.NO, False
    reader = await _reader(work, member, [case])
    seen = _seen_by(case, person, await work.links.whole(person))
    return reader.may_rule(seen, await organisers_of(work, case.group), now), reader.organises


async def _waiting(work: Work, group: GroupId) -> list[Case | RoundCase]:
    """Answers and rounds in one queue."""
    cases: list[Case | RoundCase] = [
        *await work.reviews.waiting(group),
        *await work.round_reviews.waiting(group),
    ]
    return sorted(cases, key=lambda case: case.turn)


async def _reader(work: Work, member: Member, cases: Sequence[Case | RoundCase]) -> Reader:
    """Somebody who would rule, with what they know of these cases' rubrics."""
    group, person = member.group, member.person
    posts = [case.post for case in cases if isinstance(case, Case)]
    scenarios = [case.scenario for case in cases if isinstance(case, RoundCase)]
    return Reader(
        person,
        member.role is Role.ORGANISER,
        debriefed=await work.reviews.debriefed(group, person, posts) if posts else frozenset(),
        met=await work.round_reviews.met(group, person, scenarios) if scenarios else frozenset(),
    )


def _seen_by(case: Case | RoundCase, person: PersonId, whole: Sequence[PersonId]) -> Case | RoundCase:
    """Of accounts that are one person, what either of them wrote is the reader's own."""
    return replace(case, author=person) if case.author in whole else case
