"""The committee's verdict in sentences: why, what would move it most, and how certain it is."""

from bot.domain.assessment import Assessment
from bot.domain.bands import would_hire
from bot.domain.certainty import Certainty, Doubt
from bot.domain.committee import LEAST_GRADED, Committee, Limit
from bot.domain.committee_needs import Lever
from bot.domain.disagreement import sides_differ
from bot.domain.grade import Band, GraderKind
from bot.practice.caution import AUTOMATIC

BY_MODEL = (
    "A model read the rounds, and it can be wrong. Not calibrated: nobody has compared its verdicts with "
    "people's yet."
)
PRACTICE = "It says how these rounds went. It promises nothing, gives no points and costs none."
ALONE = "There is no verdict: not a bad one, none."
BOTH_SIDES = "The interviewers stand on both sides."
CLOSE = "The verdict is close and the interviewers contradict each other."
TOO_LATE = "On these notes a bar raiser would have been called; the loop is over, so none comes."
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven")


def reasons(it: Committee) -> tuple[str, ...]:
    if it.band is None:
        return _too_little(it), ALONE
    hire = sum(would_hire(one.graded.band) for one in it.graded if one.graded)
    count = _number(hire).capitalize() if hire else "None"
    votes = f"{count} of {_number(len(it.graded))} would hire."
    if it.mean is it.band and not it.limits:
        return (f"The rounds, by their weights, come to {it.score} of 100: {it.band.value}.", votes)
    mean = it.mean.value if it.mean else ""
    return votes, f"By themselves the rounds come to {it.score} of 100, {mean}.", _limited(it.limits[0])


def _too_little(it: Committee) -> str:
    graded, played = len(it.graded), len(it.assessments)
    return (
        f"{_number(graded).capitalize()} of {_number(played)} {_rounds(played)} could be graded; a committee "
        f"needs {_number(LEAST_GRADED)}."
    )


def _limited(limit: Limit) -> str:
    if limit.line:
        return f"A red line holds the verdict at {limit.cap.value}, and no majority lifts it."
    if limit.voice is None:
        return f"{_named(limit.by)} was not attended, which holds the verdict at {limit.cap.value}."
    return (
        f"In the panel the engineering lead's own questions came to no, which holds the verdict at "
        f"{limit.cap.value}."
    )


def one_change(it: Committee) -> str:
    """Empty when there is nothing to say, or nothing left to gain."""
    if it.limits:
        return _past_the_limit(it.limits[0])
    if it.lever is None:
        return ""
    return _moved(it.lever, it.band)


def _moved(lever: Lever, now: Band | None) -> str:
    reached = "; the verdict stays" if lever.to is now else f" and make it {lever.to.value}"
    points = "1 point" if lever.gain == 1 else f"{lever.gain} points"
    adds = f"{lever.goal.word.capitalize()} throughout, it would add {points} of 100{reached}."
    where = f"Most of it lies in {round_of(lever.by)}: {lever.weakest.title}."
    return f"{lever.competency.label}. {adds} {where}"


def _past_the_limit(limit: Limit) -> str:
    if limit.line:
        return f"Stay behind that line; all else comes second. {limit.line.why}"
    if limit.voice is None:
        return f"Answer in every round, also in one that you'd rather not have: {round_of(limit.by)}."
    weakest = limit.voice.weakest.title
    return f"Answer the engineering lead in an engineer's terms, above all on this: {weakest}."


def why_one_more(it: Committee, *, ruled_on: bool = False) -> str:
    """Why a bar raiser is called, or would have been had the rulings come before the end; empty for none."""
    if not it.calls_bar_raiser:
        return ""
    if ruled_on:
        return f"{BOTH_SIDES if sides_differ(it.conflicts) else CLOSE} {TOO_LATE}"
    if sides_differ(it.conflicts):
        return "The interviewers stand on both sides: a committee would call one more round, a bar raiser's."
    return "The verdict is close and the interviewers contradict each other: a bar raiser could settle it."


def certainty(it: Committee) -> tuple[str, ...]:
    # Where a bar raiser is called, that sentence says that they are divided.
    doubts = [one for one in it.certainty.doubts if one is not Doubt.DIVIDED or not it.calls_bar_raiser]
    told = [said for doubt in doubts if (said := _doubted(doubt, it.certainty))]
    by_model = any(_is_by_model(one) for one in it.graded)
    return (*told, *((BY_MODEL,) if by_model else ()), PRACTICE)


def _doubted(doubt: Doubt, it: Certainty) -> str:
    """Too few rounds are said in the verdict's place."""
    return {
        Doubt.TOO_FEW: "",
        Doubt.FEW: "Two rounds are few: one bad day decides.",
        Doubt.MISSED: f"{_counted(it.missed)} {_were(it.missed)} not attended: nobody has heard you there.",
        Doubt.UNGRADED: f"{_counted(it.ungraded)} could not be graded and counted as nothing, not as zero.",
        Doubt.UNFINISHED: f"{_counted(it.unfinished)} ended early: what was said until then is judged.",
        Doubt.AUTOMATIC: AUTOMATIC,
        Doubt.CLOSE: "The score is at the edge of a band: another reading might cross it.",
        Doubt.DIVIDED: BOTH_SIDES,
    }[doubt]


def round_of(one: Assessment) -> str:
    return f"round {one.place}, {one.interviewer}"


def _named(one: Assessment) -> str:
    return f"Round {one.place}, {one.interviewer},"


def _were(number: int) -> str:
    return "was" if number == 1 else "were"


def _is_by_model(one: Assessment) -> bool:
    return one.graded is not None and one.graded.provenance.kind is GraderKind.MODEL


def _counted(number: int) -> str:
    return f"{_number(number).capitalize()} {_rounds(number)}"


def _rounds(number: int) -> str:
    return "round" if number == 1 else "rounds"


def _number(number: int) -> str:
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)
