"""Public holidays, by country or region."""

from datetime import date
from functools import lru_cache

import holidays

from bot.errors import UserMustAct


def holiday_on(day: date, code: str) -> str:
    """The holiday's name; empty on other days, and where a group keeps no holidays."""
    return _year(code, day.year).get(day, "") if code else ""


def check_holidays_of(code: str) -> None:
    """Raise a sentence that says what to type when there is no such country or region."""
    if code:
        _year(code, 2026)


@lru_cache(maxsize=256)
def _year(code: str, year: int) -> dict[date, str]:
    country, _, region = code.partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=region or None, years=year)
    except NotImplementedError as error:
        raise UserMustAct(
            f"I know no holidays for “{code[:20]}”. Nothing was changed. "
            "Type a country such as DE or US, a region such as DE-BY, or `none`."
        ) from error
    return dict(found.items())
