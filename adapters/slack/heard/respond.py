"""Answers by a response URL: allowed five times in half an hour, wherever the asker is, without a token."""

from datetime import timedelta
from urllib.parse import urlsplit

from aiohttp import ClientError
from slack_sdk.webhook.async_client import AsyncWebhookClient

from adapters.slack.blocks import SlackMessage
from bot.errors import RetryLater, UserMustAct

MOST = 5
HOOKS = ("hooks.slack.com", "hooks.slack-gov.com")
PATIENCE = 10
"""Seconds."""


def is_slacks(url: str, api_url: str) -> bool:
    """Whether answers may go there: what members wrote is told to Slack alone, whoever names the address."""
    try:
        to, api = urlsplit(url), urlsplit(api_url)
        same = (to.scheme, to.hostname, to.port) == (api.scheme, api.hostname, api.port)
        hooks = (to.scheme, to.port) == ("https", None) and to.hostname in HOOKS
    except ValueError:
        return False
    return (same or hooks) and "@" not in to.netloc


async def respond(url: str, message: SlackMessage) -> None:
    """Show a message to the asker alone. Raises UserMustAct when the URL is used up or too old."""
    # No handlers: by default a dropped connection is sent again, and the answer would stand there twice.
    client = AsyncWebhookClient(url, timeout=PATIENCE, retry_handlers=[])
    body = {
        "response_type": "ephemeral",
        "replace_original": False,
        "text": message.text,
        "blocks": list(message.blocks),
    }
    try:
        response = await client.send_dict(body)
    except (TimeoutError, ClientError) as trouble:
        raise RetryLater("Slack did not take an answer.") from trouble
    if response.status_code >= 500 or response.status_code == 429:  # noqa: PLR2004  HTTP's own numbers
        raise RetryLater("Slack can't take an answer now.", timedelta(seconds=5))
    if response.status_code != 200:  # noqa: PLR2004  as above
        raise UserMustAct("Slack takes no more answers to that.")
