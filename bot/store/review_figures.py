"""How reviewing goes: how long it takes, how often a person sees it otherwise than the grader did."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.domain.grade import ReviewReason
from bot.domain.ids import GroupId
from bot.domain.review import Outcome
from bot.store.tables import reviews

_SECONDS = func.extract("epoch", reviews.c.ruled_at - reviews.c.opened_at)
_RULED = reviews.c.state == "ruled"


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many; of none there is no share."""

    of: int
    count: int

    @property
    def rate(self) -> float | None:
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True)
class ReviewFigures:
    open: int
    oldest: datetime | None
    ruled: int
    median: timedelta | None
    """From the asking to the ruling. Audits are left out: nobody waits for them."""
    p95: timedelta | None
    overturned: Share
    """Of the appeals that were ruled on."""
    regretted: Share
    """Of the grades that chance had picked: a person gave another band than was shown."""


class FiguresOfReviews:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, group: GroupId) -> ReviewFigures:
        return await self._read(reviews.c.group_id == group)

    async def anywhere(self) -> ReviewFigures:
        """For an operator, over all groups."""
        return await self._read(reviews.c.group_id > 0)

    async def _read(self, which: ColumnElement[bool]) -> ReviewFigures:
        waits = reviews.c.state == "open"
        awaited = _RULED & (reviews.c.reason != ReviewReason.AUDIT)
        appeal = _RULED & (reviews.c.reason == ReviewReason.APPEAL)
        audit = _RULED & (reviews.c.reason == ReviewReason.AUDIT)
        other = reviews.c.outcome == Outcome.OVERTURNED
        rows = await self._connection.execute(
            select(
                func.count().filter(waits).label("open"),
                func.min(reviews.c.opened_at).filter(waits).label("oldest"),
                func.count().filter(_RULED).label("ruled"),
                func.percentile_cont(0.5).within_group(_SECONDS).filter(awaited).label("median"),
                func.percentile_cont(0.95).within_group(_SECONDS).filter(awaited).label("p95"),
                func.count().filter(appeal).label("appeals"),
                func.count().filter(appeal & other).label("overturned"),
                func.count().filter(audit).label("audits"),
                func.count().filter(audit & other).label("regretted"),
            ).where(which)
        )
        row = rows.one()
        return ReviewFigures(
            open=row.open,
            oldest=row.oldest,
            ruled=row.ruled,
            median=_span(row.median),
            p95=_span(row.p95),
            overturned=Share(row.appeals, row.overturned),
            regretted=Share(row.audits, row.regretted),
        )


def _span(seconds: float | None) -> timedelta | None:
    return None if seconds is None else timedelta(seconds=float(seconds))
