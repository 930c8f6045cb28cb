"""The bolt app, built where others of Slack's programs leave their settings in the environment."""

import logging

import pytest

from adapters.chats.recent import MOST, Recent
from adapters.slack.heard.app import bolt_app
from adapters.slack.heard.deliveries import Deliveries
from adapters.slack.heard.known_bots import KnownBots
from adapters.slack.heard.reception import Reception
from adapters.slack.heard.show import Show
from bot.testing import FakeClock, FakePlatform
from tests.unit.slack.heard.test_names import Bots, People


def reception() -> Reception:
    """That receives nothing."""
    people, platform = People(), FakePlatform(FakeClock())

    async def nothing(*_given: object) -> None:
        return None

    told = Deliveries(nothing, nothing, nothing)
    return Reception(nothing, people.clock.now, Show(people, platform), people.names(), told, nothing)


def test_nothing_is_taken_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Bolt would make an OAuth flow of its own of it, which keeps tokens in files."""
    for name, value in (
        ("SLACK_CLIENT_ID", "1.2"),
        ("SLACK_CLIENT_SECRET", "secret"),
        ("SLACK_BOT_TOKEN", "xoxb-other"),
    ):
        monkeypatch.setenv(name, value)

    app = bolt_app("signing", KnownBots(Bots()), reception())

    assert app.oauth_flow is None
    assert app.installation_store is None
    assert app.client.token is None


def test_bolt_tells_no_log_what_was_sent() -> None:
    """Its messages below a warning quote whole requests."""
    app = bolt_app("signing", KnownBots(Bots()), reception())

    assert app.logger.getEffectiveLevel() >= logging.WARNING
    for name in ("AsyncRequestVerification", "RequestVerification", "AsyncIgnoringSelfEvents"):
        assert logging.getLogger(f"slack_bolt.{name}").getEffectiveLevel() >= logging.WARNING


def test_what_was_answered_lately_is_remembered_for_a_while() -> None:
    recent = Recent()

    assert recent.first("Ev1")
    assert not recent.first("Ev1")
    assert all(recent.first(str(number)) for number in range(MOST))
    assert recent.first("Ev1")
