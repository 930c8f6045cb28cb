"""The manifest: what Slack is asked for, each with its reason, within Slack's own limits."""

import json

import pytest
from typer.testing import CliRunner

from adapters.cli.slack import app
from adapters.slack.heard.interactions import PUT_BACK, TAKE_OUT
from adapters.slack.manifest import EVENTS_HEARD, REDIRECT, SCOPES, manifest
from bot.domain.happenings import Command
from bot.errors import UserMustAct
from tests.fakes.slack.app import SlackApp

URL = "https://debrief.example.org"


@pytest.mark.parametrize("url", [None, URL])
def test_slack_can_serve_what_it_asks_for(url: str | None) -> None:
    """An event needs its scope, a command the bot: else the fake refuses, as Slack does."""
    registered = SlackApp("A1")

    registered.use_manifest(manifest(url))

    assert registered.socket_mode is (url is None)
    assert registered.token_rotation is (url is not None)
    assert registered.commands == {f"/{slash}" for slash in Command}
    assert registered.shortcuts == {TAKE_OUT, PUT_BACK}
    assert registered.home_tab
    assert registered.messages_tab


def test_over_http_every_address_is_named() -> None:
    registered = SlackApp("A1")
    registered.use_manifest(manifest(f"{URL}/"))

    assert registered.events_url == f"{URL}/slack/events"
    assert registered.commands_url == f"{URL}/slack/commands"
    assert registered.interactions_url == f"{URL}/slack/interactions"
    assert registered.redirect_urls == [f"{URL}{REDIRECT}"]


def test_over_a_socket_no_address_is_named() -> None:
    assert "http" not in json.dumps(manifest(None))


def test_it_is_not_for_whole_organisations() -> None:
    assert manifest(None)["settings"]["org_deploy_enabled"] is False


def test_slacks_limits_on_names_are_kept() -> None:
    made = manifest(URL)
    shown, features = made["display_information"], made["features"]

    assert len(shown["name"]) <= 35
    assert len(shown["description"]) <= 140
    assert all(len(one["name"]) <= 24 and len(one["description"]) <= 150 for one in features["shortcuts"])
    assert all(len(one["usage_hint"]) <= 1000 for one in features["slash_commands"])


@pytest.mark.parametrize("asked", [SCOPES, EVENTS_HEARD])
def test_everything_is_asked_for_once_and_with_a_reason(asked: tuple[object, ...]) -> None:
    names = [one.name for one in asked]  # type: ignore[attr-defined]  # Because

    assert len(set(names)) == len(names)
    assert all(len(one.reason) > 5 for one in asked)  # type: ignore[attr-defined]  # as above


@pytest.mark.parametrize(
    "url", ["http://debrief.example.org", "debrief.example.org", "https://a b", "https://a?b"]
)
def test_an_address_that_slack_would_refuse_is_refused_in_words(url: str) -> None:
    with pytest.raises(UserMustAct, match="https://"):
        manifest(url)


def test_an_address_that_names_slack_twice_is_refused() -> None:
    with pytest.raises(UserMustAct, match="Leave out /slack"):
        manifest("https://debrief.example.org/slack/")


def test_the_command_prints_it() -> None:
    printed = CliRunner().invoke(app, ["manifest", "--url", URL])

    assert printed.exit_code == 0
    assert json.loads(printed.stdout) == manifest(URL)


def test_the_command_prints_the_one_for_a_socket_by_itself() -> None:
    by_itself, asked_for = (CliRunner().invoke(app, ["manifest", *how]) for how in ([], ["--socket"]))

    assert json.loads(by_itself.stdout) == json.loads(asked_for.stdout) == manifest(None)


def test_the_command_tells_why() -> None:
    printed = CliRunner().invoke(app, ["manifest", "--why"])

    assert all(
        one.name in printed.stdout and one.reason in printed.stdout for one in (*SCOPES, *EVENTS_HEARD)
    )


def test_both_ways_at_once_are_refused() -> None:
    printed = CliRunner().invoke(app, ["manifest", "--socket", "--url", URL])

    assert isinstance(printed.exception, UserMustAct)
