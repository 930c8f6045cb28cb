"""What goes wrong, and when: scripted per route and per event."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

Way = Literal["answer", "drop", "slow"]
PAGE = b"<!doctype html><title>Discord</title><h1>502 Bad Gateway</h1>"
ERROR_PAGE = {"Content-Type": "text/html; charset=UTF-8"}
JSON = {"Content-Type": "application/json"}
NEVER = 60.0


@dataclass(frozen=True, slots=True)
class Fault:
    """How one call goes wrong."""

    way: Way = "answer"
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    effect: bool = False
    """Whether what was asked for happens all the same."""
    seconds: float = 0.0


def status(code: int, *, effect: bool = False) -> Fault:
    """A 5xx, as a gateway gives it: with a page."""
    return Fault("answer", code, PAGE, ERROR_PAGE, effect)


def limited(
    seconds: float, *, scope: Literal["user", "global", "shared"] = "user", via: bool = True
) -> Fault:
    """A 429; one without Via is what Cloudflare says in Discord's stead."""
    whole = {"message": "You are being rate limited.", "retry_after": seconds, "global": scope == "global"}
    headers = {"Retry-After": str(max(1, round(seconds + 0.499))), "X-RateLimit-Scope": scope, **JSON}
    headers |= {"X-RateLimit-Global": "true"} if scope == "global" else {}
    headers |= {"Via": "1.1 google"} if via else {}
    return Fault("answer", 429, json.dumps(whole).encode(), headers)


def banned() -> Fault:
    """Cloudflare's page, after too many calls that were refused."""
    return Fault("answer", 429, b"error code: 1015", {"Content-Type": "text/plain; charset=UTF-8"})


def refusal(code: int, message: str, *, http: int = 403, effect: bool = False) -> Fault:
    """One of Discord's own errors."""
    body = json.dumps({"message": message, "code": code}).encode()
    return Fault("answer", http, body, JSON, effect)


def mistyped() -> Fault:
    """A body of good JSON whose content type says more than discord.py reads. It takes effect."""
    return Fault("answer", 200, b"{}", {"Content-Type": "application/json; charset=utf-8"}, effect=True)


def dropped(*, effect: bool) -> Fault:
    """The connection is cut: before anything happened, or after it took effect."""
    return Fault("drop", effect=effect)


def slow(seconds: float) -> Fault:
    """It takes effect, and the true answer comes so many real seconds late."""
    return Fault("slow", seconds=seconds, effect=True)


def stalled(*, effect: bool) -> Fault:
    """No answer for a minute, then the connection is cut."""
    return Fault("drop", effect=effect, seconds=NEVER)


@dataclass(frozen=True, slots=True)
class EventFault:
    """How the delivery of one event goes wrong."""

    copies: int = 1
    """Times that it's sent, each with a sequence number of its own."""
    held: bool = False
    """Kept until `releases()`, so that others come before it."""
    lost: bool = False
    """Never sent, and not replayed."""
    malformed: Mapping[str, Any] | None = None
    """Sent with these instead of its own fields; a field of None is left out."""
    cut: Literal["", "before", "after"] = ""
    """Cut the socket before sending it, or right after. It is replayed when the session is resumed."""


NONE = EventFault()
T = TypeVar("T")


def named(route: str) -> str:
    """`POST /channels/{channel_id}/messages` and `POST /channels/{}/messages` are the same."""
    return re.sub(r"\{[^}]*\}", "{}", route)


@dataclass(slots=True)
class _Rule(Generic[T]):
    what: str
    fault: T
    first: int
    times: int
    seen: int = 0

    def hits(self, what: str) -> bool:
        if self.what not in (what, "*") or self.seen >= self.first + self.times - 1:
            return False
        self.seen += 1
        return self.seen >= self.first


@dataclass(slots=True)
class Faults:
    _calls: list[_Rule[Fault]] = field(default_factory=list)
    _events: list[_Rule[EventFault]] = field(default_factory=list)

    def call(self, route: str, fault: Fault, *, nth: int = 1, times: int = 1) -> None:
        """From the nth call of this route (`POST /channels/{}/messages`) from now on; `*` is every route."""
        self._calls.append(_Rule(named(route), fault, nth, times))

    def event(self, kind: str, fault: EventFault, *, nth: int = 1, times: int = 1) -> None:
        """The same for events by their name; `*` is every event."""
        self._events.append(_Rule(kind, fault, nth, times))

    def met(self, route: str) -> int:
        """How many calls of this route met a fault that was scripted for it."""
        rules = [rule for rule in self._calls if rule.what == named(route)]
        return sum(max(0, min(rule.seen - rule.first + 1, rule.times)) for rule in rules)

    def clear(self) -> None:
        self._calls.clear()
        self._events.clear()

    def of_call(self, route: str) -> Fault | None:
        return next(iter([rule.fault for rule in self._calls if rule.hits(named(route))]), None)

    def of_event(self, kind: str) -> EventFault:
        return next(iter([rule.fault for rule in self._events if rule.hits(kind)]), NONE)
