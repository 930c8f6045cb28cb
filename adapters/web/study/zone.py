"""The zone that a sample group lives in: the machine's, where it has one with a name."""

from collections.abc import Callable
from zoneinfo import ZoneInfoNotFoundError

import tzlocal

from bot.domain.calendar import zone_named
from bot.errors import UserMustAct

ELSEWHERE = "Europe/Berlin"
"""Most servers and containers are set to UTC, where nobody has breakfast."""


def local_zone(machines: Callable[[], str | None] = tzlocal.get_localzone_name) -> str:
    try:
        name = machines() or ""
        zone_named(name)
    except (UserMustAct, ZoneInfoNotFoundError, ValueError, OSError):
        return ELSEWHERE
    area, slash, _ = name.partition("/")
    return name if slash and area != "Etc" else ELSEWHERE
