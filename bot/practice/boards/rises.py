"""Whose mean score rose from one period to another, and by how much."""

from bot.domain.board import Period, risen
from bot.domain.ids import GroupId, PersonId
from bot.store.work import Work


async def rises(work: Work, group: GroupId, before: Period, now: Period) -> dict[PersonId, int]:
    """For whoever has enough scores in both; below nothing for a fall."""
    then = await work.standings.sums(group, before.key)
    since = await work.standings.sums(group, now.key)
    found = {person: risen(then[person], tally) for person, tally in since.items() if person in then}
    return {person: rise for person, rise in found.items() if rise is not None}
