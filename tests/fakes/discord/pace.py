"""Rate limits: buckets per route and place, one over all, and what too many refusals lead to."""

import hashlib
import math
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

TEN_MINUTES = 600.0


@dataclass(frozen=True, slots=True)
class Limit:
    bucket: str
    most: int
    seconds: float
    """`most` calls in any window of so many seconds, which the first call opens."""


@dataclass(slots=True)
class Window:
    opened: float
    used: int = 0


@dataclass(slots=True)
class TooMany(Exception):
    """A 429 that was earned."""

    wait: float
    scope: str
    headers: dict[str, str]

    def body(self) -> dict[str, Any]:
        wait = round(self.wait, 3)
        return {
            "message": "You are being rate limited.",
            "retry_after": wait,
            "global": self.scope == "global",
        }


@dataclass(slots=True)
class Pace:
    """Runs on real seconds, for the client sleeps in real seconds; off, it allows everything."""

    now: Callable[[], float]
    on: bool = True
    most_a_second: int = 50
    most_refusals: int = 10_000
    """401, 403 and 429 in ten minutes, those of shared limits aside; then Cloudflare shuts the door."""
    refused: list[tuple[float, str, str]] = field(default_factory=list)
    """Every 429 that was earned: when, bucket, scope."""
    refusals: deque[float] = field(default_factory=deque)
    _windows: dict[tuple[str, str], Window] = field(default_factory=dict)
    _second: deque[float] = field(default_factory=deque)

    def spend(self, limit: Limit, place: str, *, counts: bool) -> dict[str, str]:
        """The headers of this call; raises TooMany. `counts`: towards the limit over all."""
        if not self.on:
            return self._headers(limit, place, limit.most * 1000, 1.0)
        if counts:
            self._spend_second()
        now, window = self.now(), self._windows.get((limit.bucket, place))
        if window is None or now - window.opened >= limit.seconds:
            window = self._windows[limit.bucket, place] = Window(now)
        left = limit.seconds - (now - window.opened)
        if window.used >= limit.most:
            raise self._too_many(left, "user", limit.bucket, self._headers(limit, place, 0, left))
        window.used += 1
        return self._headers(limit, place, limit.most - window.used, left)

    def note(self, status: int, scope: str = "") -> None:
        """What this call came to."""
        if status in (401, 403) or (status == 429 and scope != "shared"):
            self.refusals.append(self.now())

    def is_banned(self) -> bool:
        while self.refusals and self.now() - self.refusals[0] > TEN_MINUTES:
            self.refusals.popleft()
        return len(self.refusals) >= self.most_refusals

    def _spend_second(self) -> None:
        now = self.now()
        while self._second and now - self._second[0] >= 1:
            self._second.popleft()
        if len(self._second) >= self.most_a_second:
            raise self._too_many(1 - (now - self._second[0]), "global", "global", {})
        self._second.append(now)

    def _too_many(self, wait: float, scope: str, bucket: str, headers: dict[str, str]) -> TooMany:
        wait = max(wait, 0.001)
        self.refused.append((self.now(), bucket, scope))
        headers |= {"Retry-After": str(math.ceil(wait)), "X-RateLimit-Scope": scope, "Via": "1.1 google"}
        headers |= {"X-RateLimit-Global": "true"} if scope == "global" else {}
        return TooMany(wait, scope, headers)

    def _headers(self, limit: Limit, place: str, left: int, seconds: float) -> dict[str, str]:
        name = hashlib.sha256(limit.bucket.encode()).hexdigest()[:24]
        most = limit.most if self.on else limit.most * 1000
        return {
            "X-RateLimit-Limit": str(most),
            "X-RateLimit-Remaining": str(max(0, left)),
            "X-RateLimit-Reset": f"{time.time() + seconds:.3f}",
            "X-RateLimit-Reset-After": f"{max(0.0, seconds):.3f}",
            "X-RateLimit-Bucket": name,
        }
