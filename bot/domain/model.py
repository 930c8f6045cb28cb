"""What is asked of a model, and what comes back: words, or the kind of failure. Never a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any


class ModelFailure(StrEnum):
    """Why there are no words to read. Each has its own way on; none of them is a low grade."""

    TRUNCATED = "truncated"
    """The reply did not fit; more room may help."""
    FILTERED = "filtered"
    REFUSED = "refused"
    EMPTY = "empty"
    INVALID = "invalid"
    """Words came, and they are not what was asked for."""
    RATE_LIMITED = "rate limited"
    UNAVAILABLE = "unavailable"
    TIMED_OUT = "timed out"
    UNSUPPORTED = "unsupported"
    """The endpoint knows no such model, or takes no such request."""
    UNAUTHORISED = "unauthorised"


@dataclass(frozen=True, slots=True)
class Usage:
    """What one call, or several, took. Parts that an endpoint doesn't tell are nought."""

    calls: int = 0
    prompt_tokens: int = 0
    cached_tokens: int = 0
    """Of the prompt's."""
    completion_tokens: int = 0
    reasoning_tokens: int = 0
    """Of the completion's: paid for, never seen."""
    cost_micros: int = 0
    """In millionths of a dollar."""

    def __add__(self, other: "Usage") -> "Usage":
        return Usage(
            self.calls + other.calls,
            self.prompt_tokens + other.prompt_tokens,
            self.cached_tokens + other.cached_tokens,
            self.completion_tokens + other.completion_tokens,
            self.reasoning_tokens + other.reasoning_tokens,
            self.cost_micros + other.cost_micros,
        )


@dataclass(frozen=True, slots=True)
class Question:
    """One call. What is the same for every answer to a scenario stands first, so that it can be cached."""

    name: str
    """Of the schema, and in logs."""
    stable: str
    varying: str
    schema: Mapping[str, Any]
    """A strict JSON schema that the reply should fit; whoever asks checks it all the same."""
    most_tokens: int = 4_000
    """Of the reply, reasoning included."""


@dataclass(frozen=True, slots=True)
class Reply:
    text: str
    model: str
    """As the endpoint names it."""
    usage: Usage
    seconds: float = 0.0
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class NoReply:
    failure: ModelFailure
    detail: str
    """For an operator's log: no member's words in it."""
    usage: Usage = Usage()
    after: timedelta | None = None
    """How long the endpoint asked to be left alone."""


ModelOutcome = Reply | NoReply
