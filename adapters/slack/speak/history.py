"""Reads what stands in a channel, a thread or a direct conversation, page by page."""

import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from adapters.chats.readings import Page
from adapters.slack.heard.payload import UNREADABLE, moment
from adapters.slack.speak.call import Caller
from adapters.slack.speak.outcomes import Spot
from adapters.slack.speak.places import Target

log = logging.getLogger(__name__)

PAGE = 200
Message = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Span:
    """From one moment to another, as Slack writes them; both are left out."""

    oldest: str
    latest: str


def stamp(moment: datetime) -> str:
    """As Slack writes a time."""
    micros = int(moment.timestamp() * 1_000_000)
    return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"


def span(since: datetime, until: datetime) -> Span:
    return Span(stamp(since), stamp(until))


async def pages(
    caller: Caller, target: Target, within: Span, reached: str = ""
) -> AsyncIterator[Page[Message]]:
    """A thread from its beginning on, all else from the newest message back; onwards from `reached`.

    In a thread its root comes along, on every page.
    """
    left = _left(target, within, reached)
    cursor: str | None = None
    while True:
        answer = await _page(caller, target, left, cursor)
        messages = [one for one in answer.get("messages") or () if _has_its_time(one)]
        cursor = (answer.get("response_metadata") or {}).get("next_cursor") or None
        reached = _reached(target, messages) or reached
        yield Page(messages, reached, cursor is None)
        if cursor is None:
            return


def _left(target: Target, within: Span, reached: str) -> Span:
    if not reached:
        return within
    # A cursor is good for a while only; a message's own time for ever.
    return Span(reached, within.latest) if target.thread else Span(within.oldest, reached)


def _has_its_time(message: object) -> bool:
    """By which it is named. What has none can't be told of, nor read on from."""
    try:
        moment(cast("Message", message)["ts"])
    except UNREADABLE:
        log.exception("A message of a history of Slack's has no readable time. It was left out.")
        return False
    return True


def _reached(target: Target, messages: Sequence[Message]) -> str:
    stamps = [str(message["ts"]) for message in messages if message.get("ts") != target.thread]
    if not stamps:
        return ""
    return max(stamps, key=_order) if target.thread else min(stamps, key=_order)


def _order(ts: str) -> tuple[int, str]:
    whole, _, rest = ts.partition(".")
    return int(whole), rest


async def _page(caller: Caller, target: Target, left: Span, cursor: str | None) -> Mapping[str, Any]:
    method, thread = "conversations.history", dict[str, Any]()
    if target.thread is not None:
        method, thread = "conversations.replies", {"ts": target.thread}
    # Below a message of a conversation: without it the rest of the conversation still stands.
    fine = {"thread_not_found"} if target.thread and target.spot is Spot.ALONE else set[str]()
    return await caller.call(
        target.installation_ref,
        method,
        spot=target.spot,
        fine=fine,
        channel=target.channel,
        include_all_metadata=True,
        limit=PAGE,
        cursor=cursor,
        oldest=left.oldest,
        latest=left.latest,
        **thread,
    )


async def message_at(
    caller: Caller, installation_ref: str, channel: str, ts: str, thread: str | None
) -> Message | None:
    """One message, in the channel itself or in a thread; None when it's gone."""
    exactly: dict[str, Any] = {"oldest": ts, "latest": ts, "inclusive": True, "limit": 1}
    spot = Spot.ALONE if channel.startswith("D") else Spot.CHANNEL
    if thread is None:
        answer = await caller.call(
            installation_ref, "conversations.history", spot=spot, channel=channel, **exactly
        )
        found = _at(answer, ts)
        if found is not None:
            return found
    # A reply doesn't stand in the channel's history; asked for by its own time it comes alone.
    answer = await caller.call(
        installation_ref,
        "conversations.replies",
        spot=spot,
        fine={"thread_not_found"},
        channel=channel,
        ts=thread or ts,
        **exactly,
    )
    return _at(answer, ts)


def _at(answer: Mapping[str, Any], ts: str) -> Message | None:
    found = (message for message in answer.get("messages") or () if message.get("ts") == ts)
    return next((message for message in found if message.get("subtype") != "tombstone"), None)
