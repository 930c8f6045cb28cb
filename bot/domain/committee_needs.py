"""What product, ML and leadership would each need, and which competency would move the verdict most."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

from bot.domain.assessment import Assessment, Rated, mean_level
from bot.domain.bands import band_of
from bot.domain.competency import Competency
from bot.domain.grade import Band, Level


class Seat(StrEnum):
    """Who has to sign."""

    PRODUCT = "Product"
    ML = "ML"
    LEADERSHIP = "Leadership"


CARES: Mapping[Seat, tuple[Competency, ...]] = MappingProxyType(
    {
        Seat.PRODUCT: (Competency.JUDGMENT, Competency.TRADEOFFS, Competency.INFLUENCE),
        Seat.ML: (Competency.DEPTH, Competency.EVALUATION, Competency.SYSTEMS),
        Seat.LEADERSHIP: (Competency.VALUES, Competency.INFLUENCE, Competency.JUDGMENT),
    }
)


@dataclass(frozen=True, slots=True)
class Need:
    """The weakest competency that a seat cares about."""

    seat: Seat
    competency: Competency | None
    """None when no graded round tested any of them."""
    level: Level | None
    by: Assessment | None = None
    weakest: Rated | None = None

    @property
    def is_met(self) -> bool:
        return self.level is not None and self.level >= Level.STRONG


@dataclass(frozen=True, slots=True)
class Lever:
    """The competency that would move the mean most, were it strong in every round (senior, if it is)."""

    competency: Competency
    gain: int
    """Of 100."""
    to: Band
    """The band that it would then come to."""
    by: Assessment
    weakest: Rated
    """Where most of it lies."""
    goal: Level


def needs_of(graded: Sequence[Assessment]) -> tuple[Need, ...]:
    """One for each seat."""
    return tuple(_need(seat, graded) for seat in Seat)


def _need(seat: Seat, graded: Sequence[Assessment]) -> Need:
    levels = {about: mean_level(_shares(about, graded)) for about in CARES[seat]}
    known = [(level, about) for about, level in levels.items() if level is not None]
    if not known:
        return Need(seat, None, None)
    level, about = min(known, key=lambda it: it[0])
    by, weakest = _weakest(about, graded)
    return Need(seat, about, level, by, weakest)


def _shares(about: Competency, graded: Sequence[Assessment]) -> list[tuple[int, Rated]]:
    return [(one.weight * rated.weight, rated) for one in graded for rated in one.on(about)]


def _weakest(about: Competency, graded: Sequence[Assessment]) -> tuple[Assessment, Rated]:
    return max(
        ((one, rated) for one in graded for rated in one.on(about)),
        key=lambda it: it[0].weight * it[1].to_gain,
    )


def lever_of(graded: Sequence[Assessment], score: int, ceiling: Band) -> Lever | None:
    """None when there is nothing left to gain."""
    for goal in (Level.STRONG, Level.SENIOR):
        gains = {about: sum(_gains(about, graded, goal)) for about in Competency}
        about = max(Competency, key=lambda one: gains[one])
        gain = round(gains[about])
        if gain > 0:
            by, weakest = _weakest(about, graded)
            reached = min(band_of(min(100, score + gain)), ceiling, key=lambda band: band.rank)
            return Lever(about, gain, reached, by, weakest, goal)
    return None


def _gains(about: Competency, graded: Sequence[Assessment], goal: Level) -> Iterator[float]:
    of_loop = sum(one.weight for one in graded)
    for one in graded:
        of_round = sum(rated.weight for rated in one.criteria)
        for rated in one.on(about):
            lacks = max(0, goal - rated.level)
            yield 100 * one.weight / of_loop * rated.weight / of_round * lacks / Level.SENIOR
