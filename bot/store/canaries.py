"""How the grader did on answers that were written for it, a run a day."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.rows import AnyRow
from bot.store.tables import canary_runs


@dataclass(frozen=True, slots=True)
class CanaryRun:
    day: date
    grader: str
    prompt_hash: str
    graded: int
    ungraded: int
    agreement: float | None
    """Weighted kappa of levels against the labels; None when too little was graded."""
    attacks: int
    succeeded: int
    micros: int


class CanaryRuns:
    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def begin(self, day: date, canaries: str, now: datetime) -> bool:
        """Take a day's run over a set; False when somebody has."""
        taken = await self._connection.execute(
            upsert(canary_runs)
            .values(day=day, canaries=canaries, begun_at=now)
            .on_conflict_do_nothing()
            .returning(canary_runs.c.day)
        )
        return taken.first() is not None

    async def end(self, canaries: str, run: CanaryRun, now: datetime) -> None:
        await self._connection.execute(
            update(canary_runs)
            .where(canary_runs.c.day == run.day, canary_runs.c.canaries == canaries)
            .values(
                grader=run.grader,
                prompt_hash=run.prompt_hash,
                graded=run.graded,
                ungraded=run.ungraded,
                agreement=run.agreement,
                attacks=run.attacks,
                succeeded=run.succeeded,
                micros=run.micros,
                ended_at=now,
            )
        )

    async def baseline(self, canaries: str, since: datetime | None) -> CanaryRun | None:
        """The first run over the set with a figure to compare with, from a moment on."""
        wanted = select(canary_runs).where(
            canary_runs.c.canaries == canaries, canary_runs.c.agreement.is_not(None)
        )
        if since is not None:
            wanted = wanted.where(canary_runs.c.begun_at >= since)
        rows = await self._connection.execute(wanted.order_by(canary_runs.c.day).limit(1))
        row = rows.one_or_none()
        return None if row is None else _run(row)

    async def latest(self) -> CanaryRun | None:
        rows = await self._connection.execute(
            select(canary_runs)
            .where(canary_runs.c.ended_at.is_not(None))
            .order_by(canary_runs.c.ended_at.desc())
            .limit(1)
        )
        row = rows.one_or_none()
        return None if row is None else _run(row)


def _run(row: AnyRow) -> CanaryRun:
    return CanaryRun(
        day=row.day,
        grader=row.grader,
        prompt_hash=row.prompt_hash,
        graded=row.graded,
        ungraded=row.ungraded,
        agreement=row.agreement,
        attacks=row.attacks,
        succeeded=row.succeeded,
        micros=row.micros,
    )
