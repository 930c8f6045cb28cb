"""What an answer earns, by the group's own table. Rows of the ledger are made of these."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.domain.answering import Part, answer_text, long_enough
from bot.domain.grade import Band, Graded, GraderKind


class Timeliness(StrEnum):
    ON_TIME = "on time"
    LATE = "late"
    AFTER_REVEAL = "after the reveal"


class LedgerKind(StrEnum):
    ARRIVAL = "arrival"
    BAND = "band"
    COPY = "copy"
    WITHDRAWAL = "withdrawal"
    RULING = "ruling"
    REGRADE = "regrade"
    """By a rubric that was changed since."""
    REPAIR = "repair"
    MOVED = "moved"
    """From one account's points to another's, because they became one person or are two again."""


@dataclass(frozen=True, slots=True)
class Tally:
    """What one reason adds, or a sum of such. Boards and streaks are made of nothing else."""

    points: int = 0
    answers: int = 0
    scored: int = 0
    """First gradings that count for a comparison of periods."""
    score: int = 0
    """Their scores, added up."""
    credit: int = 0
    """Streak credits."""

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(
            self.points + other.points,
            self.answers + other.answers,
            self.scored + other.scored,
            self.score + other.score,
            self.credit + other.credit,
        )

    def __neg__(self) -> "Tally":
        return Tally(-self.points, -self.answers, -self.scored, -self.score, -self.credit)

    def __bool__(self) -> bool:
        return self != Tally()


@dataclass(frozen=True, slots=True)
class PointsTable:
    on_time: int = 10
    late: int = 3
    by_band: tuple[int, int, int, int, int] = (0, 3, 6, 8, 10)
    source: GraderKind = GraderKind.AUTOMATIC
    """Bands of a season come from one source; another's grade adds nothing to the board."""

    def for_arrival(self, timeliness: Timeliness) -> int:
        return {Timeliness.ON_TIME: self.on_time, Timeliness.LATE: self.late}.get(timeliness, 0)

    def counts(self, kind: GraderKind) -> bool:
        return kind in (self.source, GraderKind.HUMAN)

    def for_band(self, band: Band, kind: GraderKind) -> int:
        return self.by_band[band.rank] if self.counts(kind) else 0

    def for_grade(self, graded: Graded) -> Tally:
        """Points by the band, and the score; nothing from another source than the season's, or while held."""
        kind = graded.provenance.kind
        if graded.held or not self.counts(kind):
            return Tally()
        return Tally(points=self.for_band(graded.band, kind), scored=1, score=graded.score)


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
