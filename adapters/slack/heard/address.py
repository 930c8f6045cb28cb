"""Where to listen: a socket's address, which Slack gives once a minute.

Asked for in our own way: the library's would sleep for that minute without a word, deaf to a stop.
"""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic

from adapters.chats.health import SocketHealth
from adapters.chats.waiting import StoppedError, set_within, unless
from adapters.slack.speak.wire import CutOffError, LimitedError, RefusedError, Wire
from bot.errors import Misconfigured

log = logging.getLogger(__name__)

LONGEST_PAUSE = 30.0
WAITS = (
    "Slack gives an address to listen at once a minute, and gave one less than a minute ago. Nothing is "
    "heard until %s UTC, in %.0f s: commands and buttons don't answer meanwhile, and what is written in "
    "threads is read then."
)
NOT_ACCEPTED = (
    "Slack doesn't accept the app-level token ({error}), so nothing can be heard. Nothing was lost. Look at "
    "api.slack.com/apps, Basic Information, App-Level Tokens: it has to begin with xapp- and to have the "
    "scope connections:write. Put it into SLACK_APP_TOKEN and start Debrief again."
)
SWITCHED_OFF = (
    "Socket Mode isn't switched on for this app, so nothing can be heard. Switch it on at "
    "api.slack.com/apps, Settings, Socket Mode, and start Debrief again; or create the app anew from what "
    "`debrief slack manifest` prints."
)
_NOT_ACCEPTED = (
    "invalid_auth",
    "not_authed",
    "account_inactive",
    "token_revoked",
    "token_expired",
    "not_allowed_token_type",
    "missing_scope",
    "no_permission",
)
REFUSALS = {
    **dict.fromkeys(_NOT_ACCEPTED, NOT_ACCEPTED),
    **dict.fromkeys(("link_disabled", "socket_mode_not_enabled"), SWITCHED_OFF),
}


@dataclass(slots=True)
class Addresses:
    wire: Wire
    app_token: str = field(repr=False)
    health: SocketHealth
    now: Callable[[], datetime]
    waits_until: float = 0.0
    """By the monotonic clock: until then Slack gives none, whoever asks."""

    async def next(self, stop: asyncio.Event, *, begun: bool) -> str:
        """Asks until there is one. Raises StoppedError; and, until it has `begun`, what a person can mend."""
        pause = 1.0
        while True:
            wait = pause
            try:
                found = await unless(stop, self.wire.send(self.app_token, "apps.connections.open", {}))
                return str(found["url"])
            except LimitedError as limited:
                wait = self._limited(limited.after)
            except RefusedError as refused:
                self._refused(refused.refusal.code or f"HTTP {refused.refusal.status}", begun=begun)
            except CutOffError as trouble:
                log.warning("Slack can't be reached: %s", trouble)
                self.health.down(self.now(), "Slack can't be reached")
            if await set_within(stop, wait):
                raise StoppedError
            pause = min(pause * 2, LONGEST_PAUSE)

    def _limited(self, after: float) -> float:
        until = self.now() + timedelta(seconds=after)
        self.waits_until = monotonic() + after
        self.health.down(
            self.now(), f"Slack gives an address to listen at once a minute; the next at {until:%H:%M:%S} UTC"
        )
        log.warning(WAITS, f"{until:%H:%M:%S}", after)
        return after

    def _refused(self, error: str, *, begun: bool) -> None:
        """Raises while nothing was ever heard: whoever starts Debrief is there to mend it."""
        self.health.down(self.now(), error)
        words = REFUSALS.get(error, "").format(error=error)
        if words and not begun:
            raise Misconfigured(words)
        log.warning("%s It is asked for again.", words or f"Slack gives no address to listen at: {error}.")
