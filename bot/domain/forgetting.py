"""What is kept of a forgotten account outside of the database: enough to know it again."""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from bot.domain.happenings import Account


@dataclass(frozen=True, slots=True)
class ForgottenAccount:
    """An account's mark, and when it was forgotten."""

    mark: str
    at: datetime


def mark_of(account: Account) -> str:
    """The same for an account whatever it is called; the database can work it out too."""
    named = f"{account.platform}\n{account.scope}\n{account.ref}"
    return sha256(named.encode("utf-8", "surrogatepass")).hexdigest()
