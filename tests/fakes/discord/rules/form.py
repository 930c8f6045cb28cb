"""What is wrong with a body, said at its place, as Discord's 50035 does."""

from collections.abc import Iterable
from typing import Any

from tests.fakes.discord.refusal import Refused

Path = tuple[str | int, ...]


def units(text: str) -> int:
    """Length in UTF-16 units: an emoji is two. The stricter way to count."""
    return len(text.encode("utf-16-le")) // 2


class Form:
    """Collects what is wrong; `check` refuses when there was anything."""

    def __init__(self) -> None:
        self.errors: dict[str, Any] = {}

    def wrong(self, at: Path, code: str, message: str) -> None:
        place = self.errors
        for part in at:
            place = place.setdefault(str(part), {})
        place.setdefault("_errors", []).append({"code": code, "message": message})

    def check(self) -> None:
        if self.errors:
            raise Refused(50035, errors=self.errors)

    def text(self, at: Path, value: Any, least: int, most: int, *, needed: bool = False) -> str:
        """A string of this length."""
        if value is None and not needed:
            return ""
        if value is None or (needed and value == "" and least):
            self.wrong(at, "BASE_TYPE_REQUIRED", "This field is required")
        elif not isinstance(value, str):
            self.wrong(at, "STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
        elif units(value) > most and not least:
            self.wrong(at, "BASE_TYPE_MAX_LENGTH", f"Must be {most} or fewer in length.")
        elif not least <= units(value) <= most:
            self.wrong(at, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        return value if isinstance(value, str) else ""

    def many(self, at: Path, value: Any, least: int, most: int) -> list[Any]:
        """A list of so many."""
        if value is None and not least:
            return []
        if not isinstance(value, list):
            self.wrong(at, "LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            return []
        if not least <= len(value) <= most:
            self.wrong(at, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")
        return value

    def number(self, at: Path, value: Any, least: int, most: int) -> int:
        if isinstance(value, bool) or not isinstance(value, int):
            self.wrong(at, "NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
            return least
        if value < least:
            self.wrong(at, "NUMBER_TYPE_MIN", f"int value should be greater than or equal to {least}.")
        if value > most:
            self.wrong(at, "NUMBER_TYPE_MAX", f"int value should be less than or equal to {most}.")
        return value

    def one_of(self, at: Path, value: Any, choices: Iterable[Any]) -> Any:
        known = tuple(choices)
        if value not in known:
            self.wrong(at, "BASE_TYPE_CHOICES", f"Value must be one of {set(known)}.")
        return value

    def link(self, at: Path, value: Any, schemes: tuple[str, ...] = ("http", "https")) -> None:
        scheme, colon, rest = str(value).partition("://")
        if not colon or not rest:
            self.wrong(at, "URL_TYPE_INVALID_URL", "Not a well formed URL.")
        elif scheme not in schemes:
            said = f'Scheme "{scheme}" is not supported. Scheme must be one of {schemes}.'
            self.wrong(at, "URL_TYPE_INVALID_SCHEME", said)

    def snowflake(self, at: Path, value: Any) -> str:
        if not str(value).isdigit():
            self.wrong(at, "NUMBER_TYPE_COERCE", f'Value "{value}" is not snowflake.')
        return str(value)
