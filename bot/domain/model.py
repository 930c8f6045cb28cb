"""What is asked of a model, and what comes back: words, or the kind of failure. Never a number."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Any

from bot.errors import RetryLater


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
    UNFOUNDED = "unfounded"
    """Words came, and most of what they claim stands nowhere in the answer."""

    @property
    def is_passing(self) -> bool:
        """The endpoint did not take the call; it may take the next."""
        return self is ModelFailure.RATE_LIMITED or self.is_away

    @property
    def is_away(self) -> bool:
        """It counts against the endpoint. A limit of calls has its own wait, and tells nothing of health."""
        return self in (ModelFailure.UNAVAILABLE, ModelFailure.TIMED_OUT)

    @property
    def is_refusal(self) -> bool:
        """The model, or its provider, will not read the text: it is for a person."""
        return self in (ModelFailure.REFUSED, ModelFailure.FILTERED)

    @property
    def is_misset(self) -> bool:
        """An operator has to mend it."""
        return self in (ModelFailure.UNAUTHORISED, ModelFailure.UNSUPPORTED)

    @property
    def is_muddled(self) -> bool:
        """The same question, asked once more, may bring better words."""
        return self in (ModelFailure.EMPTY, ModelFailure.INVALID, ModelFailure.UNFOUNDED)

    @property
    def is_unreadable(self) -> bool:
        """The endpoint is there, and what it said is no use."""
        return self is ModelFailure.TRUNCATED or self.is_muddled


class GraderAway(RetryLater):
    """Nobody can grade now. What the attempt took all the same counts towards the day's budget."""

    def __init__(
        self,
        reason: str,
        after: timedelta = timedelta(seconds=30),
        *,
        failure: ModelFailure | None = None,
        calls: int = 0,
        cost_micros: int = 0,
    ) -> None:
        super().__init__(reason, after)
        self.failure = failure
        self.calls = calls
        self.cost_micros = cost_micros


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
