"""Text as Postgres takes it: the domain's rule, where whoever writes a row looks for it."""

from typing import Any

from bot.domain.text import storable

__all__ = ["json_storable", "storable"]


def json_storable(value: Any) -> Any:  # noqa: ANN401  whatever JSON can hold
    """The same with every text in it as Postgres takes it."""
    match value:
        case str():
            return storable(value)
        case list():
            return [json_storable(one) for one in value]
        case dict():
            return {name: json_storable(one) for name, one in value.items()}
    return value
