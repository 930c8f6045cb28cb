"""Times in which nothing was heard, as a member is asked about them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

WORTH_ASKING = timedelta(minutes=2)
"""Shorter than this, platforms deliver again by themselves what was not acknowledged."""


@dataclass(frozen=True, slots=True, order=True)
class Silence:
    since: datetime
    until: datetime

    @property
    def is_worth_asking(self) -> bool:
        return self.until - self.since >= WORTH_ASKING


def joined(silences: Iterable[Silence]) -> list[Silence]:
    """The same moments, in silences that neither overlap nor touch, oldest first."""
    found: list[Silence] = []
    for one in sorted(silences):
        if found and one.since <= found[-1].until:
            found[-1] = Silence(found[-1].since, max(found[-1].until, one.until))
        else:
            found.append(one)
    return found


def still_to_ask(silence: Silence, asked: Iterable[Silence]) -> Silence | None:
    """What of it nobody was asked about yet, in one piece; None when that isn't worth a question.

    A piece in its middle that was asked about stays in: two letters would be worse.
    """
    worth = [one for one in _without(silence, joined(asked)) if one.is_worth_asking]
    return Silence(worth[0].since, worth[-1].until) if worth else None


def _without(silence: Silence, asked: Sequence[Silence]) -> list[Silence]:
    pieces, since = [], silence.since
    for one in asked:
        if since < one.since:
            pieces.append(Silence(since, min(one.since, silence.until)))
        since = max(since, one.until)
        if since >= silence.until:
            return pieces
    return [*pieces, Silence(since, silence.until)]
