"""Times, days and zones as people type them. None means: not one of these; a sentence says what is wrong."""

import re
from collections.abc import Sequence
from datetime import date, time, timedelta
from functools import lru_cache
from zoneinfo import available_timezones

from bot.errors import UserMustAct

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST_AHEAD = timedelta(days=366)
_SHORTEST_DAY = 3
_HALF_DAY = 12
_CLOCK = re.compile(r"([0-9]{1,2})(?:[:.]([0-9]{2}))?(am|pm)?")
_NUMBER = re.compile("[0-9]{1,4}")
_LEADS = frozenset({"until", "till", "on", "for", "from", "the"})
_SPANS = {"day": 1, "days": 1, "week": 7, "weeks": 7}
_ISO = re.compile(r"[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}")
_NAMED_SETS = {
    "daily": frozenset(range(7)),
    "everyday": frozenset(range(7)),
    "weekdays": frozenset(range(5)),
    "weekends": frozenset({5, 6}),
}
_CONTINENTS = (
    "Africa",
    "America",
    "Antarctica",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
)


def time_typed(word: str) -> time | None:
    """`09:30`, `9.30`, `9am`, `5:30pm`. Raises UserMustAct for 25:00."""
    found = _CLOCK.fullmatch(word)
    if found is None or not (found[2] or found[3]):
        return None
    hour, minute, half = int(found[1]), int(found[2] or 0), found[3]
    if half and 1 <= hour <= _HALF_DAY:
        hour = hour % _HALF_DAY + (_HALF_DAY if half == "pm" else 0)
    elif half:
        hour = 24
    try:
        return time(hour, minute)
    except ValueError as error:
        raise UserMustAct(
            f"There is no time {word}. Nothing was changed. Type one such as 09:30 or 17:00."
        ) from error


def weekday_typed(word: str) -> int | None:
    """`fri`, `friday`, `fridays`. Monday is 0."""
    name = word.removesuffix("s") if word.endswith("days") else word
    if len(name) < _SHORTEST_DAY:
        return None
    return next((number for number, day in enumerate(DAYS) if day.startswith(name)), None)


def weekdays_typed(word: str) -> frozenset[int] | None:
    """`mon-fri`, `mon,wed,fri`, `daily`, `weekdays`."""
    if word in _NAMED_SETS:
        return _NAMED_SETS[word]
    days: set[int] = set()
    for part in word.split(","):
        first, _, last = part.partition("-")
        start, end = weekday_typed(first), weekday_typed(last or first)
        if start is None or end is None:
            return None
        days |= {(start + step) % 7 for step in range((end - start) % 7 + 1)}
    return frozenset(days)


def day_ahead(word: str, today: date) -> date | None:
    """`today`, `tomorrow`, `fri` (the next one, today included) or 2026-04-06."""
    weekday = weekday_typed(word)
    if weekday is not None:
        return today + timedelta(days=(weekday - today.weekday()) % 7)
    found = {"today": today, "tomorrow": today + timedelta(days=1)}.get(word) or _iso(word)
    if found and found > today + LONGEST_AHEAD:
        raise UserMustAct(f"{found} is more than a year ahead. Nothing was changed. Type a nearer day.")
    return found


def day_ahead_among(words: Sequence[str], today: date) -> date | None:
    """A day ahead between words that lead to it: `on friday`, `until next monday`."""
    match [word for word in words if word not in _LEADS]:
        case [word]:
            return day_ahead(word, today)
        case ["next", word] if weekday_typed(word) == today.weekday():
            return today + timedelta(days=len(DAYS))
        case ["next", word] if weekday_typed(word) is not None:
            return day_ahead(word, today)
        case _:
            return None


def last_day_typed(words: Sequence[str], today: date) -> date | None:
    """The last day of what begins today: `until friday`, or `3 days`, `for 2 weeks`, which count today."""
    match [word for word in words if word not in _LEADS]:
        case [number, unit] if unit in _SPANS and _NUMBER.fullmatch(number):
            days = int(number) * _SPANS[unit]
            if not 1 <= days <= LONGEST_AHEAD.days:
                raise UserMustAct(
                    f"{number} {unit} can't be counted: it takes from 1 day to a year. Nothing was changed. "
                    "Type for instance `3 days`, or a day."
                )
            return today + timedelta(days=days - 1)
        case _:
            return day_ahead_among(words, today)


def day_back(word: str, today: date) -> date | None:
    """`today`, `yesterday`, `fri` (the last one, today included) or 2026-03-30."""
    weekday = weekday_typed(word)
    if weekday is not None:
        return today - timedelta(days=(today.weekday() - weekday) % 7)
    found = {"today": today, "yesterday": today - timedelta(days=1)}.get(word) or _iso(word)
    if found and found > today:
        raise UserMustAct(f"{found} is still to come. Nothing was changed. Type a day that was.")
    return found


def _iso(word: str) -> date | None:
    if not _ISO.fullmatch(word):
        return None
    year, month, day = map(int, word.split("-"))
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UserMustAct(
            f"There is no {word} in the calendar. Nothing was changed. Type a day such as 2026-04-06."
        ) from error


def zone_typed(word: str) -> str | None:
    """A zone by its name or its city, however capitals are set: `europe/berlin`, `berlin`, `utc`."""
    return _zones().get(word.replace(" ", "_"))


@lru_cache(maxsize=1)
def _zones() -> dict[str, str]:
    """Abbreviations are left out: EST keeps winter time all year, which nobody who types it means."""
    names = sorted(name for name in available_timezones() if name.partition("/")[0] in _CONTINENTS)
    by_city: dict[str, list[str]] = {}
    for name in names:
        by_city.setdefault(name.rpartition("/")[2].casefold(), []).append(name)
    cities = {city: found[0] for city, found in by_city.items() if len(found) == 1}
    return cities | {name.casefold(): name for name in [*names, "UTC"]} | {"gmt": "UTC"}
