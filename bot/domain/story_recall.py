"""Stories in a behavioural round: which one to bring up, and which one was told."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime

from bot.domain.scenario import Criterion
from bot.domain.story import Story
from bot.domain.story_cues import quoted

_WORD = re.compile(r"[^\W_]{5,}")
"""Shorter ones are in every story."""
LEAST_SHARED = 6
SHARED = 0.3
_LONG_AGO = datetime.min.replace(tzinfo=UTC)


def bring_up(stories: Sequence[Story], criterion: Criterion | None = None) -> str:
    """What an interviewer says who knows of them; empty when there are none."""
    chosen = fitting(stories, criterion)
    if chosen is None:
        return ""
    return f"You keep {quoted(chosen.text.title)} in your story bank; tell another one if it's fresher."


def fitting(stories: Sequence[Story], criterion: Criterion | None = None) -> Story | None:
    """The one nearest to what is asked for; of equals the one that was told longest ago, or never."""
    asked = _words(" ".join(_texts(criterion))) if criterion else frozenset()

    def near(story: Story) -> tuple[int, datetime, int]:
        shared = len(asked & _words(_text(story)))
        return -shared, story.told_at or _LONG_AGO, story.id

    return min(stories, key=near, default=None)


def told_in(stories: Sequence[Story], said: str) -> Story | None:
    """The one whose words stand in what was said; None when it was another, or too little of any."""
    heard = _words(said)

    def shared(story: Story) -> float:
        words = _words(_text(story))
        both = len(words & heard)
        return both / max(min(len(words), len(heard)), 1) if both >= LEAST_SHARED else 0.0

    found = max(stories, key=shared, default=None)
    return found if found and shared(found) >= SHARED else None


def _texts(criterion: Criterion) -> tuple[str, ...]:
    return (criterion.title, *(check.ask for check in criterion.checks))


def _text(story: Story) -> str:
    return " ".join((story.text.whole, *(tag.label for tag in story.tags)))


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold()))
