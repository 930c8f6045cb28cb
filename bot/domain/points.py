"""What an answer earns, by the group's own table. Rows of the ledger are made of these."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.grade import Band, GraderKind


class Timeliness(StrEnum):
    ON_TIME = "on time"
    LATE = "late"
    AFTER_REVEAL = "after the reveal"


class LedgerKind(StrEnum):
    ARRIVAL = "arrival"
    BAND = "band"
    COPY = "copy"
    WITHDRAWAL = "withdrawal"


@dataclass(frozen=True, slots=True)
class PointsTable:
    on_time: int = 10
    late: int = 3
    by_band: tuple[int, int, int, int, int] = (0, 3, 6, 8, 10)
    source: GraderKind = GraderKind.AUTOMATIC
    """Bands of a season come from one source; another's grade adds nothing to the board."""

    def for_arrival(self, timeliness: Timeliness) -> int:
        return {Timeliness.ON_TIME: self.on_time, Timeliness.LATE: self.late}.get(timeliness, 0)

    def for_band(self, band: Band, kind: GraderKind) -> int:
        counts = kind in (self.source, GraderKind.HUMAN)
        return self.by_band[band.rank] if counts else 0


def timeliness(arrived: datetime, closes: datetime, *, sealed: bool) -> Timeliness:
    """A sealed post's answers open at its deadline, so what comes later has seen them."""
    if arrived < closes:
        return Timeliness.ON_TIME
    return Timeliness.AFTER_REVEAL if sealed else Timeliness.LATE
