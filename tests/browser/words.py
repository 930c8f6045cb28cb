"""What the newcomer of these tests writes: a good answer to whatever scenario is on the page."""

import re
from functools import cache

from bot.domain.scenario import Scenario
from bot.library.library import Library, load, shipped


@cache
def library() -> Library:
    return load([shipped()])


def scenario_called(title: str) -> Scenario:
    return next(one for one in library().scenarios.values() if one.title == title)


def three_messages(title: str) -> tuple[str, str, str]:
    """The library's strong answer, the way somebody types it: in three goes."""
    paragraphs = scenario_called(title).answers.strong.text.strip().split("\n\n")
    first, second, *rest = map(_unwrapped, paragraphs)
    return first, second, "\n\n".join(rest)


def _unwrapped(paragraph: str) -> str:
    """As somebody types it: only the points of a list begin lines of their own, and nothing is marked up."""
    return re.sub(r"\n(?!- |[0-9]+[.] )\s*", " ", paragraph).replace("**", "")


def a_turn(title: str, turn: int) -> str:
    """What is said to one question of a mock round."""
    messages = three_messages(title)
    return messages[turn % len(messages)]
