"""When a reminder may disturb: two hours before the deadline, or the last waking moment before that."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

BEFORE = timedelta(hours=2)
WAKES = time(8)
SLEEPS = time(22)
LAST_CALL = timedelta(minutes=30)


def remind_at(closes: datetime, zone: ZoneInfo) -> datetime:
    wanted = (closes - BEFORE).astimezone(zone)
    if wanted.time() < WAKES:
        evening_before = wanted - timedelta(days=1)
        wanted = datetime.combine(evening_before.date(), SLEEPS, tzinfo=zone) - LAST_CALL
    elif wanted.time() >= SLEEPS:
        wanted = datetime.combine(wanted.date(), SLEEPS, tzinfo=zone) - LAST_CALL
    return wanted.astimezone(UTC)
