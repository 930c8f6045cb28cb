"""From a score to a band: the one table, for every grader and for the committee."""

from collections.abc import Mapping

from bot.domain.grade import Band

FROM: Mapping[Band, int] = {
    Band.NO: 0,
    Band.LEAN_NO: 32,
    Band.LEAN_YES: 55,
    Band.YES: 66,
    Band.STRONG_YES: 82,
}
"""The lowest score of each band. Twos throughout ("it would fit any product") make 50: lean no."""


def band_of(score: int) -> Band:
    """The band that a score falls into."""
    return max((band for band, least in FROM.items() if score >= least), key=lambda band: band.rank)


def highest_of(band: Band) -> int:
    """The best score that still falls into a band."""
    above = [least for other, least in FROM.items() if other.rank > band.rank]
    return min(above) - 1 if above else 100


def would_hire(band: Band) -> bool:
    """On which side of the line a band stands."""
    return band.rank >= Band.LEAN_YES.rank
