"""From what the committee decided to what it says."""

from datetime import date

from bot.domain.assessment import Assessment, Rated
from bot.domain.bands import would_hire
from bot.domain.card_parts import CriterionLine
from bot.domain.committee import Committee, Limit
from bot.domain.committee_needs import Need, Seat
from bot.domain.committee_told import (
    CommitteePacket,
    ToldConflict,
    ToldDissent,
    ToldNeed,
    ToldRound,
    ToldView,
)
from bot.domain.competency import Competency
from bot.domain.disagreement import Conflict, Dissent, View
from bot.domain.grade import GraderKind
from bot.domain.round_kinds import FORMATS
from bot.practice.committee.asks import BY_SEAT, TO_DISSENT
from bot.practice.committee.notes import Written, notes_of
from bot.practice.committee.quoting import in_short
from bot.practice.committee.verdict_words import certainty, one_change, reasons, round_of, why_one_more

HIRE_OR_NOT = "Hire or not"
PAST_THE_LINE = "would need to hear why that line was crossed, and what keeps you behind it."


def tell(loop: str, day: date, it: Committee, *, ruled_on: bool = False) -> CommitteePacket:
    """All that the card and the page say of a loop, by its title; `ruled_on`: by a person, since it ended."""
    notes = notes_of(it.assessments)
    return CommitteePacket(
        loop=loop,
        day=day,
        band=it.band,
        verdict=reasons(it),
        red_lines=_red_lines(it),
        rounds=tuple(_round(one, note) for one, note in zip(it.assessments, notes, strict=True)),
        conflicts=tuple(_conflict(one) for one in it.conflicts),
        dissent=tuple(_dissent(one) for one in it.dissent),
        needs=_needs(it),
        one_change=one_change(it),
        certainty=certainty(it),
        bar_raiser=why_one_more(it, ruled_on=ruled_on),
    )


def _round(one: Assessment, note: Written) -> ToldRound:
    by_check = one.outcome is not None and one.outcome.provenance.kind is GraderKind.AUTOMATIC
    return ToldRound(
        place=one.place,
        interviewer=one.interviewer,
        kind=FORMATS[one.kind].title,
        scenario=one.scenario,
        band=one.recommends,
        gist=note.gist,
        note=note.whole,
        # A check's advice fits every scenario: an interviewer would not have written it.
        criteria=tuple(_line(rated, rated.missing if not by_check else "") for rated in one.criteria),
        voices=tuple(f"{voice.role}: {voice.band.value}" for voice in one.voices),
        attended=one.attended,
    )


def _line(rated: Rated, missing: str) -> CriterionLine:
    return CriterionLine(rated.title, rated.competency, rated.level, rated.finding, rated.quotes, missing)


def _conflict(it: Conflict) -> ToldConflict:
    about = it.about.label if it.about else HIRE_OR_NOT
    return ToldConflict(about, _view(it.higher), _view(it.lower))


def _view(it: View) -> ToldView:
    verdict = it.band.value if it.level is None else it.level.word
    return ToldView(_who(it.of), verdict, it.level, in_short(it.quote))


def _dissent(it: Dissent) -> ToldDissent:
    who = f"{it.voice.role} (round {it.of.place})" if it.voice else _who(it.of)
    quote = in_short(it.because.quotes[0]) if it.because.quotes else ""
    needs = _to_give_in(it) if would_hire(it.band) else TO_DISSENT[it.because.competency]
    return ToldDissent(who, it.band.value, f"{it.because.title}: {it.because.level.word}", quote, needs)


def _to_give_in(it: Dissent) -> str:
    return f"“{it.to_gain.title}” giving way under one more question"


def _red_lines(it: Committee) -> tuple[str, ...]:
    """Each once; the one that holds the verdict first."""
    holding = [limit.line for limit in it.limits if limit.line]
    crossed = [line for one in it.graded for line in one.red_lines]
    return tuple(dict.fromkeys(line.says for line in (*holding, *crossed)))


def _needs(it: Committee) -> tuple[ToldNeed, ...]:
    """Nobody has to sign where there is no verdict."""
    limit = it.limits[0] if it.limits else None
    return tuple(_need(one, limit) for one in it.needs) if it.band else ()


def _need(it: Need, limit: Limit | None) -> ToldNeed:
    seat = it.seat.value
    if it.competency is None or it.by is None or it.weakest is None:
        return ToldNeed(seat, "has heard nothing yet that it could sign.", None)
    if limit and limit.line and it.seat is Seat.LEADERSHIP:
        return ToldNeed(seat, PAST_THE_LINE, None)
    if it.is_met:
        return ToldNeed(seat, _signs(it.competency, limit), it.level)
    ask = BY_SEAT[it.seat, it.competency]
    where = f"{it.competency.label}, weakest in {round_of(it.by)}: {it.weakest.title}."
    return ToldNeed(seat, f"would need to hear {ask}. {where}", it.level)


def _signs(least: Competency, limit: Limit | None) -> str:
    """Nobody signs past a limit, however good the rest."""
    if limit is None:
        return f"would sign. {least.label} is the least of what it asks, and enough."
    if limit.line:
        return "would sign, were it not for the red line."
    if limit.voice is None:
        return "would sign, were it not for the round that was not attended."
    return "would sign once the engineering lead does."


def _who(one: Assessment) -> str:
    return f"{one.interviewer} (round {one.place})"
