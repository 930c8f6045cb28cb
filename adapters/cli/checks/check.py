"""What a check is given, and what it says."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from adapters.settings import Settings


class Verdict(StrEnum):
    OK = "ok"
    WARN = "warn"
    BAD = "bad"


@dataclass(frozen=True, slots=True)
class Finding:
    name: str
    verdict: Verdict
    found: str
    mend: str = ""


@dataclass(frozen=True, slots=True)
class Site:
    """The installation that is looked at."""

    settings: Settings
    database: str | None
    """Its URL; None when there is none that answers, and `absence` says why."""
    absence: Finding | None = None
    probe: bool = False
    """Whether a message may be posted to see if it is heard."""


Check = Callable[[Site], Iterable[Finding]]


def ok(name: str, found: str) -> Finding:
    return Finding(name, Verdict.OK, found)


def warn(name: str, found: str, mend: str) -> Finding:
    return Finding(name, Verdict.WARN, found, mend)


def bad(name: str, found: str, mend: str) -> Finding:
    return Finding(name, Verdict.BAD, found, mend)
