"""What Slack knows the app by, as somebody set it; and what is wrong with that, in words."""

from dataclasses import dataclass, field

from bot.errors import UserMustAct

API = "https://slack.com/api/"
HOW = "docs/how-to/connect-slack.md leads through it in ten minutes."


@dataclass(frozen=True, slots=True)
class Access:
    """A bot token of one workspace, or a client for many."""

    bot_token: str = field(default="", repr=False)
    app_token: str = field(default="", repr=False)
    signing_secret: str = field(default="", repr=False)
    client_id: str = ""
    client_secret: str = field(default="", repr=False)
    api_url: str = API
    public_url: str = ""

    @property
    def wanted(self) -> bool:
        return any((self.bot_token, self.app_token, self.signing_secret, self.client_id, self.client_secret))

    @property
    def for_many(self) -> bool:
        return bool(self.client_id)

    def check(self) -> None:
        """Raises UserMustAct when these settings can't be meant together."""
        trouble = next((says for says, holds in _rules(self) if not holds), None)
        if trouble is not None:
            raise UserMustAct(f"{trouble} Nothing was started. {HOW}")


NOT_A_BOTS = (
    "SLACK_BOT_TOKEN isn't a bot token: it has to begin with xoxb-. You find it under OAuth & "
    "Permissions.{instead}"
)
NOT_AN_APPS = (
    "SLACK_APP_TOKEN isn't an app-level token: it has to begin with xapp-. You make one under Basic "
    "Information, with the scope connections:write.{instead}"
)
INSTEAD = {
    "xapp-": "This is the app-level token, which belongs into SLACK_APP_TOKEN: are the two swapped?",
    "xoxb-": "This is the bot token, which belongs into SLACK_BOT_TOKEN: are the two swapped?",
    "xoxp-": "This is a user's token, which Debrief has no use for.",
    "xoxe.": "This one expires within hours: switch token rotation off, and install the app again.",
}
"""What somebody may have copied in a token's place, by its beginning."""
_EXAMPLES = ("…", "...", "your-")


def is_example(value: str) -> bool:
    """As pages show it, left in: no token has such letters."""
    return any(mark in value.lower() for mark in _EXAMPLES)


def _instead(value: str) -> str:
    return next((f" {says}" for begins, says in INSTEAD.items() if value.startswith(begins)), "")


def _set(it: Access) -> tuple[tuple[str, str], ...]:
    return (
        ("SLACK_BOT_TOKEN", it.bot_token),
        ("SLACK_APP_TOKEN", it.app_token),
        ("SLACK_SIGNING_SECRET", it.signing_secret),
        ("SLACK_CLIENT_ID", it.client_id),
        ("SLACK_CLIENT_SECRET", it.client_secret),
    )


def _rules(it: Access) -> tuple[tuple[str, bool], ...]:
    return (
        (
            "SLACK_BOT_TOKEN is for one workspace, SLACK_CLIENT_ID for many: set one of them.",
            not (it.bot_token and it.client_id),
        ),
        (
            "Slack is set up by half: SLACK_BOT_TOKEN is missing, or SLACK_CLIENT_ID for many workspaces.",
            bool(it.bot_token or it.client_id),
        ),
        *(
            (f"{name} is still the example: put your app's own there.", not is_example(value))
            for name, value in _set(it)
        ),
        (
            NOT_A_BOTS.format(instead=_instead(it.bot_token)),
            not it.bot_token or it.bot_token.startswith("xoxb-"),
        ),
        (
            NOT_AN_APPS.format(instead=_instead(it.app_token)),
            not it.app_token or it.app_token.startswith("xapp-"),
        ),
        (
            (
                "Nothing could be heard of Slack: SLACK_APP_TOKEN is missing (Socket Mode), or "
                "SLACK_SIGNING_SECRET (HTTP)."
            ),
            bool(it.app_token or it.signing_secret),
        ),
        (
            "For many workspaces SLACK_CLIENT_SECRET and SLACK_SIGNING_SECRET have to be set as well.",
            not it.for_many or bool(it.client_secret and it.signing_secret),
        ),
        (
            "Many workspaces can't be heard over one socket: take SLACK_APP_TOKEN out.",
            not (it.for_many and it.app_token),
        ),
        (
            "For many workspaces DEBRIEF_URL has to be the public address of the web role, https://…",
            not it.for_many
            or it.public_url.startswith(("https://", "http://127.0.0.1:", "http://localhost:")),
        ),
        (
            "DEBRIEF_URL ends in /slack, which Debrief adds by itself: take that end out.",
            not it.public_url.rstrip("/").endswith("/slack"),
        ),
    )
