"""What goes wrong, and when: scripted per method and per event."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

Way = Literal["answer", "drop", "stall", "late"]
PAGE = b"<!doctype html><title>Slack</title><h1>Something went wrong</h1>"


@dataclass(frozen=True, slots=True)
class Fault:
    """How one API call goes wrong."""

    way: Way = "answer"
    status: int = 200
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    effect: bool = False
    """Whether what was asked for happens all the same."""
    seconds: float = 0.0


def status(code: int, *, effect: bool = False) -> Fault:
    """A 5xx, as a gateway gives it."""
    return Fault("answer", code, b"upstream error", {"Content-Type": "text/plain"}, effect)


def limited(seconds: int) -> Fault:
    headers = {"Retry-After": str(seconds), "Content-Type": "application/json"}
    return Fault("answer", 429, b'{"ok":false,"error":"ratelimited"}', headers)


def html(*, effect: bool = False) -> Fault:
    """A page, with a 200."""
    return Fault("answer", 200, PAGE, {"Content-Type": "text/html"}, effect)


def error(name: str, *, effect: bool = False) -> Fault:
    """A 200 that says ok: false."""
    body = f'{{"ok":false,"error":"{name}"}}'.encode()
    return Fault("answer", 200, body, {"Content-Type": "application/json"}, effect)


def dropped(*, effect: bool) -> Fault:
    """The connection is cut: before anything happened, or after it took effect."""
    return Fault("drop", effect=effect)


def stalled(seconds: float, *, effect: bool = False) -> Fault:
    """No answer for so many real seconds, then the connection is cut."""
    return Fault("stall", seconds=seconds, effect=effect)


def late(seconds: float) -> Fault:
    """It happens at once, and the whole answer comes after so many real seconds."""
    return Fault("late", effect=True, seconds=seconds)


@dataclass(frozen=True, slots=True)
class EventFault:
    """How the delivery of one event goes wrong."""

    copies: int = 1
    """Times that it's delivered, all with the same event_id."""
    again_after_success: bool = False
    """Slack missed the acknowledgement and sends it again as a retry."""
    signed_ago: float = 0.0
    """Seconds by which the signature's timestamp lies back."""
    badly_signed: bool = False
    held: bool = False
    """Kept until `releases()`, so that others come before it."""
    lost: bool = False
    """Never delivered, and never tried again."""
    abort: Literal["", "before", "after"] = ""
    """Cut the socket before sending it, or after sending and before the acknowledgement."""


NONE = EventFault()
T = TypeVar("T")


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

    def call(self, method: str, fault: Fault, *, nth: int = 1, times: int = 1) -> None:
        """From the nth call of this method from now on, so many times. `*` is every method.

        `upload` and `response_url` stand for those addresses, `share` for a file's message that comes late
        (`stalled(seconds, effect=True)`) or never.
        """
        self._calls.append(_Rule(method, fault, nth, times))

    def event(self, kind: str, fault: EventFault, *, nth: int = 1, times: int = 1) -> None:
        """The same for events by their type; `*` is every event."""
        self._events.append(_Rule(kind, fault, nth, times))

    def met(self, what: str) -> int:
        """How many calls of this method met a fault that was scripted for it."""
        rules = [rule for rule in self._calls if rule.what == what]
        return sum(max(0, min(rule.seen - rule.first + 1, rule.times)) for rule in rules)

    def clear(self) -> None:
        self._calls.clear()
        self._events.clear()

    def of_call(self, method: str) -> Fault | None:
        return next(iter([rule.fault for rule in self._calls if rule.hits(method)]), None)

    def of_event(self, kind: str) -> EventFault:
        return next(iter([rule.fault for rule in self._events if rule.hits(kind)]), NONE)
