"""Which cases somebody may rule on now, which later, and which are their own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.domain.group import Role
from bot.domain.ids import GroupId, PersonId, ReviewId
from bot.domain.review import Case, MayRule, Reader
from bot.store.work import Work


@dataclass(frozen=True, slots=True)
class Queue:
    """What waits in a group, to one reader's eyes."""

    ready: tuple[Case, ...] = ()
    later: tuple[Case, ...] = ()
    """Their rubric opens to the reader with their own debrief, or at the deadline."""
    own: tuple[Case, ...] = ()

    def after(self, review: ReviewId | None) -> Case | None:
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
    cases = await work.reviews.waiting(group) if member else []
    if member is None or not cases:
        return Queue()
    organisers = await organisers_of(work, group)
    answered = await work.reviews.debriefed(group, person, [case.post for case in cases])
    reader = Reader(person, member.role is Role.ORGANISER, answered)
    whole = await work.links.whole(person)
    found = [(case, reader.may_rule(_seen_by(case, person, whole), organisers, now)) for case in cases]

    def those(may: MayRule) -> tuple[Case, ...]:
        return tuple(case for case, verdict in found if verdict is may)

    return Queue(those(MayRule.YES), those(MayRule.LATER), those(MayRule.OWN))


async def may_rule(work: Work, case: Case, person: PersonId, now: datetime) -> tuple[MayRule, bool]:
    """Whether somebody may rule on a case, and whether they do it as an organiser."""
    member = await work.people.member(case.group, person)
    if member is None:
        return MayRule.NO, False
    reader = Reader(
        person, member.role is Role.ORGANISER, await work.reviews.debriefed(case.group, person, [case.post])
    )
    seen = _seen_by(case, person, await work.links.whole(person))
    return reader.may_rule(seen, await organisers_of(work, case.group), now), reader.organises


def _seen_by(case: Case, person: PersonId, whole: Sequence[PersonId]) -> Case:
    """Of accounts that are one person, what either of them wrote is the reader's own."""
    return replace(case, author=person) if case.author in whole else case
