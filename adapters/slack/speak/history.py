"""Reads what stands in a channel, a thread or a direct conversation, to its end."""

from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from adapters.slack.speak.call import Caller
from adapters.slack.speak.outcomes import Spot
from adapters.slack.speak.places import Target

PAGE = 200
FRESH = timedelta(minutes=15)
"""So long a reading may go on where it was cut short."""
Message = Mapping[str, Any]


def stamp(moment: datetime) -> str:
    """As Slack writes a time."""
    micros = int(moment.timestamp() * 1_000_000)
    return f"{micros // 1_000_000}.{micros % 1_000_000:06d}"


async def messages_between(
    caller: Caller, target: Target, since: datetime, until: datetime
) -> AsyncIterator[Message]:
    """Newest first, but for a thread. A thread's root comes along."""
    cursor: str | None = None
    while True:
        answer = await _page(caller, target, cursor, oldest=stamp(since), latest=stamp(until))
        for message in answer.get("messages") or ():
            yield message
        cursor = _next(answer)
        if cursor is None:
            return


@dataclass(slots=True)
class Partial:
    """A reading that Slack has cut short."""

    begun_at: datetime
    messages: list[Message] = field(default_factory=list)
    cursor: str | None = None


@dataclass(slots=True)
class Readings:
    """Reads to the end, over several calls where Slack allows one page a minute only."""

    caller: Caller
    now: Callable[[], datetime]
    _begun: dict[tuple[Target, datetime], Partial] = field(default_factory=dict)

    async def since(self, target: Target, after: datetime) -> Sequence[Message]:
        """All that stands. Raises RetryLater when it isn't all read yet: what was read so far is kept."""
        self._let_go()
        partial = self._begun.setdefault((target, after), Partial(self.now()))
        while True:
            answer = await _page(self.caller, target, partial.cursor, oldest=stamp(after))
            partial.messages.extend(answer.get("messages") or ())
            partial.cursor = _next(answer)
            if partial.cursor is None:
                self._begun.pop((target, after), None)  # another reader may have come to its end first
                return partial.messages

    def _let_go(self) -> None:
        """What was read too long ago may not stand any more."""
        now = self.now()
        self._begun = {key: one for key, one in self._begun.items() if now - one.begun_at < FRESH}


async def _page(caller: Caller, target: Target, cursor: str | None, **span: str) -> Mapping[str, Any]:
    method, thread = "conversations.history", dict[str, Any]()
    if target.thread is not None:
        method, thread = "conversations.replies", {"ts": target.thread}
    return await caller.call(
        target.installation_ref,
        method,
        spot=target.spot,
        channel=target.channel,
        include_all_metadata=True,
        limit=PAGE,
        cursor=cursor,
        **span,
        **thread,
    )


def _next(answer: Mapping[str, Any]) -> str | None:
    return (answer.get("response_metadata") or {}).get("next_cursor") or None


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
