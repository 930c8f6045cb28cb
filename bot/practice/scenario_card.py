"""The card of the day, from a post and its scenario."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.domain.calendar import SkipReason
from bot.domain.card_parts import Button
from bot.domain.cards import ScenarioCard
from bot.domain.happenings import Action
from bot.domain.mode import Mode, Privacy
from bot.domain.post import Post, SkippedDay
from bot.domain.scenario import Scenario
from bot.domain.themes import THEMES

NOTICEABLY_LATE = timedelta(minutes=5)
_LABELS = (
    (Action.ANSWER_PRIVATELY, "Answer privately"),
    (Action.GRADE_ME, "Grade me"),
    (Action.HINT, "Hint"),
    (Action.SKIP_TODAY, "Skip today"),
    (Action.MY_DEBRIEF, "My debrief"),
)
_WORTH_TELLING = {
    SkipReason.TOO_LATE: "I was away at its time for too long to catch up",
    SkipReason.NO_SCENARIO: "no scenario was left",
    SkipReason.NOT_ALLOWED: "I wasn't allowed to post",
}


def privacy_of(mode: Mode) -> Privacy:
    return Privacy.SEALED if mode is Mode.SEALED else Privacy.OPEN


def scenario_card(
    post: Post, scenario: Scenario, skipped: Sequence[SkippedDay], now: datetime, *, read_by: str = ""
) -> ScenarioCard:
    """`read_by` is said on every card: so everybody knows it before their first answer goes there."""
    return ScenarioCard(
        title=scenario.title,
        prompt=scenario.prompt,
        competencies=scenario.competencies,
        minutes=scenario.minutes,
        words=(scenario.words.least, scenario.words.most),
        warm_up=scenario.warm_up,
        difficulty=scenario.difficulty,
        deadline=post.deadline_at,
        privacy=privacy_of(post.mode),
        read_by=read_by,
        notes=tuple(_notes(post, skipped, now)),
        buttons=(
            *(Button(action, label, str(post.id)) for action, label in _LABELS),
            Button(Action.STANDING, "Where I stand", str(post.group)),
        ),
    )


def _notes(post: Post, skipped: Sequence[SkippedDay], now: datetime) -> list[str]:
    notes = [
        f"{day.local_date:%A %-d %B} was skipped: {_WORTH_TELLING[day.reason]}. Nobody's streak is touched."
        for day in skipped
        if day.reason in _WORTH_TELLING
    ]
    if now - post.due_at > NOTICEABLY_LATE:
        notes.append("Posted late: I was away. The deadline is the usual one.")
    if theme := THEMES.get(post.theme):
        notes.append(f"{theme.title}: {theme.says}.")
    if post.repeated:
        notes.append("You have had this one before: the library has none left that's new to this group.")
    return notes
