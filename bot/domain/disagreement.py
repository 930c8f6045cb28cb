"""Where interviewers contradict each other, and who stands against the verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.domain.assessment import Assessment, Rated, Voice
from bot.domain.bands import would_hire
from bot.domain.competency import Competency
from bot.domain.grade import Band, Level

APART = 2
"""Levels by which two views of one competency differ when they contradict each other."""


@dataclass(frozen=True, slots=True)
class View:
    """One side of a conflict."""

    of: Assessment
    band: Band
    level: Level | None = None
    """Of the competency that it's about."""
    quote: str = ""
    """The candidate's words behind it; empty when none were heard."""


@dataclass(frozen=True, slots=True)
class Conflict:
    about: Competency | None
    """None when it is about the recommendation itself."""
    higher: View
    lower: View


@dataclass(frozen=True, slots=True)
class Dissent:
    """An interviewer on the other side of the verdict."""

    of: Assessment
    band: Band
    because: Rated
    """For whoever said no the weakest criterion, for whoever said yes the strongest."""
    to_gain: Rated
    """Their weakest, which is what is left to ask."""
    voice: Voice | None = None
    """A role of a panel that as a whole agreed."""


def conflicts_of(graded: Sequence[Assessment]) -> tuple[Conflict, ...]:
    """The two recommendations furthest apart, if on different sides; then each competency's two views."""
    about = [_about(competency, graded) for competency in Competency]
    return tuple(found for found in (_sides(graded), *about) if found)


def sides_differ(conflicts: Sequence[Conflict]) -> bool:
    return any(conflict.about is None for conflict in conflicts)


def dissent_of(graded: Sequence[Assessment], verdict: Band) -> tuple[Dissent, ...]:
    """Everybody on the other side, by round."""
    against = []
    for one in graded:
        if one.graded and would_hire(one.graded.band) != would_hire(verdict):
            against += _standing(one, one.graded.band)
        else:
            against += [_spoken(one, voice) for voice in one.voices if _is_against(voice, verdict)]
    return tuple(against)


def _standing(one: Assessment, band: Band) -> list[Dissent]:
    best, weakest = one.strongest, one.weakest
    if best is None or weakest is None:
        return []
    if not would_hire(band):
        return [Dissent(one, band, weakest, weakest)]
    others = [rated for rated in one.criteria if rated is not best]
    return [Dissent(one, band, best, max(others, key=lambda rated: rated.to_gain, default=best))]


def _spoken(one: Assessment, voice: Voice) -> Dissent:
    return Dissent(one, voice.band, voice.weakest, voice.weakest, voice)


def _is_against(voice: Voice, verdict: Band) -> bool:
    """A panel speaks with one recommendation; a role that would have said no is heard beside it."""
    return would_hire(verdict) and not would_hire(voice.band)


def _sides(graded: Sequence[Assessment]) -> Conflict | None:
    views = [_recommending(one) for one in graded if one.graded]
    if not views:
        return None
    higher = max(views, key=lambda view: (view.band.rank, -view.of.place))
    lower = min(views, key=lambda view: (view.band.rank, view.of.place))
    return Conflict(None, higher, lower) if would_hire(higher.band) and not would_hire(lower.band) else None


def _recommending(one: Assessment) -> View:
    """With the words that speak most for it."""
    band = one.recommends or Band.NO
    spoken = sorted(one.criteria, key=lambda rated: rated.to_gain, reverse=not would_hire(band))
    return View(one, band, quote=_first(spoken))


def _about(competency: Competency, graded: Sequence[Assessment]) -> Conflict | None:
    """Of rounds that were played to their end: what nobody came to ask contradicts nobody."""
    told = [(one, one.level_on(competency)) for one in graded if one.finished]
    views = [_on(competency, one, level) for one, level in told if level is not None]
    if not views:
        return None
    higher = max(views, key=lambda view: (view.level or 0, -view.of.place))
    lower = min(views, key=lambda view: (view.level or 0, view.of.place))
    apart = (higher.level or 0) - (lower.level or 0)
    return Conflict(competency, higher, lower) if apart >= APART else None


def _on(competency: Competency, one: Assessment, level: Level) -> View:
    rated = sorted(one.on(competency), key=lambda it: abs(it.level - level))
    return View(one, one.recommends or Band.NO, level, _first(rated))


def _first(rated: Sequence[Rated]) -> str:
    return next((quote for one in rated for quote in one.quotes), "")
