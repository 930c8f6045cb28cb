"""How the fake says no."""

from collections.abc import Mapping
from typing import Any


class Refused(Exception):
    """An API call that Slack would answer with ok: false."""

    def __init__(
        self,
        error: str,
        *,
        status: int = 200,
        headers: Mapping[str, str] | None = None,
        messages: list[str] | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(error, *(messages or []))
        self.error, self.status, self.headers = error, status, dict(headers or {})
        self.body: dict[str, Any] = {"ok": False, "error": error, **extra}
        if messages:
            self.body["response_metadata"] = {"messages": [f"[ERROR] {each}" for each in messages]}


class NotPossible(AssertionError):
    """Something that Slack's own client wouldn't let a member do."""
