"""Discord is there when its token is, beside Slack or alone, and loads nothing when it isn't."""

import subprocess
import sys

import pytest

from adapters.configured.chats import chats
from adapters.settings import Settings
from bot.errors import Misconfigured

NONE = dict.fromkeys(
    (
        "SLACK_BOT_TOKEN",
        "SLACK_APP_TOKEN",
        "SLACK_SIGNING_SECRET",
        "SLACK_CLIENT_ID",
        "SLACK_CLIENT_SECRET",
        "SLACK_API_URL",
        "DEBRIEF_SECRET_KEYS",
        "DEBRIEF_URL",
        "DISCORD_BOT_TOKEN",
        "DISCORD_API_URL",
        "DISCORD_GATEWAY_URL",
    ),
    "",
)
TOKEN = "one.two.three"
SLACK = {"SLACK_BOT_TOKEN": "xoxb-1", "SLACK_APP_TOKEN": "xapp-1"}


def given(**values: str) -> Settings:
    return Settings.model_validate(NONE | values)


def test_a_token_is_all_it_takes() -> None:
    (chat,) = chats(given(DISCORD_BOT_TOKEN=TOKEN))
    assert chat.platform.name == "discord"
    assert all((chat.listen, chat.wire, chat.tend, chat.deaf, chat.figures, chat.close))
    assert chat.serve is None


def test_it_stands_beside_slack() -> None:
    assert [chat.platform.name for chat in chats(given(DISCORD_BOT_TOKEN=TOKEN, **SLACK))] == [
        "slack",
        "discord",
    ]


def test_before_it_hears_it_says_that_it_does_not() -> None:
    (chat,) = chats(given(DISCORD_BOT_TOKEN=TOKEN))
    assert chat.deaf is not None
    assert chat.deaf() == "not connected"


@pytest.mark.parametrize("token", ["Bot one.two.three", "123456789012345678", "your-token.goes.here"])
def test_what_is_no_token_is_refused_in_words(token: str) -> None:
    with pytest.raises(Misconfigured, match=r"Nothing was started\.") as told:
        chats(given(DISCORD_BOT_TOKEN=token))
    assert token not in told.value.message


def test_its_library_is_not_loaded_where_it_is_not_wanted() -> None:
    asked = "import sys, adapters.configured.chats, adapters.cli; sys.exit('discord' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", asked], check=False).returncode == 0
