"""Settings that can't be meant together are named before anything starts."""

import pytest

from adapters.slack.access import Access
from bot.errors import UserMustAct

MANY = {"client_id": "1.2", "client_secret": "s", "signing_secret": "s", "public_url": "https://d.test"}
GOOD = [
    {"bot_token": "xoxb-1", "app_token": "xapp-1"},
    {"bot_token": "xoxb-1", "signing_secret": "s"},
    MANY,
]
BAD = [
    ({"app_token": "xapp-1"}, "SLACK_BOT_TOKEN is missing"),
    ({"bot_token": "xoxb-1"}, "SLACK_APP_TOKEN is missing"),
    ({"bot_token": "xoxp-1", "app_token": "xapp-1"}, "xoxb-"),
    ({"bot_token": "xoxe.xoxb-1", "app_token": "xapp-1"}, "rotation off"),
    ({"bot_token": "xoxb-1", "app_token": "xoxb-1"}, "xapp-"),
    ({"bot_token": "xapp-1", "app_token": "xoxb-1"}, "app-level token.*swapped"),
    ({"bot_token": "xoxb-1", "app_token": "xoxb-1"}, "bot token.*swapped"),
    ({"bot_token": "xoxp-1", "app_token": "xapp-1"}, "a user's token"),
    ({"bot_token": "xoxb-…", "app_token": "xapp-1"}, "SLACK_BOT_TOKEN is still the example"),
    ({"bot_token": "xoxb-1", "app_token": "xapp-…"}, "SLACK_APP_TOKEN is still the example"),
    ({**MANY, "client_secret": "…"}, "SLACK_CLIENT_SECRET is still the example"),
    ({**MANY, "public_url": "https://d.test/slack/"}, "ends in /slack"),
    ({**MANY, "bot_token": "xoxb-1"}, "set one of them"),
    ({**MANY, "client_secret": ""}, "SLACK_CLIENT_SECRET"),
    ({**MANY, "app_token": "xapp-1"}, "one socket"),
    ({**MANY, "public_url": ""}, "DEBRIEF_URL"),
    ({**MANY, "public_url": "http://d.test"}, "DEBRIEF_URL"),
]


@pytest.mark.parametrize("given", GOOD)
def test_what_fits_together(given: dict[str, str]) -> None:
    access = Access(**given)
    access.check()
    assert access.wanted


@pytest.mark.parametrize(("given", "says"), BAD)
def test_what_does_not(given: dict[str, str], says: str) -> None:
    with pytest.raises(UserMustAct, match=says) as refused:
        Access(**given).check()
    assert "Nothing was started" in refused.value.message
    assert not any(value in refused.value.message for value in given.values() if len(value) > 8)


def test_nothing_set_is_no_slack() -> None:
    assert not Access().wanted


def test_secrets_stay_out_of_what_is_printed() -> None:
    shown = repr(Access(bot_token="xoxb-secret", app_token="xapp-secret", signing_secret="sig-secret"))
    assert "secret'" not in shown.replace("client_secret", "")
    assert "xoxb" not in shown
