"""The committee: what interviewers who wrote separately come to together.

The rules, in the order in which they hold:
1. An interviewer recommends what their own round came to; a round that nobody could grade counts as
   nothing, never as zero.
2. Questions that got no answer hold an interviewer's recommendation down.
3. The verdict begins at the mean of those rounds, by their weights in the loop.
4. A red line caps it at the line's own cap, and no majority lifts it above that.
5. An engineering lead whose own questions in a panel came to "no" holds it at "lean no".
6. A round that was not attended counts as nothing, and holds it at "lean yes".
7. With fewer than two graded rounds there is no verdict.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.domain.assessment import Assessment, Crossed, Voice
from bot.domain.bands import band_of
from bot.domain.certainty import NOTHING_DOUBTED, Certainty, certainty_of
from bot.domain.committee_needs import Lever, Need, lever_of, needs_of
from bot.domain.disagreement import Conflict, Dissent, conflicts_of, dissent_of, sides_differ
from bot.domain.grade import Band
from bot.domain.round_kinds import Kind

LEAST_GRADED = 2
"""With one round it's an interviewer's opinion, and no committee's."""
ENGINEER = "Engineering lead"
"""The one role of a panel that can sink a packet: what can't be run isn't shipped."""


@dataclass(frozen=True, slots=True)
class Limit:
    """What holds the verdict down, whatever the others say."""

    cap: Band
    by: Assessment
    line: Crossed | None = None
    voice: Voice | None = None
    """With neither it's a round that was not attended."""


@dataclass(frozen=True, slots=True)
class Committee:
    assessments: tuple[Assessment, ...]
    """In the order of the rounds."""
    band: Band | None
    """The verdict; None when there is too little to decide on."""
    score: int | None
    """The mean of 100 before any limit."""
    limits: tuple[Limit, ...] = ()
    """The lowest first; those at or below the mean, so that no better round would lift the verdict."""
    conflicts: tuple[Conflict, ...] = ()
    dissent: tuple[Dissent, ...] = ()
    needs: tuple[Need, ...] = ()
    lever: Lever | None = None
    """The one competency that would move the verdict most; a limit comes before it."""
    calls_bar_raiser: bool = False
    certainty: Certainty = NOTHING_DOUBTED

    @property
    def mean(self) -> Band | None:
        """What the rounds come to by themselves."""
        return None if self.score is None else band_of(self.score)

    @property
    def graded(self) -> tuple[Assessment, ...]:
        return tuple(one for one in self.assessments if one.graded)


def decide(assessments: Iterable[Assessment], *, has_bar_raiser: bool = True) -> Committee:
    """What the committee says. The order in which the assessments come in doesn't matter.

    Without a bar raiser in the loop none is called: what they disagree on is told as it is.
    """
    told = tuple(sorted(assessments, key=lambda one: one.place))
    graded = [one for one in told if one.graded]
    conflicts = conflicts_of(graded)
    if len(graded) < LEAST_GRADED:
        certainty = certainty_of(told, None, conflicts)
        return Committee(told, None, None, needs=needs_of(graded), certainty=certainty)
    score = mean_score(graded)
    ceilings = _ceilings(told)
    limits = tuple(limit for limit in ceilings if limit.cap.rank <= band_of(score).rank)
    band = limits[0].cap if limits else band_of(score)
    return Committee(
        assessments=told,
        band=band,
        score=score,
        limits=limits,
        conflicts=conflicts,
        dissent=dissent_of(graded, band),
        needs=needs_of(graded),
        lever=lever_of(graded, score, ceilings[0].cap if ceilings else Band.STRONG_YES),
        calls_bar_raiser=has_bar_raiser and _calls_bar_raiser(told, band, limits, conflicts),
        certainty=certainty_of(told, None if limits else score, conflicts),
    )


def mean_score(graded: Sequence[Assessment]) -> int:
    """Of 100, by the rounds' weights in the loop."""
    scores = [(one.weight, one.graded.score) for one in graded if one.graded]
    return round(sum(weight * score for weight, score in scores) / sum(weight for weight, _ in scores))


def _ceilings(told: Sequence[Assessment]) -> tuple[Limit, ...]:
    """The lowest first."""
    missed = [Limit(Band.LEAN_YES, one) for one in told if not one.attended]
    lines = [Limit(line.cap, one, line=line) for one in told for line in one.red_lines]
    voices = [
        Limit(Band.LEAN_NO, one, voice=voice)
        for one in told
        for voice in one.voices
        if voice.role == ENGINEER and voice.band is Band.NO
    ]
    return tuple(sorted((*lines, *voices, *missed), key=lambda limit: (limit.cap.rank, limit.by.place)))


def _calls_bar_raiser(
    told: Sequence[Assessment], band: Band, limits: Sequence[Limit], conflicts: Sequence[Conflict]
) -> bool:
    """One more round may settle what interviewers disagree on. It can't lift a limit, and comes once."""
    if limits or any(one.kind is Kind.BAR_RAISER for one in told):
        return False
    is_close = band in (Band.LEAN_NO, Band.LEAN_YES)
    return sides_differ(conflicts) or (bool(conflicts) and is_close)
