"""The bolt app: one for both transports. It verifies, finds out who the bot is, and hands over."""

import logging
import os
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from slack_bolt.async_app import AsyncAck, AsyncApp, AsyncBoltContext, AsyncBoltRequest
from slack_bolt.authorization import AuthorizeResult
from slack_bolt.error import BoltUnhandledRequestError
from slack_bolt.response import BoltResponse

from adapters.slack.heard.known_bots import KnownBots
from adapters.slack.heard.needs import Payload
from adapters.slack.heard.reception import Reception
from adapters.slack.heard.shared import Homes, Shared, nowhere
from bot.domain.happenings import Command

log = logging.getLogger(__name__)
_QUIET = logging.getLogger(f"{__name__}.bolt")
"""Bolt's own: below a warning it quotes whole requests, and with them what members wrote."""

NOT_INSTALLED = (
    "Debrief isn't connected to this workspace any more, so nothing was changed. Whoever runs it can connect "
    "it again; answers and points are kept."
)
SIGNED = "debrief_signed"
"""In a request's context: it came from Slack."""
_ANYTHING = re.compile(".*", re.DOTALL)
_OF_OTHER_PROGRAMS = ("SLACK_BOT_TOKEN", "SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET")


def bolt_app(signing_secret: str, bots: KnownBots, reception: Reception, homes: Homes = nowhere) -> AsyncApp:
    """For Socket Mode the secret may be empty: what comes through the socket isn't signed."""
    with _not_read_from_the_environment():
        app = AsyncApp(
            name="debrief",
            logger=_quiet(),
            signing_secret=signing_secret,
            process_before_response=True,
            raise_error_for_unhandled_request=True,
            authorize=_authorize(bots),
            user_facing_authorize_error_message=NOT_INSTALLED,
        )
    app.error(_answering_to_trouble(reception))
    app.use(_noting_limits(reception))
    _listen(app, reception, Shared(bots, homes))
    return app


def _listen(app: AsyncApp, reception: Reception, shared: Shared) -> None:
    async def event(body: Payload, context: AsyncBoltContext) -> None:
        await reception.event(*await shared.at_home(body, context.bot_user_id or ""))

    # One listener for all of them: the first that matches is the only one that runs.
    app.event(_ANYTHING)(event)
    for slash in Command:
        app.command(f"/{slash}")(_acknowledging(reception.command))
    app.block_action(_ANYTHING)(_acknowledging(reception.action))
    app.view_submission(_ANYTHING)(_acknowledging(reception.submission))
    app.view_closed(_ANYTHING)(_acknowledged)
    app.message_shortcut(_ANYTHING)(_acknowledging(reception.shortcut))


def _noting_limits(reception: Reception) -> Callable[..., Awaitable[BoltResponse | None]]:
    """Slack tells in a way of its own that it dropped events: there were too many in a minute."""

    async def note(body: Payload, next: Callable[[], Awaitable[None]]) -> BoltResponse | None:  # noqa: A002  bolt's own name
        if body.get("type") != "app_rate_limited":
            await next()
            return None
        await reception.limited(body)
        return BoltResponse(status=200)

    return note


def _acknowledging(
    act: Callable[[Payload, AsyncAck], Awaitable[None]],
) -> Callable[[Payload, AsyncAck], Awaitable[None]]:
    """Bolt looks at the names of parameters, and a method's own would be one too many."""

    async def handle(body: Payload, ack: AsyncAck) -> None:
        await act(body, ack)

    return handle


async def _acknowledged(ack: AsyncAck) -> None:
    await ack()


def _authorize(bots: KnownBots) -> Callable[..., Awaitable[AuthorizeResult]]:
    async def authorize(
        context: AsyncBoltContext, enterprise_id: str | None, team_id: str | None
    ) -> AuthorizeResult:
        context[SIGNED] = True  # bolt asks after it has looked at the signature
        whole = enterprise_id if context.is_enterprise_install else None
        bot = await bots.of(whole or team_id or enterprise_id or "")
        if bot is None:
            return None  # type: ignore[return-value]  # bolt takes it for "not installed", and says so
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_token=bot.value,
            bot_id=bot.bot_id,
            bot_user_id=bot.bot_user_id,
        )

    return authorize


def _answering_to_trouble(reception: Reception) -> Callable[..., Awaitable[BoltResponse]]:
    async def answer(error: Exception, request: AsyncBoltRequest) -> BoltResponse:
        """Not a success, so that Slack sends it again. What it held isn't logged."""
        body = request.body
        if isinstance(error, BoltUnhandledRequestError):
            log.warning("Slack sent something of a kind that nobody asked for: %s", body.get("type"))
            return BoltResponse(status=404, body="")
        ref = body.get("event_id") or body.get("trigger_id") or body.get("type")
        log.error("What Slack sent could not be kept, and will be sent again: %s", ref, exc_info=error)
        if request.context.get(SIGNED):
            reception.deliveries.failed(body)
        return BoltResponse(status=503, body="")

    return answer


def _quiet() -> logging.Logger:
    _QUIET.setLevel(logging.WARNING)
    return _QUIET


@contextmanager
def _not_read_from_the_environment() -> Iterator[None]:
    """Bolt would build an OAuth flow of its own from these, which keeps tokens in plain files."""
    kept = {name: os.environ.pop(name) for name in _OF_OTHER_PROGRAMS if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(kept)
