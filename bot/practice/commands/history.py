"""`last` and `history`: what somebody has answered so far, for their own eyes."""

from bot.domain.cards import Card, Note, Section, SheetCard
from bot.domain.grade import GraderKind
from bot.practice.boards.units import IN_POINTS
from bot.practice.commands.asked import Asked
from bot.practice.commands.progress import progress_section
from bot.practice.my_debrief import my_debrief
from bot.store.mine import GradeSeen, OwnAnswer

MOST = 10
NOTHING_YET = Note(
    "You have answered nothing here yet, so there is nothing to show. "
    "Answer the next scenario in its thread, or press Answer privately on its card."
)


async def last(it: Asked) -> Card:
    """The newest debrief, as the button My debrief shows it."""
    async with it.core.store.work() as work:
        answers = await work.mine.answers(it.group.id, it.member.person, 1)
        post = await work.posts.get(it.group.id, answers[0].post) if answers else None
        return NOTHING_YET if post is None else await my_debrief(work, post, it.member.person, it.now)


async def history(it: Asked) -> Card:
    """The latest answers, newest first, and what they come to."""
    async with it.core.store.work() as work:
        answers = await work.mine.answers(it.group.id, it.member.person, MOST)
        progress = await progress_section(work, it)
    if not answers:
        return NOTHING_YET
    most = f"Your latest {MOST} answers" if len(answers) == MOST else "Your answers so far"
    lines = tuple(answer_line(answer) for answer in answers)
    sections = (Section("Newest first", lines), progress)
    return SheetCard(most, sections, "`/debrief last` shows the newest debrief whole.")


def answer_line(answer: OwnAnswer) -> str:
    """When, what, how it went, and for how many points."""
    day, points = f"{answer.on:%a %-d %b %Y}", IN_POINTS.value(answer.points)
    parts = [day, answer.title, _verdict(answer.grades), points]
    return " · ".join([*parts, *_improved(answer.grades)])


def _verdict(grades: tuple[GradeSeen, ...]) -> str:
    """The band that the points are for: an organiser's ruling, else the first try's."""
    if not grades:
        return "not graded yet"
    of_first = [grade for grade in grades if grade.revision == grades[0].revision]
    rulings = [grade for grade in of_first if grade.kind is GraderKind.HUMAN]
    return f"{rulings[-1].band} (an organiser's ruling)" if rulings else str(of_first[-1].band)


def _improved(grades: tuple[GradeSeen, ...]) -> list[str]:
    """Against the first try; of a text that was graded again by a changed rubric the last grade holds."""
    tries = {grade.revision: grade for grade in grades if grade.kind is not GraderKind.HUMAN}
    scores = [grade.score for grade in tries.values()]
    gained = max(scores) - scores[0] if scores else 0
    return [f"improved by {gained} of 100"] if gained > 0 else []
