"""An error of the SDK's as the kind of failure. The endpoint's words stay here: they may repeat an answer."""

import re
from datetime import timedelta
from http import HTTPStatus

import openai

from adapters.llm.capabilities import CONTENT_CODES, read_refusal
from adapters.llm.transport import Encoded, TooLarge
from adapters.llm.waiting import retry_after
from bot.domain.model import ModelFailure, NoReply, Usage

SHAPELY = {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.UNPROCESSABLE_ENTITY}
"""What may mean that the call was written in a way that the endpoint doesn't know."""
BUSY = {HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE}
CODE = re.compile(r"[A-Za-z][A-Za-z0-9_.-]{0,60}")
UNPAID = {"insufficient_quota", "billing_hard_limit_reached"}


def failed(error: openai.OpenAIError) -> NoReply:
    """What came of a call that the SDK raised for."""
    if isinstance(error, openai.APIStatusError):
        return _by_status(error)
    if isinstance(error, openai.APITimeoutError):
        return NoReply(ModelFailure.TIMED_OUT, "no reply in time", Usage(1))
    if isinstance(error.__cause__, TooLarge):
        return NoReply(ModelFailure.INVALID, str(error.__cause__), Usage(1))
    if isinstance(error.__cause__, Encoded):
        return NoReply(ModelFailure.UNSUPPORTED, str(error.__cause__), Usage(1))
    cause = type(error.__cause__ or error).__name__
    return NoReply(ModelFailure.UNAVAILABLE, f"the connection failed ({cause})", Usage(1))


def lost_connection(error: openai.OpenAIError) -> bool:
    """Whether there was no reply at all, so that asking once more at once may be all it takes."""
    return (
        isinstance(error, openai.APIConnectionError)
        and not isinstance(error, openai.APITimeoutError)
        and not isinstance(error.__cause__, TooLarge | Encoded)
    )


def asked_to_wait(error: openai.APIStatusError) -> float | None:
    """Seconds, when it said so and is busy rather than broken."""
    return retry_after(error.response.headers) if error.status_code in BUSY else None


def is_limit(error: openai.APIStatusError) -> bool:
    return error.status_code == HTTPStatus.TOO_MANY_REQUESTS and str(error.code) not in UNPAID


def _by_status(error: openai.APIStatusError) -> NoReply:
    refused = read_refusal(error.status_code, error.body)
    wait = asked_to_wait(error)
    said = CODE.fullmatch(refused.code)
    detail = f"{error.status_code} {said[0]}" if said else f"{error.status_code}"
    after = None if wait is None else timedelta(seconds=wait)
    return NoReply(_failure(error.status_code, refused.code), detail, Usage(1), after)


def _failure(status: int, code: str) -> ModelFailure:
    if code in CONTENT_CODES:
        return ModelFailure.FILTERED
    if code in UNPAID:
        return ModelFailure.UNAUTHORISED
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return ModelFailure.UNAVAILABLE
    return BY_STATUS.get(status, ModelFailure.UNSUPPORTED)


BY_STATUS: dict[int, ModelFailure] = {
    HTTPStatus.UNAUTHORIZED: ModelFailure.UNAUTHORISED,
    HTTPStatus.PAYMENT_REQUIRED: ModelFailure.UNAUTHORISED,
    HTTPStatus.FORBIDDEN: ModelFailure.UNAUTHORISED,
    HTTPStatus.REQUEST_TIMEOUT: ModelFailure.TIMED_OUT,
    HTTPStatus.CONFLICT: ModelFailure.UNAVAILABLE,
    HTTPStatus.TOO_EARLY: ModelFailure.UNAVAILABLE,
    HTTPStatus.TOO_MANY_REQUESTS: ModelFailure.RATE_LIMITED,
}
