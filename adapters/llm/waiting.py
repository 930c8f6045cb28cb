"""How long an endpoint asks to be left alone."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

LONGEST = 24 * 3600.0


def retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds; None when it doesn't say. A date counts from the endpoint's own."""
    if milliseconds := _number(headers.get("retry-after-ms", "")):
        return min(milliseconds / 1000, LONGEST)
    given = headers.get("retry-after", "").strip()
    seconds = _number(given)
    if seconds is None:
        seconds = _until(given, headers.get("date", ""))
    return None if seconds is None else min(max(seconds, 0.0), LONGEST)


def _number(text: str) -> float | None:
    try:
        found = float(text)
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def _until(moment: str, date: str) -> float | None:
    """Both are the endpoint's words, so its clock may be wrong."""
    ends = _moment(moment)
    if ends is None:
        return None
    return (ends - (_moment(date) or datetime.now(UTC))).total_seconds()


def _moment(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
