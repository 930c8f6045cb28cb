"""Reads a model's reply. What isn't exactly as asked has no meaning here: it is refused, never guessed at."""

from dataclasses import dataclass
from typing import Any

from bot.domain.grade import CheckGrade, Level, Met
from bot.domain.scenario import Criterion, Scenario
from bot.grading.by_model.ladder import Unreadable
from bot.grading.by_model.strict_json import read_json

MOST_QUOTES = 3
LONGEST_TEXT = 600
_CERTAIN = 100


@dataclass(frozen=True, slots=True)
class CriterionReply:
    criterion_id: str
    quotes: tuple[str, ...]
    missing: str
    checks: tuple[CheckGrade, ...]
    level: Level
    confidence: int


@dataclass(frozen=True, slots=True)
class RedLineReply:
    red_line_id: str
    quote: str
    crossed: Met


@dataclass(frozen=True, slots=True)
class ModelReply:
    """A reply in the rubric's order, whichever order it came in. Nothing in it is believed yet."""

    criteria: tuple[CriterionReply, ...]
    red_lines: tuple[RedLineReply, ...]
    one_change: str


def parse(text: str, scenario: Scenario) -> ModelReply:
    """The reply. Raises Unreadable with what is wrong, in words that hold nothing of the answer."""
    whole = _fields(read_json(text), ("criteria", "red_lines", "one_change"), "the reply")
    criteria = _fields(whole["criteria"], [c.id for c in scenario.criteria], "criteria")
    red_lines = _fields(whole["red_lines"], [line.id for line in scenario.red_lines], "red_lines")
    return ModelReply(
        tuple(_criterion(criterion, criteria[criterion.id]) for criterion in scenario.criteria),
        tuple(_red_line(line.id, red_lines[line.id]) for line in scenario.red_lines),
        _text(whole["one_change"], "one_change"),
    )


def _criterion(criterion: Criterion, given: object) -> CriterionReply:
    here = criterion.id
    found = _fields(given, ("quotes", "missing", "checks", "level", "confidence"), here)
    checks = _fields(found["checks"], [check.id for check in criterion.checks], f"{here}.checks")
    quotes = found["quotes"]
    if not isinstance(quotes, list):
        raise Unreadable(f"{here}.quotes is no list")
    return CriterionReply(
        here,
        tuple(_text(quote, f"{here}.quotes") for quote in quotes[:MOST_QUOTES]),
        _text(found["missing"], f"{here}.missing"),
        tuple(CheckGrade(check.id, _met(checks[check.id], here)) for check in criterion.checks),
        Level(_whole(found["level"], f"{here}.level", Level.SENIOR)),
        _whole(found["confidence"], f"{here}.confidence", _CERTAIN),
    )


def _red_line(here: str, given: object) -> RedLineReply:
    found = _fields(given, ("quote", "crossed"), here)
    return RedLineReply(here, _text(found["quote"], f"{here}.quote"), _met(found["crossed"], here))


def _fields(given: object, names: "list[str] | tuple[str, ...]", where: str) -> dict[str, Any]:
    if not isinstance(given, dict):
        raise Unreadable(f"{where} is no object")
    if missing := [name for name in names if name not in given]:
        raise Unreadable(f"{where} lacks {missing[0]}")
    if len(given) > len(names):
        raise Unreadable(f"{where} holds what wasn't asked for")
    return given


def _text(given: object, where: str) -> str:
    if not isinstance(given, str):
        raise Unreadable(f"{where} is no text")
    return given[:LONGEST_TEXT]


def _whole(given: object, where: str, most: int) -> int:
    if not isinstance(given, int) or isinstance(given, bool) or not 0 <= given <= most:
        raise Unreadable(f"{where} isn't a whole number from 0 to {int(most)}")
    return given


def _met(given: object, where: str) -> Met:
    if not isinstance(given, str) or given not in set(Met):
        raise Unreadable(f"{where} has a check that is neither yes, no nor unclear")
    return Met(given)
