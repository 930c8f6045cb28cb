"""Requests that were turned away: most are nobody's business, but they may be Slack's own.

With another app's signing secret, or by a clock that is minutes off, everything that Slack sends is turned
away, and members see only that nothing answers. So it is counted, and said.
"""

import hmac
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from slack_sdk.signature import SignatureVerifier

log = logging.getLogger(__name__)

SAID_EVERY = 300.0
"""Seconds between two lines for one reason: whoever knows the address could fill the log."""


Figures = Mapping[str, Mapping[str, float]]
"""Numbers by name and kind."""


class Why(StrEnum):
    SECRET = "secret"  # noqa: S105  a word for a reason
    CLOCK = "clock"
    UNSIGNED = "unsigned"


SAYS = {
    Why.SECRET: (
        "A request came to %s whose signature isn't ours (%d since %s UTC). If Slack sent it, "
        "SLACK_SIGNING_SECRET is another app's: compare it with the Signing Secret at api.slack.com/apps, "
        "Basic Information, App Credentials, and start Debrief again."
    ),
    Why.CLOCK: (
        "A request came to %s that our secret signed, with a time far from this machine's (%d since %s UTC), "
        "this one {apart}. If Slack sent it, this machine's clock is wrong: let it take its time from NTP. "
        "Else somebody plays an old one back."
    ),
    Why.UNSIGNED: (
        "A request came to %s without a signature (%d since %s UTC). If Slack sent it, a proxy in front "
        "drops the headers X-Slack-Signature and X-Slack-Request-Timestamp. Else somebody merely knocks."
    ),
}


@dataclass(slots=True)
class Seen:
    """Of one reason."""

    number: int = 0
    since: datetime | None = None
    last: datetime | None = None
    said: datetime | None = None


@dataclass(slots=True)
class Refusals:
    signing_secret: str = field(repr=False)
    now: Callable[[], datetime]
    """The clock by which signatures are judged."""
    taken_at: datetime | None = None
    """When something was last taken that our secret signed."""
    seen: dict[Why, Seen] = field(default_factory=lambda: {why: Seen() for why in Why})

    def took(self) -> None:
        self.taken_at = self.now()

    def refused(self, path: str, headers: Mapping[str, str], body: bytes) -> None:
        stamp, signature = headers.get("x-slack-request-timestamp", ""), headers.get("x-slack-signature", "")
        why, now = self._why(stamp, signature, body), self.now()
        seen = self.seen[why]
        seen.number, seen.since, seen.last = seen.number + 1, seen.since or now, now
        if seen.said is None or (now - seen.said).total_seconds() >= SAID_EVERY:
            seen.said = now
            apart = _apart(now.timestamp() - int(stamp)) if why is Why.CLOCK else ""
            log.warning(SAYS[why].format(apart=apart), path, seen.number, f"{seen.since:%H:%M}")

    def _why(self, stamp: str, signature: str, body: bytes) -> Why:
        if not stamp or not signature:
            return Why.UNSIGNED
        ours = SignatureVerifier(self.signing_secret).generate_signature(timestamp=stamp, body=body)
        right = ours is not None and hmac.compare_digest(ours.encode(), signature.encode())
        return Why.CLOCK if right else Why.SECRET

    def figures(self) -> Figures:
        """For a monitor, and for the doctor."""
        times = {why.value: seen.last for why, seen in self.seen.items()} | {"taken": self.taken_at}
        return {
            "debrief_slack_refused": {why.value: float(seen.number) for why, seen in self.seen.items()},
            "debrief_slack_last_timestamp_seconds": {
                kind: at.timestamp() for kind, at in times.items() if at is not None
            },
        }


def _apart(seconds: float) -> str:
    """Ahead or behind, in words: the clock may be wrong either way."""
    return f"{abs(seconds) / 60:.0f} minutes {'old' if seconds > 0 else 'in the future'}"
