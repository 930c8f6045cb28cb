"""How to mend a token of our own that Slack doesn't take: for the doctor, and for the log."""

PAGE = "api.slack.com/apps"
_TOKEN_MENDS = {
    "invalid_auth": f"Copy the Bot User OAuth Token from {PAGE}, OAuth & Permissions, into SLACK_BOT_TOKEN.",
    "not_allowed_token_type": f"Copy the Bot User OAuth Token (xoxb-…) from {PAGE}, OAuth & Permissions.",
    "token_expired": f"Switch token rotation off at {PAGE}, OAuth & Permissions, and install the app again.",
}
_INSTALL_AGAIN = f"Install the app again at {PAGE}, Install App, and copy its new token into SLACK_BOT_TOKEN."


def token_mend(code: str) -> str:
    """By Slack's own word for the refusal."""
    return _TOKEN_MENDS.get(code, _INSTALL_AGAIN)
