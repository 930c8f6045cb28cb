"""`me`: where somebody stands today, this week and this season, or the last one while none is open."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.domain.answer import Answer, AnswerState
from bot.domain.answering import answer_text, long_enough
from bot.domain.board import AllTime
from bot.domain.calendar import zone_named
from bot.domain.card_parts import Button, Section
from bot.domain.cards import BoardCard, Card, SheetCard
from bot.domain.happenings import Action
from bot.domain.post import Post
from bot.practice import words
from bot.practice.answer_touched import current
from bot.practice.boards.card import board_card
from bot.practice.boards.measures import POINTS
from bot.practice.boards.periods import SEASON, THIS_WEEK
from bot.practice.boards.rating import RATING
from bot.practice.boards.reading import BoardWanted
from bot.practice.commands.asked import Asked
from bot.practice.first_verdict import first_verdict, newest_verdict
from bot.practice.linking.words import platform_of
from bot.practice.next_post import what_is_next
from bot.practice.streak import current_streak
from bot.practice.way_in import answer_privately, writes_privately
from bot.store.grades import StoredGrade
from bot.store.work import Work

_MORE = (
    (Action.MOCK, "Mock interview"),
    (Action.BOARD, "This week's board"),
    (Action.STREAK, "My streak"),
)
CLOSING = (
    "More: `/debrief history`, `/debrief progress`, `/debrief plan`, `/debrief streak`, `/debrief board`."
)


async def me(it: Asked) -> Card:
    """Everything of one's own that changes from day to day."""
    own = await standing(it)
    sections = (*own.sections, *await _accounts(it))
    return SheetCard(f"You in {it.group.name}", sections, CLOSING, own.buttons)


async def _accounts(it: Asked) -> tuple[Section, ...]:
    """Only of somebody who has several."""
    async with it.core.store.work() as work:
        selves = await work.links.selves(it.member.person)
    if len(selves) < 2:  # noqa: PLR2004  one is what everybody has
        return ()
    platforms = " and ".join(platform_of(one.account.platform) for one in selves)
    return (Section("Your accounts", (f"{platforms} are one person. `/debrief unlink` ends that.",)),)


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a member stands in one group, and what they can do next."""

    sections: tuple[Section, ...]
    buttons: tuple[Button, ...]


async def standing(it: Asked) -> Standing:
    """For whoever shows it by itself, or beside that of other groups."""
    zone = zone_named(it.here.zone)
    async with it.core.store.work() as work:
        post = await work.posts.latest_open(it.group.id)
        answer = await work.answers.of(it.group.id, post.id, it.member.person) if post else None
        if answer and (answer.revision == 0 or answer.state is AnswerState.WITHDRAWN):
            answer = None
        today = await _today(work, it, post, answer, zone)
        so_far = await _so_far(work, it)
    group = str(it.group.id)
    buttons = (*_buttons(post, answer, it.now), *(Button(action, label, group) for action, label in _MORE))
    return Standing((Section("Today", tuple(today)), Section("So far", tuple(so_far))), buttons)


async def _today(
    work: Work, it: Asked, post: Post | None, answer: Answer | None, zone: ZoneInfo
) -> list[str]:
    if post is None:
        return [await _next_one(work, it, zone)]
    scenario = await work.posts.scenario(post.scenario_hash)
    closes = words.in_words(post.deadline_at, zone)
    open_until = f"closes {closes}" if it.now < post.deadline_at else f"closed {closes}"
    lines = [f"“{scenario.title}”, {open_until}."]
    if answer is None:
        return [*lines, "No answer of yours yet."]
    return [*lines, await _state(work, post, answer, it.now, zone)]


async def _state(work: Work, post: Post, answer: Answer, now: datetime, zone: ZoneInfo) -> str:
    arrived = f"Answered {answer.timeliness}." if answer.timeliness else "Your answer is kept."
    grades = await work.grades.of(post.group, answer.id)
    if grades and answer.debriefed_at and not answer.reopened:
        return f"{arrived} {_verdict(grades)}"
    parts = await work.messages.parts(answer.group, answer.id)
    if not long_enough(answer_text(current(answer, parts))):
        return f"{arrived} {words.too_short_yet(private=writes_privately(post, parts))}"
    return f"{arrived} {words.grading_due(answer.grade_due_at, now, zone)}"


def _verdict(grades: Sequence[StoredGrade]) -> str:
    """The first try's is what the points are for; the newest is what was worked for last."""
    first, newest = first_verdict(grades).graded, newest_verdict(grades).graded
    if first.band is newest.band:
        return f"Verdict: {first.band}."
    return f"Verdict: first try {first.band}; newest try {newest.band}."


async def _next_one(work: Work, it: Asked, zone: ZoneInfo) -> str:
    schedule = await work.schedules.of(it.group.id)
    comes = await what_is_next(work, schedule, it.now, zone) if schedule else "none planned"
    return f"No scenario is open. Next: {comes}."


async def _so_far(work: Work, it: Asked) -> list[str]:
    lines = []
    season = "This season" if await work.seasons.current(it.group.id) else "Last season"
    for span, called in ((THIS_WEEK, "This week"), (SEASON, season)):
        period = await span.find(work, it.group.id, it.today)
        if period is not None:
            wanted = BoardWanted(it.group.id, it.member.person, period, POINTS, it.now, it.today)
            lines.append(f"{called}: {_own(await board_card(work, wanted))}.")
    streak = await current_streak(work, it.group.id, it.member.person, it.now)
    posts = "post" if streak == 1 else "posts"
    lines.append(f"Streak: {streak} {posts} in a row." if streak else "Streak: begins with your next answer.")
    return [*lines, await _rating(work, it)]


async def _rating(work: Work, it: Asked) -> str:
    card = await board_card(
        work, BoardWanted(it.group.id, it.member.person, AllTime(), RATING, it.now, it.today)
    )
    if card.own is None or card.own.number == 0:
        return "Rating: not sure enough yet to be shown. `/debrief board rating` says what is missing."
    return f"Rating: {_own(card)}."


def _own(card: BoardCard) -> str:
    if card.own is None:
        return "no points yet"
    return f"{card.own.value}, place {card.own.rank}" if card.own.rank else card.own.value


def _buttons(post: Post | None, answer: Answer | None, now: datetime) -> tuple[Button, ...]:
    if post is None or now >= post.deadline_at:
        return ()
    subject = str(post.id)
    if answer is None:
        return (answer_privately(post), Button(Action.HINT, "Hint", subject))
    debrief = Button(Action.MY_DEBRIEF, "My debrief", subject)
    if answer.debriefed_revision == answer.revision:
        return (debrief,)
    return (Button(Action.GRADE_ME, "Grade me", subject), debrief)
