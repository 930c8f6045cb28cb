"""How many of a round's questions got an answer, and the best verdict that this leaves."""

from dataclasses import dataclass, replace

from bot.domain.bands import highest_of
from bot.domain.grade import Band, Graded


@dataclass(frozen=True, slots=True)
class Answered:
    given: int
    of: int

    @property
    def most(self) -> Band:
        """The best verdict that is left: a gap leaves a lean one, and past half of them no yes at all."""
        if self.given >= self.of:
            return Band.STRONG_YES
        return Band.LEAN_YES if 2 * self.given >= self.of else Band.LEAN_NO

    def holds(self, band: Band | None) -> bool:
        """Whether a verdict would be better than that."""
        return band is not None and band.rank > self.most.rank

    def verdict(self, band: Band, score: int) -> tuple[Band, int]:
        """What a grade comes to in a round with these answers."""
        return (self.most, min(score, highest_of(self.most))) if self.holds(band) else (band, score)

    def held(self, graded: Graded) -> Graded:
        """The grade as the round's verdict: its levels as they were found, its band no better than that."""
        band, score = self.verdict(graded.band, graded.score)
        return replace(graded, band=band, score=score)


ALL = Answered(0, 0)
"""Nothing was left open, or the round isn't over."""
