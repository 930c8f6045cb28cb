"""Assessments by their levels: what an interviewer would have written after a round."""

from collections.abc import Mapping, Sequence

from bot.domain.assessment import Assessment, Crossed, Rated, Voice
from bot.domain.bands import FROM, band_of
from bot.domain.competency import Competency
from bot.domain.grade import Band, Finding, Graded, GraderKind, Level, Provenance, Ungraded, UngradedReason
from bot.domain.round_kinds import Kind

MODEL = Provenance(GraderKind.MODEL, "a-model", "hash")
CHECK = Provenance(GraderKind.AUTOMATIC, "check", "hash")
COMPETENCIES = tuple(Competency)
LINE = "Everybody gets it on Monday, with no way back."
WHY = "The first sign would be somebody hurt."


def rated(competency: Competency, level: int, weight: int = 1, quote: str = "") -> Rated:
    found = Finding.FOUND if level else Finding.NOT_FOUND
    quotes = (quote or f"What I said of {competency}.",) if level else ()
    return Rated(f"About {competency}", competency, weight, Level(level), found, quotes)


def crossed(cap: Band = Band.NO) -> Crossed:
    return Crossed(LINE, WHY, cap, ("I would ship it to everybody.",))


def view(
    place: int,
    levels: Sequence[int] | Mapping[Competency, int],
    *,
    lines: Sequence[Crossed] = (),
    kind: Kind = Kind.CASE,
    interviewer: str = "",
    weight: int = 1,
    finished: bool = True,
    voices: Sequence[tuple[str, Band]] = (),
    by: Provenance = MODEL,
) -> Assessment:
    """A graded round; levels of the first competencies in order, or by name."""
    named = levels if isinstance(levels, Mapping) else dict(zip(COMPETENCIES, levels, strict=False))
    criteria = tuple(rated(competency, level) for competency, level in named.items())
    score = round(25 * sum(one.level for one in criteria) / len(criteria))
    for line in lines:
        score = min(score, FROM[Band.LEAN_NO] - 1 if line.cap is Band.NO else FROM[Band.LEAN_YES] - 1)
    return Assessment(
        place=place,
        kind=kind,
        interviewer=interviewer or f"Interviewer {place}",
        scenario=f"Scenario {place}",
        outcome=Graded(band_of(score), score, (), (), by),
        criteria=criteria,
        red_lines=tuple(lines),
        voices=tuple(Voice(role, band, criteria[0]) for role, band in voices),
        weight=weight,
        finished=finished,
    )


def unread(place: int, reason: UngradedReason | None = None) -> Assessment:
    """A round that nobody could grade."""
    outcome = Ungraded(reason, "That is too short to grade.", CHECK) if reason else None
    return Assessment(place, Kind.CASE, f"Interviewer {place}", f"Scenario {place}", outcome)
