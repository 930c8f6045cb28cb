"""Every error that Debrief raises on purpose.

    DebriefError
    ├── RetryLater   the same call may succeed later; `after` says how long to wait
    ├── UserMustAct  somebody can mend it; `message` tells them what to do
    └── Defect       a bug of ours: logged, alerted, never shown as the member's fault

An adapter maps its SDK's errors onto these at its edge with `raise … from`.
"""

from datetime import timedelta


class DebriefError(Exception):
    """The root. Catch a family rather than this."""


class RetryLater(DebriefError):
    """The outside is busy or away. Nothing was lost; the row still says what is due."""

    def __init__(self, reason: str, after: timedelta = timedelta(seconds=30)) -> None:
        super().__init__(reason)
        self.reason = reason
        self.after = after


class UserMustAct(DebriefError):
    """A person can mend this. `message` says what happened, what was kept, and what to do."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class Defect(DebriefError):
    """A bug of ours."""


class Misconfigured(UserMustAct):
    """Debrief's own settings are wrong. Whoever runs it mends them: nobody on a platform can."""


class PrivateMessagesClosed(UserMustAct):
    """The account takes no direct messages; what was meant for it waits behind a button."""


class ChannelGone(UserMustAct):
    """The channel was deleted, or the bot was removed from it."""


class InstallationGone(UserMustAct):
    """The app was removed from the workspace or guild, or its token was revoked. `message` says which."""


class BackfillRefused(UserMustAct):
    """The platform doesn't let the bot read what was written before."""


class TakenBefore(UserMustAct):
    """The same happening came in a second time; what the first one did stands."""


class Stale(UserMustAct):
    """Somebody else changed the same thing first; their change stands."""
