"""What Discord says to an answer, and what it means when it takes none."""

import json
from collections.abc import Mapping
from typing import Any

LATE, ANSWERED = 10062, 40060
LIMITED, SERVER_ERROR = 429, 500


class RefusedError(Exception):
    """Discord doesn't take it, now or later."""

    def __init__(self, status: int, code: int) -> None:
        super().__init__(f"{status} {code}")
        self.code = code


class LateError(Exception):
    """Nobody took the first answer in time, so none can be given any more."""


class AnsweredError(Exception):
    """Somebody else answered it."""


class CutOffError(Exception):
    """Nothing came back that could be read. It may have taken effect."""


class LimitedError(Exception):
    """It took no effect, and may be tried again in `after` seconds."""

    def __init__(self, after: float) -> None:
        super().__init__(f"wait {after:.1f} s")
        self.after = after


def read(status: int, headers: Mapping[str, str], text: str) -> Mapping[str, Any]:
    """What a success says, if anything. Raises what else it is."""
    told = _object(text)
    if status // 100 == 2:  # noqa: PLR2004  HTTP's successes
        return told or {}
    code, after = _figures(told)
    if status == LIMITED:
        raise LimitedError(after or _seconds(headers))
    if status >= SERVER_ERROR or code < 0:
        raise CutOffError(f"{status}")
    raise RefusedError(status, code)


def _figures(told: Mapping[str, Any] | None) -> tuple[int, float]:
    """Discord's own code, and the seconds to wait; -1 for what isn't Discord's."""
    if told is None:
        return -1, 0.0
    try:
        return int(told.get("code", 0)), float(told.get("retry_after", 0) or 0)
    except (ValueError, TypeError):
        return -1, 0.0


def _object(text: str) -> Mapping[str, Any] | None:
    try:
        told = json.loads(text)
    except ValueError:
        return None
    return told if isinstance(told, dict) else None


def _seconds(headers: Mapping[str, str]) -> float:
    try:
        return max(float(headers.get("Retry-After", "")), 0.0)
    except ValueError:
        return 1.0


def named(refused: RefusedError) -> Exception:
    known: dict[int, Exception] = {LATE: LateError(), ANSWERED: AnsweredError()}
    return known.get(refused.code, refused)
