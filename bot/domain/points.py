"""What an answer earns, by the group's own table. Rows of the ledger are made of these."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.answering import Part, answer_text, long_enough
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


@dataclass(frozen=True, slots=True)
class Arrival:
    at: datetime
    timeliness: Timeliness


def arrival_of(parts: Sequence[Part], closes: datetime, *, sealed: bool) -> Arrival | None:
    """When there was an answer to speak of, by when its words as they stand now were written.

    A placeholder that is rewritten after the deadline is as late as its new text. Of a sealed answer no
    word may be younger than the reveal.
    """
    written = sorted(parts, key=lambda part: part.written_at)
    for number, part in enumerate(written, start=1):
        if long_enough(answer_text(written[:number])):
            youngest = written[-1].written_at if sealed else part.written_at
            return Arrival(part.written_at, timeliness(youngest, closes, sealed=sealed))
    return None
