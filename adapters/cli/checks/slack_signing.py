"""Over HTTP: whether what Slack signs is taken. Only Slack's own requests can tell, so they are counted."""

from collections.abc import Iterator
from datetime import datetime

from adapters.cli.checks import slack_words as words
from adapters.cli.checks.check import Finding, bad, ok, warn
from adapters.cli.checks.process import Process

SIGNATURE = "Slack signature"
MENDS = {
    "secret": ("whose signature isn't ours", words.COMPARE_SECRET),
    "clock": ("that our secret signed, with a time minutes from this machine's", words.NTP),
    "unsigned": ("without a signature", words.PROXY_DROPS),
}


def signing(running: Process | None, now: datetime) -> Iterator[Finding]:
    """Nothing where no process can be asked: it is in its log then."""
    if running is None:
        return
    taken = running.last("taken")
    for why, (which, mend) in MENDS.items():
        number, last = running.refused(why), running.last(why)
        if last is None or (taken is not None and taken > last):
            continue
        came = f"{number} request{'s' * (number != 1)} came"
        found = f"{came} {which}, the last {_ago(last, now)}"
        # Anybody may send such: only where none of Slack's own is taken it has to be mended.
        grave = taken is None and why != "unsigned"
        yield (bad if grave else warn)(SIGNATURE, f"{found}; {_taken(taken, now)}", mend)
        return
    if taken is not None:
        yield ok(SIGNATURE, _taken(taken, now))


def _taken(taken: datetime | None, now: datetime) -> str:
    if taken is None:
        return "none that Slack signed was taken since the process started"
    return f"what Slack signed was taken {_ago(taken, now)}"


def _ago(at: datetime, now: datetime) -> str:
    return f"{max((now - at).total_seconds(), 0):.0f} s ago"
