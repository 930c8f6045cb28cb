"""Slack is there when its settings are, and loads nothing when they aren't."""

import pytest

from adapters.configured.chats import chats
from adapters.settings import Settings
from bot.errors import UserMustAct

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
    ),
    "",
)


def given(**values: str) -> Settings:
    return Settings.model_validate(NONE | values)


def test_without_settings_there_is_none() -> None:
    assert chats(given()) == ()


def test_one_workspace_by_its_token() -> None:
    (chat,) = chats(given(SLACK_BOT_TOKEN="xoxb-1", SLACK_APP_TOKEN="xapp-1"))
    assert chat.platform.name == "slack"
    assert all((chat.listen, chat.serve, chat.wire, chat.tend, chat.close))


def test_many_need_a_key_to_seal_their_tokens_with() -> None:
    many = {
        "SLACK_CLIENT_ID": "1.2",
        "SLACK_CLIENT_SECRET": "s",
        "SLACK_SIGNING_SECRET": "s",
        "DEBRIEF_URL": "https://debrief.test",
    }
    with pytest.raises(UserMustAct, match="DEBRIEF_SECRET_KEYS"):
        chats(given(**many))
    (chat,) = chats(given(**many, DEBRIEF_SECRET_KEYS="k" * 32))
    assert chat.platform.name == "slack"


def test_half_of_it_is_refused_in_words() -> None:
    with pytest.raises(UserMustAct, match="Nothing was started"):
        chats(given(SLACK_BOT_TOKEN="xoxb-1"))
