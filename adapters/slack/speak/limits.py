"""How often each method may be called: https://docs.slack.dev/apis/web-api/rate-limits.

A tier grants so many calls in any minute. A burst and a minute at the step together stay within it.
"""

from collections.abc import Mapping
from datetime import timedelta

from bot.domain.speaking import Queue, Rate


def per_minute(calls: int, at_once: int) -> Rate:
    """At most `calls` in any minute, `at_once` of them together after a rest."""
    step = timedelta(minutes=1) / (calls - at_once)
    return Rate(step, step * (at_once - 1))


POSTING = Rate(timedelta(seconds=1))
WORKSPACE = per_minute(300, 10)
"""Slack says "several hundred" messages a minute for a whole workspace."""
TIER_2 = per_minute(20, 5)
TIER_3 = per_minute(50, 10)
TIER_4 = per_minute(100, 20)

BY_METHOD: Mapping[str, Rate] = {
    "chat.postMessage": WORKSPACE,
    "chat.postEphemeral": TIER_4,
    "chat.update": TIER_3,
    "chat.delete": TIER_3,
    "chat.getPermalink": WORKSPACE,
    "conversations.open": TIER_3,
    "conversations.info": TIER_3,
    "conversations.history": TIER_3,
    "conversations.replies": TIER_3,
    "conversations.join": TIER_3,
    "conversations.members": TIER_4,
    "files.getUploadURLExternal": TIER_4,
    "files.completeUploadExternal": TIER_4,
    "files.delete": TIER_3,
    "reactions.add": TIER_3,
    "reactions.remove": TIER_2,
    "users.info": TIER_4,
    "views.open": TIER_4,
    "views.push": TIER_4,
    "views.update": TIER_4,
    "views.publish": TIER_4,
    "auth.test": WORKSPACE,
    "auth.revoke": TIER_3,
}
BY_PLACE: Mapping[str, Rate] = {"chat.postMessage": POSTING}
"""One line a channel besides."""


def queues(method: str, place: str) -> tuple[Queue, ...]:
    """The lines in which a call waits."""
    lines = [Queue(method, "", BY_METHOD.get(method, TIER_2))]
    if place and method in BY_PLACE:
        lines.append(Queue(method, place, BY_PLACE[method]))
    return tuple(lines)
