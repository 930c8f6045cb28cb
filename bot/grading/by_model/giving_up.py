"""When nobody gave words that could be read: wait, and how long, or leave it to a person."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot.domain.model import ModelFailure, NoReply, Usage

SOON = timedelta(seconds=30)
LATER = timedelta(minutes=10)
"""For what asking again at once did not mend."""
MUCH_LATER = timedelta(minutes=15)
"""For what an operator has to mend."""

WAIT = {
    ModelFailure.RATE_LIMITED: SOON,
    ModelFailure.UNAVAILABLE: SOON,
    ModelFailure.TIMED_OUT: 2 * SOON,
    ModelFailure.EMPTY: LATER,
    ModelFailure.INVALID: LATER,
    ModelFailure.UNFOUNDED: LATER,
    ModelFailure.TRUNCATED: LATER,
    ModelFailure.UNAUTHORISED: MUCH_LATER,
    ModelFailure.UNSUPPORTED: MUCH_LATER,
}


def concluded(failed: Sequence[NoReply]) -> NoReply:
    """One outcome for all the rungs, in the order in which they were asked.

    A refusal is final only when nobody else might still read the answer: while the other endpoint is
    merely away, the answer waits for it. One that is badly set is not waited for.
    """
    usage = sum((no.usage for no in failed), Usage())
    passing = [no for no in failed if no.failure.is_passing]
    refused = next((no for no in failed if no.failure.is_refusal), None)
    if refused and not passing:
        return replace(refused, usage=usage, after=None)
    waited_for = passing if refused else failed
    soonest = min(waited_for, key=_wait)
    return replace(waited_for[0], usage=usage, after=_wait(soonest))


def _wait(no: NoReply) -> timedelta:
    return no.after or WAIT[no.failure]
