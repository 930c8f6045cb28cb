"""Rate limits: one message a second and channel, tiers per method and workspace."""

import math
from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fakes.slack.refusal import Refused

MINUTE = 60.0
A_HAIR = 1e-6
"""By which sums of seconds may come out short."""
TIERS = {1: 1, 2: 20, 3: 50, 4: 100}
"""Calls in any sixty seconds, per method and workspace."""


@dataclass(slots=True)
class Pace:
    """`now` may be the test's clock or a real one; `on` is False for tests that aren't about this."""

    now: Callable[[], float]
    on: bool = True
    burst: int = 3
    """Messages that one channel takes at once before it's one a second."""
    posts_a_minute: int = 300
    """Over all channels of a workspace."""
    refused: list[tuple[float, str, str]] = field(default_factory=list)
    """Every 429 that was earned: when, method, channel."""
    _calls: dict[tuple[str, str], deque[float]] = field(default_factory=lambda: defaultdict(deque))
    _posts: dict[str, tuple[float, float]] = field(default_factory=dict)

    def call(self, method: str, team_id: str, most: int) -> None:
        """Raises Refused when this would be more than `most` in a minute."""
        if not self.on:
            return
        now, seen = self.now(), self._calls[team_id, method]
        while seen and now - seen[0] > MINUTE - A_HAIR:
            seen.popleft()
        if len(seen) >= most:
            self._refuse(method, "", seen[0] + MINUTE - now)
        seen.append(now)

    def post(self, method: str, team_id: str, channel_id: str) -> None:
        """Raises Refused for a message that comes too soon after others in its channel."""
        if not self.on:
            return
        now = self.now()
        left, at = self._posts.get(channel_id, (float(self.burst), now))
        left = min(float(self.burst), left + max(0.0, now - at))
        if left < 1 - A_HAIR:
            self._posts[channel_id] = (left, now)
            self._refuse(method, channel_id, 1 - left)
        self.call(method, team_id, self.posts_a_minute)
        self._posts[channel_id] = (left - 1, now)

    def _refuse(self, method: str, channel_id: str, wait: float) -> None:
        self.refused.append((self.now(), method, channel_id))
        seconds = max(1, math.ceil(wait))
        raise Refused("ratelimited", status=429, headers={"Retry-After": str(seconds)})
