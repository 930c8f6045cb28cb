"""How ready somebody looks, as a range: what few first attempts allow to be said, and never a promise."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.attempt import Attempt
from bot.domain.competency import Competency
from bot.domain.grade import Band, Level
from bot.evaluation.proportions import Share, wilson

LEAST = 5
"""Attempts before a range is given: with fewer it would be as good as 0 to 100."""
LATEST = 20
"""Attempts that are counted, the newest: what was long ago says less of today."""
BAR = Level.STRONG


@dataclass(frozen=True, slots=True)
class Readiness:
    """Of whole attempts, or of one competency in them."""

    competency: Competency | None
    share: Share
    """Attempts that met the bar, of those that were graded."""

    @property
    def enough(self) -> bool:
        return self.share.cases >= LEAST

    @property
    def of_hundred(self) -> tuple[int, int]:
        """Where the share lies with 95 %, if attempts are like those so far."""
        low, high = wilson(self.share)
        return round(100 * low), round(100 * high)


def readiness(attempts: Sequence[Attempt]) -> list[Readiness]:
    """Whole attempts first, then each competency that was tested. Newest first, of one scale."""
    graded = [it for it in attempts if it.kind is not None][:LATEST]
    bands = [it.band for it in graded if it.band is not None]
    found = [Readiness(None, Share(sum(band.rank >= Band.YES.rank for band in bands), len(bands)))]
    for competency in Competency:
        means = [it.means[competency] for it in graded if competency in it.levels]
        if means:
            found.append(Readiness(competency, Share(sum(mean >= BAR for mean in means), len(means))))
    return found
