"""What a YAML parser objects to, in an author's words."""

import re
from dataclasses import dataclass
from typing import Protocol

import yaml

from bot.library.problem import Problem

LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class _Saying:
    parser_says: re.Pattern[str]
    message: str
    mend: str
    at_start: bool = False
    """Point at where the broken thing began: the parser notices it only at its end."""


def _saying(pattern: str, message: str, mend: str, *, at_start: bool = False) -> _Saying:
    return _Saying(re.compile(pattern), message, mend, at_start)


_QUOTE_IT = 'put the whole text in "quotes", or write it as a block under `|`'

_BEGINS_WITH_SIGN = re.compile(r"\s*(?:- )*(?:[\w-]+:\s+)?[*&!]")

_SIGN = _saying(
    r"expected alphabetic or numeric character",
    "An unquoted text begins with `*`, `&` or `!`, which YAML takes for a sign of its own",
    "put the text in quotes",
)
_NEVER_CLOSED = _saying(
    r"unexpected end of stream|unexpected document separator",
    "A quotation mark is opened here and never closed",
    "close it; in a text that begins with a quotation mark, put 'single quotes' round all of it",
    at_start=True,
)

# The fast parser and the one in pure Python word the same complaint differently; both match.
_SAYINGS = (
    _saying(
        r"mapping values are not allowed",
        "A `:` stands where no field can begin: inside an unquoted text, or on a line indented too far",
        _QUOTE_IT + ", or mend the indentation",
    ),
    _NEVER_CLOSED,
    _saying(
        r"cannot start any token",
        "A text can't begin with the character that stands here",
        _QUOTE_IT,
    ),
    _saying(
        r"unknown escape character|expected escape sequence|invalid Unicode character",
        "A backslash inside double quotes has a meaning of its own",
        "write two of them, or use 'single quotes'",
    ),
    _saying(
        r"sequence entries are not allowed",
        "A `- ` stands where no list can begin",
        "start the list on the line after its field, each entry on a line of its own",
    ),
    _saying(
        r"expected ',' or",
        "A bracket `[` or `{` is opened and not closed, or a comma is missing",
        "close it, or put a text that begins with a bracket in quotes",
        at_start=True,
    ),
    _SIGN,
    _saying(
        r"expected (?:the )?node content",
        "A bracket or a comma stands where a value belongs",
        "put a text that holds brackets in quotes, or take the bracket out",
    ),
    _saying(
        r"expected a? ?comment or a? ?line break|expected chomping or indentation",
        "There is text on the same line after `|` or `>`",
        "start the text on the next line, indented by two spaces",
    ),
    _saying(
        r"could not find expected ':'",
        "This is not of the form `field: value`",
        "add the colon with a space after it, or indent the line if it continues the text above",
    ),
    _saying(
        r"expected key|expected <block end>|expected '-' indicator",
        "This line does not fit the ones above: its indentation differs, or text follows a closing quote",
        "indent it like its neighbours, two spaces a step; inside 'single quotes' double an apostrophe",
    ),
    _saying(r"directive", "A line begins with `%`", "put the text in quotes"),
)
_FALLBACK = _saying("", "This can't be read as YAML", "compare the line with one that works")


def in_plain_words(error: yaml.YAMLError, text: str, file: str) -> Problem:
    """Say what stopped the parser, at the line where the author has to look."""
    lines = text.rstrip("\n").split("\n")
    line = min(_line(error, at_start=False), len(lines))  # at the end of the text it names the line after
    if opened := _left_open(text, line):
        return Problem(file, opened, "", _NEVER_CLOSED.message, _NEVER_CLOSED.mend)
    if _BEGINS_WITH_SIGN.match(lines[line - 1]):
        return Problem(file, line, "", _SIGN.message, _SIGN.mend)
    complaint = str(getattr(error, "problem", None) or error)
    saying = next((s for s in _SAYINGS if s.parser_says.search(complaint)), _FALLBACK)
    if saying.at_start:
        line = _line(error, at_start=True)
    return Problem(file, line, "", saying.message, saying.mend)


def _left_open(text: str, line: int) -> int:
    """The line of a quotation mark that swallowed whole lines until the parser stopped at this one, or 0."""
    opened = 0
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.ScalarEvent) and event.style in {"'", '"'}:
                first, last = line_of(event.start_mark), line_of(event.end_mark)
                opened = first if first < last == line else 0
    except yaml.YAMLError:
        return opened
    return 0


def _line(error: yaml.YAMLError, *, at_start: bool) -> int:
    first, second = ("context_mark", "problem_mark") if at_start else ("problem_mark", "context_mark")
    return line_of(getattr(error, first, None) or getattr(error, second, None))


class _Mark(Protocol):
    """The two parsers have a class of marks each."""

    @property
    def line(self) -> int: ...


def line_of(mark: _Mark | None) -> int:
    """The line as an editor counts it."""
    return mark.line + 1 if mark else 1
