"""When a loop at the pace of days brings its next round."""

from datetime import datetime, time, timedelta

from bot.domain.calendar import DAY, NIGHT_OWL_HOUR, instant_on, local_date

AT = time(9)


def next_morning(now: datetime, zone: str) -> datetime:
    """Nine o'clock on the next day where the member lives; until four it's still the day before."""
    owl = timedelta(hours=NIGHT_OWL_HOUR.hour)
    return instant_on(local_date(now - owl, zone) + DAY, AT, zone)
