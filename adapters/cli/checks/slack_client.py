"""The app's own client, of which many workspaces have a token: whether Slack knows it."""

from datetime import datetime

from adapters.cli.checks import slack_words as words
from adapters.cli.checks.check import Finding, bad, ok, warn
from adapters.cli.checks.slack_token import clock
from adapters.slack.access import Access
from adapters.slack.ask import Answer, ask

CLIENT = "Slack client"
KNOWN = {"invalid_code", "no_code", "missing_code", "invalid_arguments"}
"""Slack looks at the client before it looks at the code, of which there is none."""
WRONG = {
    "bad_client_secret": "SLACK_CLIENT_SECRET",
    "invalid_client_id": "SLACK_CLIENT_ID",
    "bad_client_id": "SLACK_CLIENT_ID",
}


async def client(access: Access, now: datetime) -> list[Finding]:
    """An install that can't succeed. Slack's clock is asked here as well: there may be no workspace yet."""
    answer = await ask(
        access.api_url,
        "",
        "oauth.v2.access",
        client_id=access.client_id,
        client_secret=access.client_secret,
        code="",
    )
    return [_client(access, answer), *clock(answer, now)]


def _client(access: Access, answer: Answer) -> Finding:
    if answer.unreachable:
        mend = words.UNREACHABLE.format(url=access.api_url)
        return bad(CLIENT, f"Slack can't be reached ({answer.unreachable})", mend)
    if answer.code in WRONG:
        return bad(CLIENT, f"{WRONG[answer.code]} isn't this app's ({answer.code})", words.CLIENT)
    if answer.code in KNOWN:
        return ok(CLIENT, "Slack takes SLACK_CLIENT_ID and SLACK_CLIENT_SECRET")
    return warn(CLIENT, f"Slack didn't say whether it knows the client ({answer.code})", words.LATER)
