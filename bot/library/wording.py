"""One refusal of the model as a message and its mend, by the kind of refusal."""

import re
from collections.abc import Callable

from pydantic_core import ErrorDetails

from bot.library.document import Document, Place
from bot.library.fields import names_at, row_at
from bot.library.problem import Words
from bot.library.spelling import nearest

_LONGEST_SHOWN = 40


def words_for(error: ErrorDetails, document: Document) -> Words:
    place = tuple(error["loc"])
    if wording := _WORDINGS.get(error["type"]):
        return wording(error, place, document)
    return f"`{document.name(place)}` holds something that does not fit: {error['msg']}", _needs(place)


def _unknown(_: ErrorDetails, place: Place, __: Document) -> Words:
    names = names_at(place[:-1])
    close = nearest(str(place[-1]), names)
    mend = f"did you mean `{close}`?" if close else f"the fields here are {', '.join(names)}"
    return f"Unknown field `{place[-1]}`", mend


def _missing(_: ErrorDetails, place: Place, document: Document) -> Words:
    above = document.name(place[:-1])
    message = f"The field `{place[-1]}` is missing" + (f" in `{above}`" if above else "")
    row = row_at(place)
    return message, f"add it: {_first_lower(row.meaning)}" if row else "add it"


def _length(error: ErrorDetails, place: Place, document: Document) -> Words:
    text = str(error["input"]).strip()
    name, bound = document.name(place), error["ctx"]
    if error["type"] == "string_too_long":
        most = bound["max_length"]
        return f"`{name}` is too long: {len(text)} characters", f"cut {len(text) - most}; {most} is the most"
    short = "is empty" if not text else f"is too short: {len(text)} characters"
    return f"`{name}` {short}", _needs(place)


def _entries(error: ErrorDetails, place: Place, document: Document) -> Words:
    count = len(error["input"])
    entries = "no entry" if count == 0 else f"{count} entr{'y' if count == 1 else 'ies'}"
    return f"`{document.name(place)}` has {entries}", _needs(place)


def _slug(error: ErrorDetails, place: Place, document: Document) -> Words:
    wanted = re.sub(r"[^a-z0-9]+", "-", str(error["input"]).lower()).strip("-")
    mend = f"write `{wanted}`" if wanted else _needs(place)
    return f"`{document.name(place)}` is {_shown(error['input'])}, which is not a short name", mend


def _choice(error: ErrorDetails, place: Place, document: Document) -> Words:
    name, given = document.name(place), error["input"]
    if isinstance(given, bool):
        return _unquoted(name, place, document)
    row = row_at(place)
    choices = re.findall(r"`([^`]+)`", row.holds) if row else []
    close = nearest(str(given), tuple(choices))
    listed = " or ".join(f"`{choice}`" for choice in choices)
    meant = f"did you mean `{close}`? Otherwise " if close else ""
    return f"`{name}` is {_shown(given)}, which is not among the choices", f"{meant}write {listed}"


def _text(error: ErrorDetails, place: Place, document: Document) -> Words:
    name, given = document.name(place), error["input"]
    match given:
        case None:
            return f"`{name}` is empty", _needs(place)
        case bool() | int() | float():
            return _unquoted(name, place, document)
        case dict():
            mend = 'if the text holds a `: `, put it in "quotes" or under `|`'
            return f"`{name}` should be text, but YAML found fields in it", mend
        case _:
            return f"`{name}` should be text, but is a list", "write one text without dashes"


def _number(error: ErrorDetails, place: Place, document: Document) -> Words:
    message = f"`{document.name(place)}` is {_shown(error['input'])}"
    return message, _needs(place)


def _list(error: ErrorDetails, place: Place, document: Document) -> Words:
    message = f"`{document.name(place)}` should be a list, but is {_shown(error['input'])}"
    return message, "put each entry on a line of its own that begins with `- `"


def _part(error: ErrorDetails, place: Place, document: Document) -> Words:
    name, names = document.name(place), names_at(place)
    shown = _shown(error["input"])
    if not name:
        return f"The file should hold fields, but is {shown}", "begin with `format: 1`, `id:` and `title:`"
    fields = f": {', '.join(names)}" if names else ""
    return f"`{name}` should have fields of its own, but is {shown}", f"write them below it, indented{fields}"


def _unquoted(name: str, place: Place, document: Document) -> Words:
    raw = document.raw(place)
    return f"`{name}` is {raw} without quotes, which YAML does not read as text", f'write "{raw}"'


def _needs(place: Place) -> str:
    row = row_at(place)
    if row is None:
        return "see docs/reference/scenario-format.md"
    return f"needed: {row.holds if place[-1] == row.name else row.each}"


def _first_lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:].rstrip(".")


def _shown(value: object) -> str:
    match value:
        case None:
            return "empty"
        case dict():
            return "a group of fields"
        case list():
            return "a list"
        case str():
            text = " ".join(value.split())
            return f"`{text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + '…'}`"
        case _:
            return str(value).lower()


_WORDINGS: dict[str, Callable[[ErrorDetails, Place, Document], Words]] = {
    "extra_forbidden": _unknown,
    "missing": _missing,
    "string_too_short": _length,
    "string_too_long": _length,
    "string_pattern_mismatch": _slug,
    "string_type": _text,
    "too_short": _entries,
    "too_long": _entries,
    "enum": _choice,
    "literal_error": _choice,
    "int_type": _number,
    "int_from_float": _number,
    "greater_than_equal": _number,
    "less_than_equal": _number,
    "tuple_type": _list,
    "model_type": _part,
    "dict_type": _part,
}
