"""Who has a row on a week's board, and who is left over."""

from collections.abc import Collection, Sequence

from bot.domain.board import MOST_NAMED, Placed, Week
from bot.domain.ids import GroupId, PersonId
from bot.domain.weekly import LEAST_RANKED
from bot.practice.boards.count import first_by_points
from bot.store.work import Work


async def weekly_rows(work: Work, group: GroupId, week: Week) -> Sequence[Placed]:
    """The first by points.

    Whoever alone has no row is in no line, because any line would tell them to be the last. A newcomer is
    to be welcomed: the lowest place goes without a row, too, and then nobody is alone.
    """
    rows = [placed for placed, _ in await first_by_points(work, group, week)]
    took_part = await work.weekly.took_part(group, week)
    if took_part < LEAST_RANKED or took_part - len(rows) != 1:
        return rows
    left_over = await without_row(work, group, week, {row.person for row in rows})
    if not await work.weekly.new_among(group, week, left_over):
        return rows
    return [row for row in rows if row.rank < rows[-1].rank] or rows


async def without_row(
    work: Work, group: GroupId, week: Week, named: Collection[PersonId]
) -> frozenset[PersonId]:
    """Those on boards who practised and aren't named; all of them where they are few."""
    top = await work.standings.top(group, week.key, MOST_NAMED + 1)
    return frozenset(one.person for one in top if one.person not in named)
