"""Proof that an install which comes back from Slack began here, lately, in the same browser.

Signed, so that beginning one costs us nothing; each is spent once, by whoever stores its mark.
"""

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

GOOD_FOR = timedelta(minutes=10)
SECRET_LETTERS = 43
"""Of `token_urlsafe(32)`."""


def browser_secret(cookie: str = "") -> str:
    """What this browser is known by: what it had, so that two tabs don't take it from each other."""
    usable = len(cookie) == SECRET_LETTERS and cookie.isascii()
    return cookie if usable else secrets.token_urlsafe(32)


@dataclass(frozen=True, slots=True)
class Proofs:
    key: bytes = field(repr=False)
    now: Callable[[], datetime]

    def make(self, browser: str) -> str:
        begun = f"{secrets.token_urlsafe(16)}.{int(self.now().timestamp())}"
        return f"{begun}.{self._sign(begun, browser)}"

    def mark(self, state: str, browser: str) -> str | None:
        """What to spend the proof by; None when it is none, too old, or of another browser."""
        begun, _, signature = state.rpartition(".")
        if not browser or not hmac.compare_digest(
            signature.encode("utf-8", "replace"), self._sign(begun, browser).encode()
        ):
            return None
        at = begun.rpartition(".")[2]
        age = self.now().timestamp() - int(at)
        in_time = -GOOD_FOR.total_seconds() <= age <= GOOD_FOR.total_seconds()
        return sha256(begun.encode()).hexdigest() if in_time else None

    def _sign(self, begun: str, browser: str) -> str:
        signed = f"{begun}\n{browser}".encode("utf-8", "replace")
        return hmac.new(self.key, signed, sha256).hexdigest()


def proofs(client_secret: str, now: Callable[[], datetime]) -> Proofs:
    key = hmac.new(client_secret.encode(), b"debrief: an install that began here", sha256).digest()
    return Proofs(key, now)
