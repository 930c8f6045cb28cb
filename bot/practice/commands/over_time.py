"""`progress`: each competency over time, as a picture and in words, and how ready that looks."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import groupby

from bot.domain.attempt import Attempt, one_scale
from bot.domain.calendar import local_date
from bot.domain.card_parts import Section
from bot.domain.cards import Card, Note, SheetCard
from bot.domain.chart import Trend, TrendLine, TrendPoint
from bot.domain.competency import Competency
from bot.domain.grade import GraderKind, Level
from bot.ports import Painter
from bot.practice.commands.asked import Asked
from bot.practice.readiness import LATEST, LEAST, Readiness, readiness

LEAST_DRAWN = TWICE = 2
NOTHING_YET = Note(
    "Nothing of yours has been graded here yet, so there is nothing to show. "
    "Answer the next scenario, or begin a round with `/debrief mock`."
)
NO_PROMISE = (
    "This is no promise. It counts first attempts here, read by {reader}; an interviewer reads otherwise. "
    "A range that is wide says that a few attempts can't tell."
)
READERS = {
    GraderKind.AUTOMATIC: "the automatic check, which isn't calibrated",
    GraderKind.MODEL: "a model, which isn't calibrated",
    GraderKind.HUMAN: "people",
}
OF_100 = "How ready that looks: of 100 more attempts like these"
TOO_FEW = (
    "That can't be said of {many}: it takes {least}, and is a range even then. "
    "Until then read the debriefs rather than the levels."
)
FEW_OF = "Fewer than {least} attempts, so no range yet: {few}."
CLOSING = "`/debrief history` has every attempt; `/debrief plan` lays out what comes next."

log = logging.getLogger(__name__)


async def progress(it: Asked) -> Card:
    """The latest first attempts, answers and rounds, of the newest one's grader."""
    async with it.core.store.work() as work:
        page = await work.attempts.of(it.group.id, it.member.person, LATEST)
    attempts = [it for it in one_scale(list(page.attempts)) if it.levels]
    if not attempts:
        return NOTHING_YET
    lines = trend_lines(attempts, it.here.zone)
    sheet = SheetCard(
        "Your progress",
        (Section(f"Over time, {_span(lines)}", tuple(_in_words(lines, len(attempts)))), *_ready(attempts)),
        CLOSING,
    )
    return await _illustrated(it.core.painter, sheet, _trend(lines))


def trend_lines(attempts: Sequence[Attempt], zone: str) -> list[TrendLine]:
    """A line for each competency that was tested; a point is an attempt's mean level."""
    found = []
    for competency in Competency:
        points = tuple(
            TrendPoint(number, local_date(it.at, zone), it.means[competency])
            for number, it in enumerate(reversed(attempts))
            if competency in it.levels
        )
        if points:
            found.append(TrendLine(competency.label, points, nearest(points[-1].level).word))
    return found


def nearest(level: float) -> Level:
    return Level(int(level + 0.5))


def _in_words(lines: Sequence[TrendLine], attempts: int) -> Iterator[str]:
    """The newest level, then those before it, the oldest first; equal ones in a row once, with how often."""
    for line in lines:
        steps = []
        for word, same in groupby(nearest(point.level).word for point in line.points):
            many = len(list(same))
            steps.append(word if many == 1 else f"{word} {'twice' if many == TWICE else f'{many} times'}")
        now = f"{nearest(line.points[-1].level).marks} {steps.pop()} · {line.label}"
        before = f", after {', then '.join(steps)}" if steps else ""
        of = f" (in {len(line.points)} of {attempts})" if len(line.points) < attempts else ""
        yield f"{now}{before}{of}"


def _span(lines: Sequence[TrendLine]) -> str:
    days = [point.on for line in lines for point in line.points]
    first, last = min(days), max(days)
    return _day(first) if first == last else f"{_day(first)} to {_day(last)}"


def _ready(attempts: Sequence[Attempt]) -> tuple[Section, ...]:
    whole, *each = readiness(attempts)
    if not whole.enough:
        too_few = TOO_FEW.format(many=_many(whole.share.cases), least=LEAST)
        return (Section("How ready that looks", (too_few,)),)
    few = ", ".join(it.competency.label.lower() for it in each if it.competency and not it.enough)
    lines = [_range(it) for it in each if it.enough]
    lines += [FEW_OF.format(least=LEAST, few=few)] if few else []
    graders = [it.kind for it in attempts if it.kind is not GraderKind.HUMAN]
    reader = READERS[graders[0] or GraderKind.HUMAN] if graders else READERS[GraderKind.HUMAN]
    return (
        Section(OF_100, (_range(whole), NO_PROMISE.format(reader=reader))),
        *((Section("Of the same 100, by competency: strong or better", tuple(lines)),) if lines else ()),
    )


def _range(it: Readiness) -> str:
    low, high = it.of_hundred
    what = "A yes or better" if it.competency is None else it.competency.label
    return f"{what}: {low} to {high} (so far {it.share.hits} of {it.share.cases})"


def _many(attempts: int) -> str:
    return "one attempt" if attempts == 1 else f"{attempts} attempts"


def _trend(lines: Sequence[TrendLine]) -> Trend:
    span = _span(lines)
    said = "; ".join(f"{line.label} {line.said}" for line in lines)
    return Trend(
        "Your progress",
        f"A dot for each first attempt, {span}; dashed: strong",
        tuple(lines),
        f"Line chart of levels by competency, {span}. Now: {said}.",
    )


async def _illustrated(painter: Painter, sheet: SheetCard, trend: Trend) -> SheetCard:
    """Without its picture when it can't be drawn, or when a single attempt makes no line."""
    if max(len(line.points) for line in trend.lines) < LEAST_DRAWN:
        return sheet
    try:
        return replace(sheet, picture=await painter.paint(trend))
    except Exception:  # a picture is an extra; whatever went wrong with it, the words are there
        log.exception("A picture could not be drawn. The text goes without it.")
        return sheet


def _day(on: date) -> str:
    return f"{on.day} {on:%b %Y}"
