"""Small checks that make up Block Kit's grammar. A check yields what is wrong, with its place."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Any

Check = Callable[[Any, str], Iterator[str]]


def units(text: str) -> int:
    """Length as the strictest reader counts it: an emoji outside of the basic plane is two."""
    return sum(2 if ord(char) > 0xFFFF else 1 for char in text)


def string(most: int, least: int = 0) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, str):
            yield f"{at}: must be a string"
        elif any(0xD800 <= ord(char) <= 0xDFFF for char in value):
            yield f"{at}: half a character (a lone surrogate)"
        elif units(value) > most:
            yield f"{at}: must be less than {most + 1} characters, is {units(value)}"
        elif units(value) < least:
            yield f"{at}: must be more than {least - 1} characters"

    return check


def one_of(*allowed: str) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if value not in allowed:
            yield f"{at}: must be one of {', '.join(allowed)}, is {value!r}"

    return check


def flag(value: Any, at: str) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"{at}: must be true or false"


def number(least: int, most: int) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            yield f"{at}: must be a whole number from {least} to {most}, is {value!r}"

    return check


def items(each: Check, most: int, least: int = 1) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, Sequence) or isinstance(value, str):
            yield f"{at}: must be a list"
            return
        if not least <= len(value) <= most:
            yield f"{at}: must have {least} to {most} items, has {len(value)}"
        for place, item in enumerate(value):
            yield from each(item, f"{at}[{place}]")

    return check


def shape(required: Mapping[str, Check], optional: Mapping[str, Check], *further: Check) -> Check:
    """An object with these fields and no other; `further` looks at it whole when its fields are sound."""

    def check(value: Any, at: str) -> Iterator[str]:
        if not isinstance(value, Mapping):
            yield f"{at}: must be an object"
            return
        found = list(_fields(value, at, required, optional))
        yield from found
        if not found:
            for look in further:
                yield from look(value, at)

    return check


def _fields(
    value: Mapping[str, Any], at: str, required: Mapping[str, Check], optional: Mapping[str, Check]
) -> Iterator[str]:
    for name in required:
        if value.get(name) is None:
            yield f"{at}: missing required field {name}"
    for name, part in value.items():
        known = required.get(name) or optional.get(name)
        if known is None:
            yield f"{at}: unknown field {name}"
        elif part is not None:
            yield from known(part, f"{at}.{name}")


def by_type(kinds: Mapping[str, Check]) -> Check:
    """Objects that say in `type` what they are."""

    def check(value: Any, at: str) -> Iterator[str]:
        kind = value.get("type") if isinstance(value, Mapping) else None
        known = kinds.get(kind) if isinstance(kind, str) else None
        if known is None:
            yield f"{at}: type must be one of {', '.join(sorted(kinds))}, is {kind!r}"
        else:
            yield from known(value, at)

    return check


def one_at_least(*names: str) -> Check:
    def check(value: Any, at: str) -> Iterator[str]:
        if not any(value.get(name) is not None for name in names):
            yield f"{at}: needs {' or '.join(names)}"

    return check


def only(kinds: Mapping[str, Check], names: Collection[str]) -> dict[str, Check]:
    return {name: kinds[name] for name in names}
