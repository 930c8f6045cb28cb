"""What a person reads instead of the page they asked for."""

import logging
import math
from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.responses import HTMLResponse, PlainTextResponse
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from adapters.web.look.headers import HEADERS, PRIVATE
from adapters.web.look.templates import rendered
from bot.errors import RetryLater, UserMustAct

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Refusal:
    title: str
    says: str


OURS = Refusal(
    "Something broke on our side",
    "What was saved before is safe. Go back and try again; if it happens twice, the server's log says why.",
)
REFUSALS: Mapping[int, Refusal] = {
    400: Refusal(
        "That couldn't be read", "Something was missing, so nothing was changed. Go back and try again."
    ),
    403: Refusal(
        "Not from this page",
        "Another page asked for a change here, so nothing was changed. Open Debrief itself and do it there.",
    ),
    404: Refusal("Nothing is here", "The address may be mistyped, or what was here is gone."),
    405: Refusal("Not this way", "This address takes no such request. Nothing was changed."),
    408: Refusal(
        "That took too long to arrive",
        "Nothing was changed. Go back: your text is still in its field. Send it again.",
    ),
    409: Refusal("That couldn't be done", "Nothing was changed."),
    413: Refusal(
        "That is too long",
        "Nothing was saved. Go back: your text is still in its field. "
        "Shorten it to 20,000 characters and send it again.",
    ),
    421: Refusal(
        "Called by another name",
        "Debrief answers only to the names it was given, so that no other site can read along. "
        "Use the address that it printed when it started.",
    ),
    500: OURS,
    503: Refusal("Not just now", "Nothing was lost. Wait a moment, then try again."),
}


def refusal(
    request: Request, status: int, says: str = "", headers: Mapping[str, str] | None = None
) -> Response:
    """A page for a person; a sentence for a script, which shows it where it was asked."""
    found = REFUSALS.get(status, OURS if status >= HTTPStatus.INTERNAL_SERVER_ERROR else REFUSALS[400])
    sentence = says or found.says
    carried = {**HEADERS, "Cache-Control": PRIVATE, **(headers or {})}
    if "text/html" not in request.headers.get("accept", ""):
        return PlainTextResponse(f"{found.title}. {sentence}\n", status, carried)
    page = rendered("refusal.html", title=found.title, says=sentence, status=status)
    return HTMLResponse(page, status, carried)


def refuse_with_pages(app: FastAPI) -> None:
    """One answer for each family of errors, whatever page it came from."""

    @app.exception_handler(HTTPException)
    async def unanswered(request: Request, error: HTTPException) -> Response:
        ours = error.detail != HTTPStatus(error.status_code).phrase
        return refusal(request, error.status_code, error.detail if ours else "", error.headers)

    @app.exception_handler(RequestValidationError)
    async def unreadable(request: Request, _error: RequestValidationError) -> Response:
        return refusal(request, 400)

    @app.exception_handler(UserMustAct)
    async def theirs(request: Request, error: UserMustAct) -> Response:
        return refusal(request, 409, error.message)

    @app.exception_handler(RetryLater)
    async def later(request: Request, error: RetryLater) -> Response:
        log.warning("A page has to wait.", exc_info=error)
        wait = str(math.ceil(error.after.total_seconds()))
        return refusal(request, 503, error.reason, {"Retry-After": wait})

    @app.exception_handler(Exception)
    async def ours(request: Request, _error: Exception) -> Response:
        return refusal(request, 500)
