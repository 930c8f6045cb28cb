"""`last` and `history`: all that somebody has practised so far, for their own eyes."""

import re
from dataclasses import replace

from bot.domain.attempt import Attempt, GradeSeen
from bot.domain.calendar import local_date
from bot.domain.card_parts import Section
from bot.domain.cards import Card, Note, SheetCard
from bot.domain.grade import GraderKind
from bot.domain.round_kinds import FORMATS, Kind
from bot.errors import UserMustAct
from bot.practice.boards.units import IN_POINTS
from bot.practice.commands.asked import Asked
from bot.practice.commands.progress import progress_section
from bot.practice.my_debrief import my_debrief

MOST = 10
"""On a page."""
NOTHING_YET = Note(
    "You have answered nothing here yet, so there is nothing to show. "
    "Answer the next scenario in its thread, press Answer privately on its card, or begin a round with "
    "`/debrief mock`."
)
ROUNDS_APART = "Daily answers only: `/debrief progress` shows them and mock rounds together."
_PAGE = re.compile("[1-9][0-9]{0,4}")
_MINUTE = 60
_KINDS = {str(kind) for kind in Kind}


async def last(it: Asked) -> Card:
    """The newest debrief, as the button My debrief shows it."""
    async with it.core.store.work() as work:
        answers = await work.mine.answers(it.group.id, it.member.person, 1)
        post = await work.posts.get(it.group.id, answers[0].post) if answers else None
        return NOTHING_YET if post is None else await my_debrief(work, post, it.member.person, it.now)


async def history(it: Asked) -> Card:
    """A page of answers and rounds, newest first; the first one also says what they come to."""
    page = _page(it.plain)
    async with it.core.store.work() as work:
        found = await work.attempts.of(it.group.id, it.member.person, MOST, (page - 1) * MOST)
        if not found.attempts and page > 1:
            found, page = await work.attempts.of(it.group.id, it.member.person, MOST), 1
        progress = [await progress_section(work, it)] if page == 1 else []
    if not found.attempts:
        return NOTHING_YET
    if any(attempt.round for attempt in found.attempts):
        progress = [replace(one, lines=(*one.lines, ROUNDS_APART)) for one in progress]
    attempts = (attempt_section(attempt, it.here.groups_zone) for attempt in found.attempts)
    pages = -(-found.many // MOST)
    title = "Your answers and rounds, newest first"
    if pages > 1:
        title += f", {page} of {pages}"
    return SheetCard(title, (*attempts, *progress), _closing(page, pages))


def _page(words: tuple[str, ...]) -> int:
    match words:
        case ():
            return 1
        case (word,) | ("page", word) if _PAGE.fullmatch(word):
            return int(word)
        case _:
            raise UserMustAct(
                "That is no page. Nothing was changed. "
                "Type `/debrief history`, or `/debrief history 2` for what is older."
            )


def _closing(page: int, pages: int) -> str:
    older = f"`/debrief history {page + 1}` goes on with what is older. " if page < pages else ""
    return (
        f"{older}`/debrief last` shows the newest debrief whole, `/debrief progress` how it goes over time."
    )


def attempt_section(attempt: Attempt, zone: str) -> Section:
    """With what was found, and what to do next."""
    return Section(attempt_line(attempt, zone), tuple(filter(None, (_found(attempt),))))


def attempt_line(attempt: Attempt, zone: str) -> str:
    """When, what, how it went and how long it took."""
    on = local_date(attempt.at, zone)
    parts = [f"{on:%a %-d %b %Y}", *_what(attempt), _verdict(attempt)]
    if not attempt.round:
        parts.append(IN_POINTS.value(attempt.points))
    if attempt.spent is not None and attempt.spent.total_seconds() >= _MINUTE:
        parts.append(f"{round(attempt.spent.total_seconds() / _MINUTE)} min")
    return " · ".join([*parts, *_improved(attempt.grades)])


def _what(attempt: Attempt) -> list[str]:
    if not attempt.round:
        return [attempt.title]
    kind = FORMATS[Kind(attempt.round)].title if attempt.round in _KINDS else attempt.round
    return [attempt.title, f"mock round, {kind[0].lower()}{kind[1:]}"]


def _verdict(attempt: Attempt) -> str:
    """The band that the points are for: an organiser's ruling, else the first try's."""
    band = attempt.band
    if band is None:
        return "no verdict" if attempt.round else "not graded yet"
    first = [grade for grade in attempt.grades if grade.revision == attempt.grades[0].revision]
    ruled = any(grade.kind is GraderKind.HUMAN for grade in first)
    return f"{band} (an organiser's ruling)" if ruled else str(band)


def _found(attempt: Attempt) -> str:
    """The best and the weakest criterion, and the one change."""
    if not attempt.found:
        return ""
    best = max(attempt.found, key=lambda one: one.level)
    worst = min(attempt.found, key=lambda one: one.level)
    if best.level == worst.level:
        return f"All {best.level.word}.{_next(attempt.one_change)}"
    said = f"Best: {best.title} ({best.level.word}). Weakest: {worst.title} ({worst.level.word})"
    about, _, ask = attempt.one_change.partition(": ")
    if about == worst.title:
        return f"{said}: {ask}"
    return f"{said}.{_next(attempt.one_change)}"


def _next(one_change: str) -> str:
    return f" Next: {one_change}" if one_change else ""


def _improved(grades: tuple[GradeSeen, ...]) -> list[str]:
    """Against the first try; of a text that was graded again by a changed rubric the last grade holds."""
    tries = {grade.revision: grade for grade in grades if grade.kind is not GraderKind.HUMAN}
    scores = [grade.score for grade in tries.values()]
    gained = max(scores) - scores[0] if scores else 0
    return [f"improved by {gained} of 100"] if gained > 0 else []
